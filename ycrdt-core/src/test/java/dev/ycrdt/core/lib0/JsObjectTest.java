package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The immutable object on both sides of the size from which it has an index. */
final class JsObjectTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 10, 200})
  void lookup_ofEverySize(int size) {
    Map<String, Object> expected = new LinkedHashMap<>();
    JsObject.Builder builder = new JsObject.Builder();
    for (int i = 0; i < size; i++) {
      builder.put("k" + i, -1);
    }
    for (int i = 0; i < size; i++) {
      builder.put("k" + i, i);
      expected.put("k" + i, i);
    }
    assertEquals(size, builder.size());
    JsObject object = builder.build();
    assertEquals(expected, object);
    assertEquals(expected.toString(), object.toString());
    expected.forEach((key, value) -> assertEquals(value, object.get(key)));
    assertNull(object.get("k"));
    assertFalse(object.containsKey("k" + size));
  }

  @Test
  void build_sortsArrayIndicesOfALargeObject() {
    JsObject.Builder builder = new JsObject.Builder();
    for (int i = 20; i > 0; i--) {
      builder.put("k" + i, i);
      builder.put(Integer.toString(i), -i);
    }
    JsObject object = builder.build();
    assertEquals("1", object.keySet().iterator().next());
    assertEquals(List.of("19", "20", "k20", "k19"), List.copyOf(object.keySet()).subList(18, 22));
    assertEquals(-7, object.get("7"));
    assertEquals(7, object.get("k7"));
  }

  @Test
  void containsKey_ofANullValue() {
    JsObject.Builder builder = new JsObject.Builder();
    builder.put("a", null);
    JsObject object = builder.build();
    assertTrue(object.containsKey("a"));
    assertNull(object.get("a"));
  }

  @Test
  void iterator_pastTheEnd() {
    Iterator<?> empty = new JsObject.Builder().build().entrySet().iterator();
    assertThrows(NoSuchElementException.class, empty::next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "9", "10", "4294967294"})
  void isArrayIndex_canonical(String key) {
    assertTrue(OwnKeys.isArrayIndex(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "00", "01", "-0", "-1", "1.0", "4294967295", "10000000000", "1a", "١"})
  void isArrayIndex_anythingElse(String key) {
    assertFalse(OwnKeys.isArrayIndex(key));
  }
}
