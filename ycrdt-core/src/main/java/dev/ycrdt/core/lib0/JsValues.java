package dev.ycrdt.core.lib0;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.Undefined;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JavaScript's rules for plain values: which Java objects stand for one, when two are equal, how
 * one becomes a string. Stateless.
 */
public final class JsValues {
  private static final long MAX_EXACT_INTEGER = 1L << 53;
  private static final int MAX_DEPTH = DecodeLimits.trusted().maxDepth();

  private JsValues() {}

  /**
   * {@return a deep immutable copy of {@code value} that is equal to what a peer reads from its
   * encoding}
   *
   * <p>Numbers become {@link Integer} where JavaScript has an integer up to 2<sup>31</sup>-1 in
   * magnitude, else {@link Double}; maps get JavaScript's own-key order; byte arrays are copied.
   *
   * @throws IllegalArgumentException naming class and path if a part is not {@code null}, {@link
   *     Undefined}, {@link Boolean}, {@link Byte}, {@link Short}, {@link Integer}, {@link Long} up
   *     to 2<sup>53</sup> in magnitude, {@link Float}, {@link Double}, {@link BigInteger} of 64
   *     bits, {@link String}, {@code byte[]}, {@link List} or {@link Map} with string keys; or if
   *     it is nested deeper than 1,000 levels
   */
  public static @Nullable Object copyOf(@Nullable Object value) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    Copier copier = new Copier();
    ValueWalker.walk(value, MAX_DEPTH, copier);
    return copier.out.result();
  }

  /** {@return the entries of {@code map} in JavaScript's own-key order, with the same values} */
  public static Map<String, @Nullable Object> inKeyOrder(
      Map<String, ? extends @Nullable Object> map) {
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : OwnKeys.entriesOf(map)) {
      ordered.put((String) entry.getKey(), entry.getValue());
    }
    return ordered;
  }

  private static @Nullable Object copyOfScalar(@Nullable Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Undefined) {
      return value;
    }
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (value instanceof BigInteger bigint) {
      return require64Bits(bigint);
    }
    return canonical(numberOf(value));
  }

  private static BigInteger require64Bits(BigInteger bigint) {
    if (bigint.bitLength() > 63) {
      throw new IllegalArgumentException("bigint does not fit 64 bits: " + bigint);
    }
    return bigint;
  }

  /**
   * {@return {@code value} as {@link Integer} if it is an integer up to 2<sup>31</sup>-1 in
   * magnitude and not -0, else as {@link Double}}
   */
  static Number canonical(double value) {
    int integer = (int) value;
    if (integer == value
        && integer != Integer.MIN_VALUE
        && (integer != 0 || Double.doubleToRawLongBits(value) == 0)) {
      return integer;
    }
    // Arithmetic leaves NaNs of either sign; a peer that computed the same writes this one.
    return Double.isNaN(value) ? Double.NaN : value;
  }

  /**
   * {@return the JavaScript number that {@code value} stands for}
   *
   * @throws IllegalArgumentException if it is no number or a long beyond 2<sup>53</sup> in
   *     magnitude
   */
  static double numberOf(Object value) {
    if (value instanceof Integer || value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Long exact) {
      if (exact > MAX_EXACT_INTEGER || exact < -MAX_EXACT_INTEGER) {
        throw new IllegalArgumentException(
            "long beyond 2^53 is no exact JavaScript number, use a BigInteger or a double: "
                + exact);
      }
      return exact;
    }
    if (value instanceof Short || value instanceof Byte) {
      return ((Number) value).intValue();
    }
    throw new IllegalArgumentException("unsupported value of " + value.getClass());
  }

  /**
   * {@return whether {@code a === b} in JavaScript}
   *
   * <p>Numbers are equal by value whatever their Java class (0 equals -0, NaN nothing); bigints
   * only equal bigints; lists, maps, byte arrays and other objects only equal themselves.
   */
  public static boolean sameNumberOrEquals(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number n && b instanceof Number m && !isBigint(a) && !isBigint(b)) {
      return n.doubleValue() == m.doubleValue();
    }
    if (a instanceof String || a instanceof Boolean || a instanceof BigInteger) {
      return a.equals(b);
    }
    return a == b;
  }

  private static boolean isBigint(Object value) {
    return value instanceof BigInteger;
  }

  /**
   * {@return whether Yjs takes {@code a} and {@code b} for the same formatting value}
   *
   * <p>That is {@code ===}, or two objects or arrays with the same keys whose members are {@code
   * ===}: one level is compared, deeper ones only equal themselves.
   *
   * <p>Source: Yjs 13.6.33 {@code src/types/YText.js}, {@code equalAttrs}; lib0 {@code
   * object.equalFlat}.
   */
  public static boolean equalAttributes(@Nullable Object a, @Nullable Object b) {
    if (sameNumberOrEquals(a, b)) {
      return true;
    }
    Map<?, ?> membersOfA = membersOf(a);
    Map<?, ?> membersOfB = membersOf(b);
    if (membersOfA == null || membersOfB == null || membersOfA.size() != membersOfB.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : membersOfA.entrySet()) {
      Object key = entry.getKey();
      if (!membersOfB.containsKey(key)
          || !sameNumberOrEquals(entry.getValue(), membersOfB.get(key))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Map<?, ?> membersOf(@Nullable Object value) {
    if (value instanceof List<?> list) {
      Map<String, @Nullable Object> members = new HashMap<>();
      for (Object element : list) {
        members.put(Integer.toString(members.size()), element);
      }
      return members;
    }
    if (value instanceof byte[] bytes) {
      Map<String, @Nullable Object> members = new HashMap<>();
      for (byte element : bytes) {
        members.put(Integer.toString(members.size()), element & 0xff);
      }
      return members;
    }
    return value instanceof Map<?, ?> map ? map : null;
  }

  /** {@return whether {@code value} counts as true in a condition of JavaScript} */
  public static boolean isTruthy(@Nullable Object value) {
    if (value instanceof BigInteger bigint) {
      return bigint.signum() != 0;
    }
    if (value instanceof Number number) {
      double numeric = number.doubleValue();
      return numeric != 0 && !Double.isNaN(numeric);
    }
    return value != null
        && value != Undefined.INSTANCE
        && !value.equals("")
        && !value.equals(false);
  }

  /**
   * {@return {@code String(value)} as in JavaScript}
   *
   * <p>An object of a class that is no plain value gives its {@link Object#toString()}.
   */
  public static String toJsString(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return join(list);
    }
    return scalarToJsString(value);
  }

  private static String scalarToJsString(@Nullable Object value) {
    if (value instanceof Map) {
      return "[object Object]";
    }
    if (value instanceof byte[] bytes) {
      return join(bytes);
    }
    if (value instanceof Number number && !isBigint(value)) {
      return EcmaNumber.toString(number.doubleValue());
    }
    return String.valueOf(value);
  }

  private static String join(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length * 4);
    for (int i = 0; i < bytes.length; i++) {
      text.append(i == 0 ? "" : ",").append(bytes[i] & 0xff);
    }
    return text.toString();
  }

  /** Nested arrays join with commas as well, so that the leaves of all levels form one list. */
  private static String join(List<?> list) {
    StringBuilder text = new StringBuilder();
    Deque<Iterator<?>> open = new ArrayDeque<>();
    open.push(list.iterator());
    boolean first = true;
    while (!open.isEmpty()) {
      if (!open.element().hasNext()) {
        open.pop();
        first = false;
        continue;
      }
      Object next = open.element().next();
      text.append(first ? "" : ",");
      first = next instanceof List;
      if (next instanceof List<?> inner) {
        open.push(inner.iterator());
      } else if (next != null && next != Undefined.INSTANCE) {
        text.append(scalarToJsString(next));
      }
    }
    return text.toString();
  }

  /** Copies what it receives. */
  private static final class Copier implements ValueSink {
    private final ValueBuilder out = new ValueBuilder();

    @Override
    public void scalar(@Nullable Object value) {
      out.scalar(copyOfScalar(value));
    }

    @Override
    public void beginArray(int size) {
      out.beginArray(size);
    }

    @Override
    public void endArray() {
      out.endArray();
    }

    @Override
    public void beginObject(int size) {
      out.beginObject(size);
    }

    @Override
    public void key(String key) {
      out.key(key);
    }

    @Override
    public void endObject() {
      out.endObject();
    }
  }
}
