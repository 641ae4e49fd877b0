package dev.ycrdt.protocol;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.lib0.JsonText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A state other than JSON null: the text as its client wrote it, checked to be JSON.
 *
 * <p>The text is what gets sent on, so that a state passes through byte for byte. The value is
 * parsed when somebody asks for it and not kept: most states of a server are only passed on, and a
 * small text can have a large value.
 *
 * @param json the text
 * @param byteCount its length in UTF-8 bytes
 * @param truthy whether JavaScript takes the value for true; y-protocols encodes the other ones as
 *     null
 */
record AwarenessState(String json, int byteCount, boolean truthy) {

  /**
   * {@return the state that {@code json} describes, null if that is JSON null}
   *
   * @throws DecodeException if the text is not JSON or nested too deeply; the offset counts from
   *     its start
   */
  static @Nullable AwarenessState parse(String json, int byteCount) {
    Object value = JsonText.parse(json, DecodeLimits.untrusted());
    return value == null ? null : new AwarenessState(json, byteCount, isTruthy(value));
  }

  /** {@return the state with the JSON text of {@code value}} */
  static AwarenessState of(Object value) {
    String json = JsonText.stringify(value);
    return new AwarenessState(json, json.getBytes(StandardCharsets.UTF_8).length, isTruthy(value));
  }

  Object value() {
    Object value = JsonText.parse(json, DecodeLimits.trusted());
    if (value == null) {
      throw new AssertionError("a state is never JSON null: " + json);
    }
    return value;
  }

  boolean sameValue(AwarenessState other) {
    return json.equals(other.json) || JsonEquality.equal(value(), other.value());
  }

  private static boolean isTruthy(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    return !Boolean.FALSE.equals(value) && !"".equals(value);
  }
}
