package dev.ycrdt.core.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.UndoManager;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.type.YText;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Undo and redo of text, alone and beside the edits of another replica. */
class UndoTextTest {
  private final YDoc doc = YDoc.builder().clientId(1).build();
  private final YDoc other = YDoc.builder().clientId(2).build();
  private final YText text = doc.getText("text");
  private final YText otherText = other.getText("text");
  private final UndoManager undoManager = UndoManager.builder(text).captureTimeout(0).build();

  @AfterEach
  void documentsAreSound() {
    Integrity.check(doc);
    Integrity.check(other);
  }

  private void exchange() {
    doc.applyUpdate(other.encodeStateAsUpdate(doc.encodeStateVector()), "remote");
    other.applyUpdate(doc.encodeStateAsUpdate(other.encodeStateVector()), "remote");
    assertEquals(text.toDelta(), otherText.toDelta());
  }

  @Test
  void undo_insertion() {
    text.insert(0, "hello");
    assertNotNull(undoManager.undo());
    assertEquals("", text.toString());
    assertNull(undoManager.undo());
    assertNotNull(undoManager.redo());
    assertEquals("hello", text.toString());
    assertNull(undoManager.redo());
  }

  @Test
  void undo_deletion() {
    text.insert(0, "hello");
    text.delete(1, 3);
    undoManager.undo();
    assertEquals("hello", text.toString());
    undoManager.redo();
    assertEquals("ho", text.toString());
  }

  @Test
  void undo_keepsWhatOthersTyped() {
    text.insert(0, "hello");
    exchange();
    otherText.insert(5, " world");
    otherText.insert(0, "> ");
    exchange();
    undoManager.undo();
    assertEquals(">  world", text.toString());
    undoManager.redo();
    exchange();
    assertEquals("> hello world", text.toString());
  }

  @Test
  void undo_whatOthersDeletedStaysAway() {
    text.insert(0, "abc");
    exchange();
    otherText.delete(1, 1);
    exchange();
    text.delete(0, 2);
    undoManager.undo();
    exchange();
    assertEquals("ac", text.toString());
  }

  @Test
  void undo_insertedAndDeletedInOneStepStaysAway() {
    doc.transact(
        tr -> {
          text.insert(0, "abc");
          text.delete(1, 1);
        });
    undoManager.undo();
    assertEquals("", text.toString());
    undoManager.redo();
    assertEquals("ac", text.toString());
  }

  @Test
  void undo_format() {
    text.insert(0, "abc");
    text.format(1, 1, Map.of("bold", true));
    undoManager.undo();
    assertEquals(1, text.toDelta().ops().size());
    undoManager.redo();
    assertEquals(3, text.toDelta().ops().size());
    undoManager.undo();
    undoManager.undo();
    assertEquals("", text.toString());
  }

  @Test
  void redo_isGoneAfterAChange() {
    text.insert(0, "a");
    undoManager.undo();
    assertTrue(undoManager.canRedo());
    text.insert(0, "b");
    assertFalse(undoManager.canRedo());
    assertNull(undoManager.redo());
    assertEquals("b", text.toString());
  }

  /** As in Yjs: the insertion of what came back is undone up to the first place of a split. */
  @Test
  void undo_deletesOnlyTheFirstPartOfASplitCopy() {
    text.insert(0, "abcdef");
    text.delete(0, 6);
    undoManager.undo();
    text.insert(3, "-");
    text.delete(1, 1);
    undoManager.undo();
    undoManager.undo();
    undoManager.undo();
    assertEquals("bcdef", text.toString());
    undoManager.redo();
    assertEquals("abcdef", text.toString());
  }
}
