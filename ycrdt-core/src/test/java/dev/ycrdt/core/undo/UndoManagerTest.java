package dev.ycrdt.core.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.StackItemEvent;
import dev.ycrdt.core.UndoManager;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The options, events and errors of an undo manager. */
class UndoManagerTest {
  private final YDoc doc = YDoc.builder().clientId(1).build();
  private final YText text = doc.getText("text");
  private long now = 1000;

  private UndoManager.Builder builder() {
    return UndoManager.builder(text).clock(() -> now);
  }

  @Test
  void captureTimeout_joinsChanges() {
    UndoManager undoManager = builder().build();
    text.insert(0, "a");
    now += 499;
    text.insert(1, "b");
    now += 500;
    text.insert(2, "c");
    undoManager.stopCapturing();
    text.insert(3, "d");
    assertEquals(3, undoManager.undoStack().size());
    undoManager.undo();
    undoManager.undo();
    assertEquals("ab", text.toString());
  }

  @Test
  void trackedOrigins_matchOriginOrItsClass() {
    UndoManager undoManager =
        builder().captureTimeout(0).trackedOrigins(Set.of("me", Integer.class)).build();
    text.insert(0, "a");
    doc.transact(tr -> text.insert(0, "b"), "me");
    doc.transact(tr -> text.insert(0, "c"), 7);
    doc.transact(tr -> text.insert(0, "d"), 7L);
    assertEquals(2, undoManager.undoStack().size());
  }

  @Test
  void deleteFilter_sparesItems() {
    UndoManager undoManager = builder().deleteFilter(item -> !"keep".equals(item.value())).build();
    text.insert(0, "keep");
    assertNull(undoManager.undo());
    assertEquals("keep", text.toString());
  }

  @Test
  void ignoreRemoteMapChanges_overwrites() {
    YMap map = doc.getMap("map");
    for (boolean ignore : List.of(false, true)) {
      UndoManager undoManager =
          UndoManager.builder(map).captureTimeout(0).ignoreRemoteMapChanges(ignore).build();
      doc.transact(tr -> map.set("k", "old"), "other");
      map.set("k", "mine");
      doc.transact(tr -> map.set("k", "theirs"), "other");
      undoManager.undo();
      assertEquals(ignore ? "old" : "theirs", map.get("k"));
      undoManager.close();
    }
  }

  @Test
  void events_tellWhatHappened() {
    UndoManager undoManager = builder().build();
    List<String> events = new ArrayList<>();
    undoManager.onStackItemAdded(event -> events.add("added " + event.type()));
    undoManager.onStackItemUpdated(event -> events.add("updated " + event.type()));
    undoManager.onStackItemPopped(event -> events.add("popped " + event.type()));
    undoManager.onStackCleared(event -> events.add("cleared " + event.redoStackCleared()));
    undoManager.onStackItemAdded(event -> event.stackItem().meta().put("cursor", 1));
    List<StackItemEvent> popped = new ArrayList<>();
    undoManager.onStackItemPopped(popped::add);
    text.insert(0, "a");
    text.insert(1, "b");
    assertSame(undoManager.undo(), popped.get(0).stackItem());
    assertEquals(1, popped.get(0).stackItem().meta().get("cursor"));
    assertSame(undoManager, popped.get(0).origin());
    assertEquals(Set.of(text), popped.get(0).changedParentTypes().keySet());
    text.insert(0, "c");
    assertEquals(
        List.of(
            "added UNDO",
            "updated UNDO",
            "added REDO",
            "popped UNDO",
            "cleared true",
            "added UNDO"),
        events);
  }

  @Test
  void close_andDestroyStopCapturing() {
    UndoManager undoManager = builder().build();
    text.insert(0, "a");
    doc.destroy();
    text.insert(0, "b");
    assertEquals(1, undoManager.undoStack().size());
    assertNotNull(undoManager.undo());
    assertEquals("b", text.toString());
  }

  @Test
  void undo_insideUndoIsRefused() {
    UndoManager undoManager = builder().build();
    Set<Class<?>> errors = new HashSet<>();
    undoManager.onStackItemPopped(
        event ->
            errors.add(assertThrows(IllegalStateException.class, undoManager::undo).getClass()));
    text.insert(0, "a");
    undoManager.undo();
    assertEquals(Set.of(IllegalStateException.class), errors);
    assertNotNull(undoManager.redo());
  }

  @Test
  void scope_mustBeOfTheDocument() {
    YText foreign = new YDoc().getText("text");
    UndoManager undoManager = builder().build();
    assertThrows(IllegalArgumentException.class, () -> UndoManager.builder());
    assertThrows(IllegalArgumentException.class, () -> UndoManager.builder(new YText()));
    assertThrows(IllegalArgumentException.class, () -> UndoManager.builder(text, foreign));
    assertThrows(IllegalArgumentException.class, () -> undoManager.addToScope(foreign));
    assertThrows(IllegalArgumentException.class, () -> undoManager.addToScope(new YDoc()));
    assertThrows(IllegalArgumentException.class, () -> builder().captureTimeout(-1));
  }

  @Test
  void gcFilter_sparesContent() {
    YDoc keeping = YDoc.builder().gcFilter(item -> item.length() == 3).build();
    YText kept = keeping.getText("text");
    kept.insert(0, "abc");
    kept.delete(0, 3);
    int collected = keeping.encodeStateAsUpdate().length;
    YDoc all = YDoc.builder().gcFilter(item -> false).clientId(keeping.clientId()).build();
    all.getText("text").insert(0, "abc");
    all.getText("text").delete(0, 3);
    assertEquals(collected + 3, all.encodeStateAsUpdate().length);
  }
}
