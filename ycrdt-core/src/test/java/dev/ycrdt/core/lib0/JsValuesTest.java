package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.Undefined;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies, equality and string conversion of plain values. */
final class JsValuesTest {
  @Test
  void copyOf_isDeepAndImmutable() {
    byte[] bytes = {1};
    List<Object> list = new ArrayList<>(List.of(1, bytes));
    Map<String, Object> map = new LinkedHashMap<>(Map.of("a", list));
    Map<?, ?> copy = (Map<?, ?>) present(JsValues.copyOf(map));
    bytes[0] = 2;
    list.add(3);
    map.clear();
    List<?> copied = (List<?>) present(copy.get("a"));
    assertEquals(2, copied.size());
    assertArrayEquals(new byte[] {1}, (byte[]) copied.get(1));
    assertThrows(UnsupportedOperationException.class, copied::clear);
    assertThrows(UnsupportedOperationException.class, copy::clear);
  }

  private static Object present(@Nullable Object value) {
    assertNotNull(value);
    return value;
  }

  @Test
  void copyOf_numbersAsAPeerReadsThem() {
    assertEquals(1, JsValues.copyOf(1L));
    assertEquals(1, JsValues.copyOf(1.0));
    assertEquals(1, JsValues.copyOf((short) 1));
    assertEquals(-1, JsValues.copyOf((byte) -1));
    assertEquals(0.5, JsValues.copyOf(0.5f));
    assertEquals(-0.0, JsValues.copyOf(-0.0));
    assertEquals(2147483648.0, JsValues.copyOf(2147483648L));
    assertEquals(-2147483648.0, JsValues.copyOf(Integer.MIN_VALUE));
    assertEquals(Double.NaN, JsValues.copyOf(Float.NaN));
    assertNull(JsValues.copyOf(null));
    assertSame(Undefined.INSTANCE, JsValues.copyOf(Undefined.INSTANCE));
  }

  @Test
  void copyOf_keysInOwnKeyOrder() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String key : List.of("b", "10", "a", "9", "00", "4294967295", "4294967294", "0")) {
      map.put(key, key);
    }
    assertEquals(
        List.of("0", "9", "10", "4294967294", "b", "a", "00", "4294967295"),
        List.copyOf(((Map<?, ?>) present(JsValues.copyOf(map))).keySet()));
  }

  @Test
  void copyOf_refusesWithClassAndPath() {
    Object inner = Arrays.asList(1, Map.of("x", new StringBuilder()));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> JsValues.copyOf(Map.of("list", inner)));
    assertEquals(
        "unsupported value of class java.lang.StringBuilder at $.list[1].x", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> JsValues.copyOf('c'));
    assertThrows(IllegalArgumentException.class, () -> JsValues.copyOf((1L << 53) + 1));
    assertThrows(
        IllegalArgumentException.class, () -> JsValues.copyOf(BigInteger.ONE.shiftLeft(63)));
    assertThrows(IllegalArgumentException.class, () -> JsValues.copyOf(Map.of(1, 1)));
  }

  @Test
  void copyOf_depthAtTheLimitAndBeyond() {
    Object value = List.of();
    for (int depth = 1; depth < 1000; depth++) {
      value = List.of(value);
    }
    Object atLimit = value;
    assertEquals(atLimit, JsValues.copyOf(atLimit));
    assertThrows(IllegalArgumentException.class, () -> JsValues.copyOf(List.of(atLimit)));
  }

  @Test
  void sameNumberOrEquals_isTripleEquals() {
    assertTrue(JsValues.sameNumberOrEquals(1, 1.0));
    assertTrue(JsValues.sameNumberOrEquals(1L, 1));
    assertTrue(JsValues.sameNumberOrEquals(0, -0.0));
    assertFalse(JsValues.sameNumberOrEquals(Double.NaN, Double.NaN));
    assertFalse(JsValues.sameNumberOrEquals(1, BigInteger.ONE));
    assertTrue(JsValues.sameNumberOrEquals(BigInteger.valueOf(7), BigInteger.valueOf(7)));
    assertTrue(JsValues.sameNumberOrEquals("a".repeat(2), "aa"));
    assertFalse(JsValues.sameNumberOrEquals("1", 1));
    assertTrue(JsValues.sameNumberOrEquals(null, null));
    assertFalse(JsValues.sameNumberOrEquals(null, Undefined.INSTANCE));
    List<Integer> list = new ArrayList<>(List.of(1));
    assertTrue(JsValues.sameNumberOrEquals(list, list));
    assertFalse(JsValues.sameNumberOrEquals(list, List.of(1)));
  }

  @Test
  void equalAttributes_comparesOneLevel() {
    assertTrue(JsValues.equalAttributes(Map.of("a", 1, "b", "x"), Map.of("b", "x", "a", 1.0)));
    assertFalse(JsValues.equalAttributes(Map.of("a", 1), Map.of("a", 2)));
    assertFalse(JsValues.equalAttributes(Map.of("a", Undefined.INSTANCE), Map.of("b", 1)));
    assertFalse(JsValues.equalAttributes(Map.of("a", 1), Map.of("a", 1, "b", 2)));
    Map<String, Object> inner = Map.of("x", 1);
    Object copy = JsValues.copyOf(inner);
    assertNotSame(inner, copy);
    assertTrue(JsValues.equalAttributes(Map.of("a", inner), Map.of("a", inner)));
    assertFalse(JsValues.equalAttributes(Map.of("a", inner), Map.of("a", present(copy))));
    assertTrue(JsValues.equalAttributes(List.of(1, 2), List.of(1, 2)));
    assertTrue(JsValues.equalAttributes(List.of(1), Map.of("0", 1)));
    assertTrue(JsValues.equalAttributes(new byte[] {-1}, new byte[] {-1}));
    assertFalse(JsValues.equalAttributes(null, Map.of()));
    assertFalse(JsValues.equalAttributes("a", Map.of()));
  }

  // String(value)
  static Stream<Arguments> strings() {
    List<?> nested =
        Arrays.asList(
            1,
            Arrays.asList(2, List.of()),
            null,
            Undefined.INSTANCE,
            List.of(List.of(), List.of()),
            Map.of());
    return Stream.of(
        Arguments.of(null, "null"),
        Arguments.of(Undefined.INSTANCE, "undefined"),
        Arguments.of(true, "true"),
        Arguments.of(1.5, "1.5"),
        Arguments.of(1.0, "1"),
        Arguments.of(-0.0, "0"),
        Arguments.of(BigInteger.TEN, "10"),
        Arguments.of("x", "x"),
        Arguments.of(nested, "1,2,,,,,,[object Object]"),
        Arguments.of(List.of(), ""),
        Arguments.of(List.of(List.of()), ""),
        Arguments.of(Arrays.asList(new Object[] {null}), ""),
        Arguments.of(List.of(List.of(), 1), ",1"),
        Arguments.of(Map.of("a", 1), "[object Object]"),
        Arguments.of(new byte[] {1, -1}, "1,255"));
  }

  @ParameterizedTest
  @MethodSource("strings")
  void toJsString_isThatOfJavaScript(@Nullable Object value, String text) {
    assertEquals(text, JsValues.toJsString(value));
  }
}
