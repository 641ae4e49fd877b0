package dev.ycrdt.core.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.event.DeltaOp;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits of text, plain and formatted. What events say is left to the tests of events. */
final class YTextTest {
  private static final Map<String, Object> BOLD = Map.of("bold", true);

  private final YDoc doc = YDoc.builder().clientId(1).build();
  private final YText text = doc.getText("text");

  @AfterEach
  void documentIsWhole() {
    Integrity.checkPositions(doc);
  }

  @Test
  void insert_atStartMiddleAndEnd() {
    text.insert(0, "bd");
    text.insert(1, "c");
    text.insert(0, "a");
    text.insert(4, "e");

    assertEquals("abcde", text.toString());
    assertEquals(5, text.length());
    assertEquals("abcde", text.toJson());
  }

  @Test
  void insert_ofNothing_changesNothing() {
    text.insert(0, "");

    assertArrayEquals(new byte[] {0, 0}, doc.encodeStateAsUpdate());
  }

  @ParameterizedTest
  @CsvSource({"-1", "4", "2147483647", "-2147483648"})
  void insert_outOfRange_isRefusedAndChangesNothing(int index) {
    text.insert(0, "abc");
    byte[] before = doc.encodeStateAsUpdate();

    assertThrows(IndexOutOfBoundsException.class, () -> text.insert(index, "x"));
    assertThrows(IndexOutOfBoundsException.class, () -> text.insert(index, "x", BOLD));
    assertThrows(IndexOutOfBoundsException.class, () -> text.insertEmbed(index, "x"));

    assertArrayEquals(before, doc.encodeStateAsUpdate());
  }

  @ParameterizedTest
  @CsvSource({"-1,1", "0,4", "3,1", "1,-1", "1,2147483647", "2147483647,1", "4,0"})
  void deleteAndFormat_outOfRange_areRefusedAndChangeNothing(int index, int length) {
    text.insert(0, "abc");
    byte[] before = doc.encodeStateAsUpdate();

    assertThrows(IndexOutOfBoundsException.class, () -> text.delete(index, length));
    assertThrows(IndexOutOfBoundsException.class, () -> text.format(index, length, BOLD));

    assertArrayEquals(before, doc.encodeStateAsUpdate());
  }

  @Test
  void delete_acrossItems() {
    text.insert(0, "def");
    text.insert(0, "abc");
    text.insert(6, "ghi");

    text.delete(2, 5);
    text.delete(0, 0);

    assertEquals("abhi", text.toString());
  }

  @Test
  void delete_ofEverythingAndInsertAgain() {
    text.insert(0, "abc");
    text.delete(0, 3);
    text.insert(0, "x");

    assertEquals("x", text.toString());
    assertEquals(4, doc.stateVector().get(1));
  }

  @Test
  void insert_insideASurrogatePair_replacesBothHalves() {
    text.insert(0, "a😀b");
    text.insert(2, "x");

    assertEquals("a\ufffdx\ufffdb", text.toString());
    assertEquals(5, text.length());
  }

  @Test
  void insert_ofHalvesAfterEachOther_makesThePair() {
    text.insert(0, "\ud83d");
    text.insert(1, "\ude00");

    assertEquals("😀", text.toString());
  }

  @Test
  void insert_withoutAttributes_takesThoseBefore() {
    text.insert(0, "ab", BOLD);
    text.insert(1, "x");
    text.insert(3, "y");

    assertDelta(insert("axby", BOLD));
  }

  @Test
  void insert_withAttributes_hasExactlyThose() {
    text.insert(0, "ab", BOLD);
    text.insert(1, "x", Map.of());
    text.insert(1, "y", Map.of("color", "red"));

    assertDelta(
        insert("a", BOLD),
        insert("y", Map.of("color", "red")),
        new DeltaOp.Insert("x"),
        insert("b", BOLD));
  }

  @Test
  void format_setsAndRemoves() {
    text.insert(0, "abcd");
    text.format(1, 2, BOLD);
    assertDelta(new DeltaOp.Insert("a"), insert("bc", BOLD), new DeltaOp.Insert("d"));

    text.format(2, 2, Collections.singletonMap("bold", null));
    assertDelta(new DeltaOp.Insert("a"), insert("b", BOLD), new DeltaOp.Insert("cd"));

    text.format(0, 4, Collections.singletonMap("bold", null));
    assertDelta(new DeltaOp.Insert("abcd"));
  }

  @Test
  void format_ofNothing_changesNothing() {
    text.insert(0, "ab");
    byte[] before = doc.encodeStateAsUpdate();

    text.format(1, 0, BOLD);
    text.format(2, 0, BOLD);
    text.format(0, 2, Map.of());

    assertArrayEquals(before, doc.encodeStateAsUpdate());
  }

  @Test
  void insertEmbed_takesOnePosition() {
    text.insert(0, "ab", BOLD);
    text.insertEmbed(1, Map.of("image", "x"));
    text.insertEmbed(3, 5, BOLD);

    assertEquals(4, text.length());
    assertEquals("ab", text.toString());
    assertDelta(
        insert("a", BOLD),
        new DeltaOp.Insert(Map.of("image", "x")),
        insert("b", BOLD),
        insert(5, BOLD));
    text.delete(1, 1);
    assertDelta(insert("ab", BOLD), insert(5, BOLD));
  }

  @Test
  void insertEmbed_ofAType_integratesIt() {
    YMap map = new YMap(Map.of("k", 1));
    text.insertEmbed(0, map);

    assertSame(map, ((DeltaOp.Insert) text.toDelta().ops().get(0)).insert());
    assertSame(text, map.parent());
    assertEquals(1, map.get("k"));
  }

