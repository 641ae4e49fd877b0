package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.lib0.JsValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translates between a subdocument and the options that the outer document stores for it. */
public final class SubdocOptions {
  private static final String GC = "gc";
  private static final String AUTO_LOAD = "autoLoad";
  private static final String GUID = "guid";
  private static final String META = "meta";
  private static final String SHOULD_LOAD = "shouldLoad";
  private static final String COLLECTION_ID = "collectionid";

  private SubdocOptions() {}

  /** {@return the options of {@code doc} that differ from the defaults, in the order of Yjs} */
  public static Map<String, @Nullable Object> of(YDoc doc) {
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    if (!doc.gc()) {
      options.put(GC, false);
    }
    if (doc.autoLoad()) {
      options.put(AUTO_LOAD, true);
    }
    if (doc.meta() != null) {
      options.put(META, doc.meta());
    }
    return options;
  }

  /** {@return a new document as described by {@code options}; it is loaded only on request} */
  public static YDoc create(
      String guid, Map<String, @Nullable Object> options, DecodeLimits limits) {
    boolean shouldLoad =
        JsValues.isTruthy(options.get(AUTO_LOAD)) || JsValues.isTruthy(options.get(SHOULD_LOAD));
    return builder(guid, options, limits).shouldLoad(shouldLoad).build();
  }

  /** {@return a new document as described by {@code options} that nobody has asked to load} */
  public static YDoc createUnloaded(
      String guid, Map<String, @Nullable Object> options, DecodeLimits limits) {
    return builder(guid, options, limits).shouldLoad(false).build();
  }

  private static YDoc.Builder builder(
      String guid, Map<String, @Nullable Object> options, DecodeLimits limits) {
    Object gc = options.getOrDefault(GC, Undefined.INSTANCE);
    Object meta = options.get(META);
    Object ownGuid = options.getOrDefault(GUID, Undefined.INSTANCE);
    return YDoc.builder()
        .guid(ownGuid == Undefined.INSTANCE ? guid : JsValues.toJsString(ownGuid))
        .limits(limits)
        .gc(gc == Undefined.INSTANCE || JsValues.isTruthy(gc))
        .autoLoad(JsValues.isTruthy(options.get(AUTO_LOAD)))
        .collectionId(options.get(COLLECTION_ID) instanceof String id ? id : null)
        .meta(meta == Undefined.INSTANCE ? null : meta);
  }
}
