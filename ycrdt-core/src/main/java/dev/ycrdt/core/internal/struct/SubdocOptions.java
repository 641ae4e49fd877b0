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
    boolean autoLoad = isTrue(options.get(AUTO_LOAD));
    return builder(guid, options, limits)
        .shouldLoad(autoLoad || isTrue(options.get("shouldLoad")))
        .build();
  }

  /** {@return a new document as described by {@code options} that nobody has asked to load} */
  public static YDoc createUnloaded(
      String guid, Map<String, @Nullable Object> options, DecodeLimits limits) {
    return builder(guid, options, limits).shouldLoad(false).build();
  }

  private static YDoc.Builder builder(
      String guid, Map<String, @Nullable Object> options, DecodeLimits limits) {
    Object ownGuid = options.getOrDefault(GUID, Undefined.INSTANCE);
    return YDoc.builder()
        .guid(ownGuid == Undefined.INSTANCE ? guid : JsValues.toJsString(ownGuid))
        .limits(limits)
        .gc(!options.containsKey(GC) || isTrue(options.get(GC)))
        .autoLoad(isTrue(options.get(AUTO_LOAD)))
        .meta(options.get(META));
  }

  private static boolean isTrue(@Nullable Object value) {
    return Boolean.TRUE.equals(value);
  }
}
