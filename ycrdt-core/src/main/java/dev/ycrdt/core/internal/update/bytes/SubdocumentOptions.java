package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.JsValues;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a subdocument's options after Yjs has made a Doc of them and written it again:
 * {@code gc} if false, {@code autoLoad} if true, {@code meta} if set. All else is lost there.
 *
 * <p>Source: Yjs 13.6.33 {@code src/structs/ContentDoc.js}.
 *
 * @param guid the document's guid, which an option of that name replaces
 */
record SubdocumentOptions(String guid, Map<String, @Nullable Object> options) {

  /** {@return the canonical options of the subdocument at the reader's position} */
  static SubdocumentOptions read(ByteReader in, DecodeLimits limits) {
    int byteCount = in.readVarUint31("string length");
    String guid = Wtf8.decode(in.array(), in.position(), byteCount);
    in.skip(byteCount);
    return of(guid, AnyCodec.read(in, limits));
  }

  /** {@return the canonical options; {@code decoded} is whatever stands in the update} */
  static SubdocumentOptions of(String guid, @Nullable Object decoded) {
    Map<?, ?> given = decoded instanceof Map<?, ?> map ? map : Map.of();
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    if (isGiven(given, "gc") && !isTruthy(given.get("gc"))) {
      kept.put("gc", false);
    }
    if (isGiven(given, "autoLoad") && isTruthy(given.get("autoLoad"))) {
      kept.put("autoLoad", true);
    }
    if (isGiven(given, "meta") && given.get("meta") != null) {
      kept.put("meta", given.get("meta"));
    }
    String ownGuid = isGiven(given, "guid") ? JsValues.toJsString(given.get("guid")) : guid;
    return new SubdocumentOptions(ownGuid, kept);
  }

  private static boolean isGiven(Map<?, ?> options, String name) {
    return options.containsKey(name) && options.get(name) != Undefined.INSTANCE;
  }

  private static boolean isTruthy(@Nullable Object value) {
    if (value == null || value == Undefined.INSTANCE) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof BigInteger integer) {
      return integer.signum() != 0;
    }
    if (value instanceof Number number) {
      double real = number.doubleValue();
      return real != 0 && !Double.isNaN(real);
    }
    return !"".equals(value);
  }
}
