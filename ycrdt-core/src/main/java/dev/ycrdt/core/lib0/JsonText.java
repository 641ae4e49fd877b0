package dev.ycrdt.core.lib0;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import org.jspecify.annotations.Nullable;

/**
 * JSON text exactly as {@code JSON.stringify} writes it and {@code JSON.parse} reads it. Stateless.
 *
 * <p>Source: ECMA-262, JSON.stringify and JSON.parse.
 */
public final class JsonText {
  private JsonText() {}

  /**
   * {@return {@code JSON.stringify(value)}}
   *
   * <p>Members whose value is {@link dev.ycrdt.core.Undefined} are left out and such elements
   * become {@code null}, as do NaN and the infinities; -0 is {@code 0}; a byte array is an object
   * with its indices as keys.
   *
   * @throws IllegalArgumentException if {@code value} is {@link dev.ycrdt.core.Undefined}, or a
   *     part of it is a bigint, a long beyond 2<sup>53</sup>, or no plain value
   */
  public static String stringify(@Nullable Object value) {
    return write(value, new JsonWriter(false));
  }

  /**
   * {@return the JSON text of a value that may be one that JSON does not have}
   *
   * <p>Like {@link #stringify}, but a bigint is written as a number, which readers round, and
   * undefined as {@code null}.
   *
   * @throws IllegalArgumentException if a part of {@code value} is no plain value
   */
  public static String stringifyNearest(@Nullable Object value) {
    return write(value, new JsonWriter(true));
  }

  private static String write(@Nullable Object value, JsonWriter writer) {
    ValueWalker.walk(value, ValueWalker.MAX_DEPTH, writer);
    return writer.text();
  }

  /**
   * {@return {@code JSON.parse(text)}}
   *
   * <p>Numbers are {@link Integer} or {@link Double} by the rule of {@link JsValues#copyOf}; lists
   * and maps are immutable, maps in JavaScript's own-key order. A key that occurs twice has its
   * last value; {@code __proto__} is an ordinary key.
   *
   * @throws DecodeException if {@code text} is not JSON, or past {@link DecodeLimits#maxDepth()} or
   *     {@link DecodeLimits#maxKeys()}; its offset counts UTF-16 code units of {@code text}
   */
  public static @Nullable Object parse(String text, DecodeLimits limits) {
    return new JsonParser(text, limits).parse();
  }
}
