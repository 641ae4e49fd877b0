package dev.ycrdt.core.type;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.YDoc;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits of arrays. */
final class YArrayTest {
  private final YDoc doc = YDoc.builder().clientId(1).build();
  private final YArray array = doc.getArray("array");

  @AfterEach
  void documentIsWhole() {
    Integrity.checkPositions(doc);
  }

  @Test
  void insertPushUnshift_keepTheOrder() {
    array.push(List.of(2, 4));
    array.insert(1, List.of(3));
    array.unshift(List.of(0, 1));
    array.insert(5, List.of(5));

    assertEquals(List.of(0, 1, 2, 3, 4, 5), array.toList());
    assertEquals(6, array.length());
    assertEquals(3, array.get(3));
    assertEquals(List.of(1, 2), array.slice(1, 3));
    assertEquals(List.of(), array.slice(2, 2));
  }

  @Test
  void insert_ofNothing_changesNothing() {
    array.insert(0, List.of());
    array.push(List.of());

    assertArrayEquals(new byte[] {0, 0}, doc.encodeStateAsUpdate());
  }

  @Test
  void delete_acrossItems() {
    array.push(List.of(1, 2, 3));
    array.push(List.of(new byte[] {4}));
    array.push(List.of(5, 6));

    array.delete(2, 3);
    array.delete(0);
    array.delete(0, 0);

    assertEquals(List.of(2, 6), array.toList());
  }

  @ParameterizedTest
  @CsvSource({"-1", "4", "2147483647"})
  void insert_outOfRange_isRefusedAndChangesNothing(int index) {
    array.push(List.of(1, 2, 3));
    byte[] before = doc.encodeStateAsUpdate();

    assertThrows(IndexOutOfBoundsException.class, () -> array.insert(index, List.of(1)));
    assertThrows(IndexOutOfBoundsException.class, () -> array.get(index));

    assertArrayEquals(before, doc.encodeStateAsUpdate());
  }

  @ParameterizedTest
  @CsvSource({"-1,1", "0,4", "3,1", "1,-1", "1,2147483647", "4,0"})
  void delete_outOfRange_isRefusedAndChangesNothing(int index, int length) {
    array.push(List.of(1, 2, 3));
    byte[] before = doc.encodeStateAsUpdate();

    assertThrows(IndexOutOfBoundsException.class, () -> array.delete(index, length));
    assertThrows(IndexOutOfBoundsException.class, () -> array.slice(index, index + length));

    assertArrayEquals(before, doc.encodeStateAsUpdate());
  }

  @Test
  void badValue_isRefusedBeforeAnythingChanges() {
    List<Object> bad =
        List.of(Undefined.INSTANCE, BigInteger.ONE, new Object(), Instant.EPOCH, 1L << 60, array);

    for (Object value : bad) {
      assertThrows(
          IllegalArgumentException.class, () -> array.push(List.of(1, value)), value.toString());
    }
    assertEquals(0, array.length());
    assertEquals(0, doc.stateVector().get(1));
  }

  @Test
  void values_comeBackAsTheNumbersOfJavaScript() {
    array.push(
        Arrays.asList(1, 2L, 3.0, 0.5, -0.0, (1L << 31) + 1, 1.5f, (short) 4, null, true, "x"));

    YDoc copy = new YDoc();
    copy.applyUpdate(doc.encodeStateAsUpdate());

    List<Object> numbers = Arrays.asList(1, 2, 3, 0.5, -0.0, 2147483649.0, 1.5, 4, null, true, "x");
    assertEquals(numbers, copy.getArray("array").toList());
  }

  @Test
  void values_areTheSameBeforeAndAfterTransport() {
    array.push(Arrays.asList(1, 2L, 3.0, 0.5, -0.0, (1L << 31) + 1, 1.5f, (short) 4));

    YDoc copy = new YDoc();
    copy.applyUpdate(doc.encodeStateAsUpdate());

    assertEquals(copy.getArray("array").toList(), array.toList());
  }

  @Test
  void values_areCopiedInAndImmutableOut() {
    List<Object> inner = new ArrayList<>(List.of(1));
    byte[] bytes = {1};
    array.push(List.of(inner, bytes));
    inner.add(2);
    bytes[0] = 9;
    requireNonNull((byte[]) array.get(1))[0] = 9;

    List<?> read = requireNonNull((List<?>) array.get(0));
    assertEquals(List.of(1), read);
    assertThrows(UnsupportedOperationException.class, read::clear);
    assertArrayEquals(new byte[] {1}, (byte[]) array.get(1));
    assertThrows(UnsupportedOperationException.class, () -> array.toList().clear());
  }

  @Test
  void nestedType_isTheSameObjectEveryTime() {
    YMap map = new YMap();
    array.push(List.of(map));

    assertSame(map, array.get(0));
    assertSame(array, map.parent());
    YDoc copy = new YDoc();
    copy.applyUpdate(doc.encodeStateAsUpdate());
    YArray copied = copy.getArray("array");
    assertSame(copied.get(0), copied.get(0));
    assertNotSame(map, copied.get(0));
  }

  @Test
  void typeOfADocument_cannotBeInsertedAgain() {
    YMap map = new YMap();
    array.push(List.of(map));

    assertThrows(IllegalArgumentException.class, () -> array.push(List.of(map)));
    assertThrows(IllegalArgumentException.class, () -> doc.getMap("m").set("k", map));
    YText twice = new YText();
    assertThrows(IllegalArgumentException.class, () -> array.push(List.of(twice, twice)));
    assertEquals(1, array.length());
  }

  @Test
  void preliminary_readsAndEditsBeforeInsertion() {
    YArray nested = new YArray(List.of(1, 2, 3));
    nested.delete(1);
    nested.unshift(List.of(0));
    assertEquals(List.of(0, 1, 3), nested.toList());
    assertEquals(3, nested.length());
    assertNull(nested.parent());
    assertThrows(IndexOutOfBoundsException.class, () -> nested.insert(4, List.of(1)));
    assertThrows(IllegalArgumentException.class, () -> nested.push(List.of(nested)));

    array.push(List.of(nested));

    assertEquals(List.of(List.of(0, 1, 3)), array.toJson());
  }

  @Test
  void preliminaryType_insideTwoOthers_isRefused() {
    YText shared = new YText("a");
    YArray first = new YArray(List.of(shared));

    assertThrows(
        IllegalArgumentException.class,
        () -> {
          YArray second = new YArray(List.of(shared));
          array.push(List.of(first, second));
        });
  }

  @Test
  void preliminaryTypes_insideEachOther_areRefused() {
    YArray first = new YArray();
    YArray second = new YArray(List.of(first));

    assertThrows(
        IllegalArgumentException.class,
        () -> {
          first.push(List.of(second));
          array.push(List.of(first));
        });
  }

  @Test
  void iterator_showsTheStateAtItsStart() {
    array.push(List.of(1, 2));
    List<Object> seen = new ArrayList<>();

    for (Object value : array) {
      seen.add(value);
      array.delete(0);
    }

    assertEquals(List.of(1, 2), seen);
    assertEquals(0, array.length());
  }

  @Test
  void deletedArray_takesEditsWithoutEffect() {
    YArray nested = new YArray(List.of(1));
    array.push(List.of(nested));
    array.delete(0);

    nested.push(List.of(2));

    assertEquals(List.of(), nested.toList());
    assertEquals(Map.of("array", List.of()), doc.toJson());
  }
}