  @Test
  void applyDelta_doesAllStepsInOneTransaction() {
    text.insert(0, "abcdef");
    int[] updates = {0};
    doc.onUpdate((update, origin, transaction) -> updates[0]++);

    text.applyDelta(
        Delta.builder().retain(1).delete(2).insert("XY", BOLD).retain(1, BOLD).insert(7).build());

    assertDelta(
        new DeltaOp.Insert("a"),
        insert("XY", BOLD),
        insert("d", BOLD),
        new DeltaOp.Insert(7),
        new DeltaOp.Insert("ef"));
    assertEquals(1, updates[0]);
  }

  @Test
  void applyDelta_behindTheEnd_padsAndIgnores() {
    text.insert(0, "a");
    text.applyDelta(Delta.builder().retain(3).insert("b").build());
    text.applyDelta(Delta.builder().retain(2).delete(99).build());

    assertEquals("a\n", text.toString());
  }

  @Test
  void applyDelta_withoutSanitize_dropsTheLastNewline() {
    text.applyDelta(Delta.builder().insert("a\n").build(), false);
    assertEquals("a", text.toString());

    text.applyDelta(Delta.builder().retain(1).insert("b\n").build(), true);
    assertEquals("ab\n", text.toString());
  }

  @Test
  void toDelta_appliedElsewhere_givesTheSame() {
    text.insert(0, "hello world", BOLD);
    text.format(3, 5, Map.of("color", "red"));
    text.insertEmbed(4, Map.of("image", 1));
    YText copy = new YDoc().getText("copy");

    copy.applyDelta(text.toDelta());

    assertEquals(text.toDelta(), copy.toDelta());
  }

  @Test
  void badValues_areRefusedBeforeAnythingChanges() {
    text.insert(0, "abc");
    byte[] before = doc.encodeStateAsUpdate();
    Map<String, Object> undefined = Map.of("k", Undefined.INSTANCE);

    assertThrows(IllegalArgumentException.class, () -> text.insert(0, "x", undefined));
    assertThrows(IllegalArgumentException.class, () -> text.format(0, 1, undefined));
    assertThrows(
        IllegalArgumentException.class, () -> text.insert(0, "x", Map.of("k", new Object())));
    assertThrows(IllegalArgumentException.class, () -> text.insertEmbed(0, new YDoc()));
    assertThrows(IllegalArgumentException.class, () -> text.insertEmbed(0, doc.getMap("m")));
    Delta late = Delta.builder().insert("x").insert(new Object()).build();
    assertThrows(IllegalArgumentException.class, () -> text.applyDelta(late));

    assertArrayEquals(before, doc.encodeStateAsUpdate());
  }

  @Test
  void attributesOfTheText_areSetAndRemoved() {
    text.setAttribute("b", 1);
    text.setAttribute("1", "x");
    text.setAttribute("gone", 2);
    text.removeAttribute("gone");
    text.removeAttribute("never");

    assertEquals(1, text.getAttribute("b"));
    assertNull(text.getAttribute("gone"));
    assertEquals(List.of("1", "b"), List.copyOf(text.getAttributes().keySet()));
    assertEquals("", text.toString());
  }

  @Test
  void preliminary_collectsEditsUntilInserted() {
    YText nested = new YText("abc");
    nested.insert(1, "x");
    nested.format(0, 2, BOLD);
    nested.setAttribute("k", 1);
    assertNull(nested.doc());
    assertThrows(IllegalStateException.class, nested::toDelta);
    assertEquals(4, nested.length());
    assertThrows(IllegalStateException.class, () -> nested.observe((event, transaction) -> {}));

    doc.getArray("a").push(List.of(nested));

    assertSame(doc, nested.doc());
    assertEquals(List.of(insert("ax", BOLD), new DeltaOp.Insert("bc")), nested.toDelta().ops());
    assertEquals(1, nested.getAttribute("k"));
  }

  @Test
  void preliminary_editOutOfRange_doesNotDamageTheDocument() {
    YText nested = new YText();

    assertThrows(
        IndexOutOfBoundsException.class,
        () -> {
          nested.insert(5, "x");
          doc.getArray("a").push(List.of(nested));
        });

    Integrity.check(doc);
    YDoc copy = new YDoc();
    copy.applyUpdate(doc.encodeStateAsUpdate());
    assertEquals(doc.getArray("a").length(), copy.getArray("a").length());
  }

  @Test
  void deletedText_takesEditsWithoutEffect() {
    YText nested = new YText("abc");
    doc.getArray("a").push(List.of(nested));
    doc.getArray("a").delete(0);

    nested.insert(0, "x");

    assertEquals("", nested.toString());
    assertEquals(0, nested.length());
  }

  @Test
  void attributeMaps_areCopiedAndImmutable() {
    Map<String, Object> mine = new HashMap<>(BOLD);
    text.insert(0, "a", mine);
    mine.put("color", "red");

    DeltaOp.Insert read = (DeltaOp.Insert) text.toDelta().ops().get(0);
    assertEquals(BOLD, read.attributes());
    assertThrows(UnsupportedOperationException.class, () -> read.attributes().put("x", 1));
    assertTrue(text.toDelta().ops().size() == 1);
  }

  private static DeltaOp insert(Object content, Map<String, Object> attributes) {
    return new DeltaOp.Insert(content, new HashMap<>(attributes));
  }

  private void assertDelta(DeltaOp... ops) {
    assertEquals(List.of(ops), text.toDelta().ops());
  }
}
