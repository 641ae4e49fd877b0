package dev.ycrdt.core.type;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.YDoc;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Edits of maps. */
final class YMapTest {
  private final YDoc doc = YDoc.builder().clientId(1).build();
  private final YMap map = doc.getMap("map");

  @AfterEach
  void documentIsWhole() {
    Integrity.check(doc);
  }

  @Test
  void set_overwrites() {
    map.set("k", 1);
    map.set("k", 2);

    assertEquals(2, map.get("k"));
    assertEquals(1, map.size());
    assertEquals(Set.of("k"), map.keys());
  }

  @Test
  void delete_removesAndForgivesWhatIsNotThere() {
    map.set("k", 1);
    map.delete("k");
    map.delete("k");
    map.delete("never");

    assertNull(map.get("k"));
    assertFalse(map.has("k"));
    assertEquals(0, map.size());
    assertEquals(Map.of(), map.toJson());
    map.set("k", 3);
    assertEquals(3, map.get("k"));
  }

  @Test
  void clear_isOneTransaction() {
    map.set("a", 1);
    map.set("b", 2);
    int[] updates = {0};
    doc.onUpdate((update, origin, transaction) -> updates[0]++);

    map.clear();

    assertEquals(Map.of(), map.entries());
    assertEquals(1, updates[0]);
  }

  @Test
  void nullUndefinedAndAbsent_differ() {
    map.set("null", null);
    map.set("undefined", Undefined.INSTANCE);

    assertTrue(map.has("null"));
    assertNull(map.get("null"));
    assertSame(Undefined.INSTANCE, map.get("undefined"));
    assertFalse(map.has("absent"));
    assertEquals(2, map.size());
  }

  @Test
  void values_arriveAsTheyWereSet() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("bigint", BigInteger.TEN);
    values.put("bool", false);
    values.put("list", List.of(1, List.of("x")));
    values.put("map", Map.of("k", 0.5));
    values.put("undefined", Undefined.INSTANCE);
    values.put("", "empty key");
    values.forEach(map::set);

    YDoc copy = new YDoc();
    copy.applyUpdate(doc.encodeStateAsUpdate());

    assertEquals(values, copy.getMap("map").entries());
    assertEquals(values, map.entries());
  }

  @Test
  void bigint_isOf64Bits() {
    map.set("k", BigInteger.valueOf(Long.MIN_VALUE));

    assertEquals(BigInteger.valueOf(Long.MIN_VALUE), map.get("k"));
    assertThrows(IllegalArgumentException.class, () -> map.set("k", BigInteger.ONE.shiftLeft(63)));
    assertThrows(IllegalArgumentException.class, () -> map.set("k", 1L << 60));
    assertThrows(IllegalArgumentException.class, () -> map.set("k", new Object()));
  }

  @Test
  void values_areCopiedInAndImmutableOut() {
    Map<String, Object> inner = new HashMap<>(Map.of("a", 1));
    byte[] bytes = {1};
    map.set("map", inner);
    map.set("bytes", bytes);
    inner.put("b", 2);
    bytes[0] = 2;

    Map<?, ?> read = requireNonNull((Map<?, ?>) map.get("map"));
    assertEquals(Map.of("a", 1), read);
    assertThrows(UnsupportedOperationException.class, () -> read.remove("a"));
    assertArrayEquals(new byte[] {1}, (byte[]) map.get("bytes"));
    assertThrows(UnsupportedOperationException.class, () -> map.entries().clear());
    assertThrows(UnsupportedOperationException.class, () -> map.keys().clear());
  }

  @Test
  void entries_areInTheOrderOfTheFirstAppearance() {
    map.set("b", 1);
    map.set("1", 2);
    map.set("a", 3);
    map.delete("b");
    map.set("b", 4);

    assertEquals(List.of("b", "1", "a"), List.copyOf(map.keys()));
    assertEquals(List.of("1", "b", "a"), List.copyOf(((Map<?, ?>) map.toJson()).keySet()));
  }

  @Test
  void concurrentValues_oneWinsEverywhere() {
    YDoc other = YDoc.builder().clientId(2).build();
    map.set("k", "one");
    other.getMap("map").set("k", "two");

    doc.applyUpdate(other.encodeStateAsUpdate());
    other.applyUpdate(doc.encodeStateAsUpdate());

    assertEquals("two", map.get("k"));
    assertEquals("two", other.getMap("map").get("k"));
    Integrity.check(other);
  }

  @Test
  void nestedType_isReplacedAndEmpty() {
    YText first = new YText("a");
    map.set("k", first);
    assertSame(first, map.get("k"));
    assertSame(map, first.parent());

    map.set("k", new YText("b"));

    assertEquals("", first.toString());
    assertEquals(Map.of("k", "b"), map.toJson());
  }

  @Test
  void preliminary_readsAndEditsBeforeInsertion() {
    YMap nested = new YMap(Map.of("a", 1));
    nested.set("b", new YText("x"));
    nested.set("c", 3);
    nested.delete("c");
    assertEquals(1, nested.get("a"));
    assertTrue(nested.has("b"));
    assertEquals(2, nested.size());
    assertThrows(IllegalArgumentException.class, () -> nested.set("self", nested));

    map.set("nested", nested);

    assertEquals(Map.of("nested", Map.of("a", 1, "b", "x")), map.toJson());
  }

  @Test
  void preliminaryType_underTwoKeys_isRefused() {
    YText shared = new YText("a");
    YMap nested = new YMap(Map.of("a", shared));

    assertThrows(
        IllegalArgumentException.class,
        () -> {
          nested.set("b", shared);
          map.set("nested", nested);
        });
  }

  @Test
  void itself_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> map.set("k", map));
    assertThrows(IllegalArgumentException.class, () -> map.set("k", List.of(new YText())));
  }
}
