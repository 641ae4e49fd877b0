package dev.ycrdt.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.Subscription;
import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.KeyChange.Action;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What events of each kind say. That their deltas add up is left to EventProperties. */
final class EventTest {
  private static final Map<String, Object> BOLD = Map.of("bold", true);

  private final YDoc doc = YDoc.builder().clientId(1).build();
  private final List<Object> seen = new ArrayList<>();

  @Test
  void text_deltaOfPlainEdits() {
    YText text = doc.getText("t");
    text.insert(0, "hello");
    text.observe((event, transaction) -> seen.addAll(event.delta().ops()));

    doc.transact(
        transaction -> {
          text.insert(1, "XY");
          text.delete(4, 2);
        });

    assertEquals(
        List.of(
            new DeltaOp.Retain(1),
            new DeltaOp.Insert("XY"),
            new DeltaOp.Retain(1),
            new DeltaOp.Delete(2)),
        seen);
  }

  @Test
  void text_deltaOfFormattedEdits() {
    YText text = doc.getText("t");
    text.insert(0, "hello");
    text.observe((event, transaction) -> seen.addAll(event.delta().ops()));

    doc.transact(
        transaction -> {
          text.format(0, 2, BOLD);
          text.insertEmbed(5, Map.of("image", 1), Map.of("width", 2));
        });

    assertEquals(
        List.of(
            new DeltaOp.Retain(2, Map.of("bold", true)),
            new DeltaOp.Retain(3),
            new DeltaOp.Insert(Map.of("image", 1), Map.of("width", 2))),
        seen);
  }

  @Test
  void text_insertedAndDeletedAtOnce_isAnEventWithoutSteps() {
    YText text = doc.getText("t");
    text.observe((event, transaction) -> seen.add(event.delta()));

    doc.transact(
        transaction -> {
          text.insert(0, "a");
          text.delete(0, 1);
        });

    assertEquals(List.of(new Delta(List.of())), seen);
  }

  @Test
  void text_tellsAttributesAndContentApart() {
    YText text = doc.getText("t");
    text.observe(
        (event, transaction) -> seen.add(event.keysChanged() + " " + event.childListChanged()));

    text.setAttribute("k", 1);
    text.insert(0, "a");

    assertEquals(List.of("[k] false", "[] true"), seen);
  }

  @Test
  void array_deltaJoinsNeighbours() {
    YArray array = doc.getArray("a");
    array.push(List.of(1, 2, 3, 4));
    array.observe((event, transaction) -> seen.addAll(event.delta().ops()));

    doc.transact(
        transaction -> {
          array.delete(1);
          array.delete(1);
          array.push(List.of("x"));
          array.push(List.of("y"));
        });

    assertEquals(
        List.of(
            new DeltaOp.Retain(1),
            new DeltaOp.Delete(2),
            new DeltaOp.Retain(1),
            new DeltaOp.Insert(List.of("x", "y"))),
        seen);
  }

  @Test
  void map_keysTellActionAndOldValue() {
    YMap map = doc.getMap("m");
    map.set("update", 1);
    map.set("delete", 2);
    map.observe((event, transaction) -> seen.add(event.keys()));

    doc.transact(
        transaction -> {
          map.set("add", 0);
          map.set("update", 5);
          map.set("update", 6);
          map.delete("delete");
          map.set("brief", 1);
          map.delete("brief");
        });

    assertEquals(
        List.of(
            Map.of(
                "add", new KeyChange(Action.ADD, Undefined.INSTANCE),
                "update", new KeyChange(Action.UPDATE, 1),
                "delete", new KeyChange(Action.DELETE, 2))),
        seen);
  }

  @Test
  void map_setAgainAfterDelete_isAnAddition() {
    YMap map = doc.getMap("m");
    map.set("k", 1);
    map.delete("k");
    map.observe((event, transaction) -> seen.add(event.keys().get("k")));

    map.set("k", 2);

    assertEquals(List.of(new KeyChange(Action.ADD, Undefined.INSTANCE)), seen);
  }

  @Test
  void map_keysChangedHoldsAlsoWhatCameToNothing() {
    YMap map = doc.getMap("m");
    map.observe((event, transaction) -> seen.add(event.keysChanged()));

    doc.transact(
        transaction -> {
          map.set("k", 1);
          map.delete("k");
        });

    assertEquals(List.of(Set.of("k")), seen);
  }

  @Test
  void map_valueThatLostAgainstAConcurrentOne_isNoChange() {
    YMap map = doc.getMap("m");
    YDoc lower = YDoc.builder().clientId(0).build();
    lower.getMap("m").set("k", "lost");
    map.set("k", "won");
    map.observe((event, transaction) -> seen.add(event.keys()));

    doc.applyUpdate(lower.encodeStateAsUpdate());

    assertEquals("won", map.get("k"));
    assertEquals(List.of(Map.of()), seen);
  }

  @Test
  void xml_tellsAttributesAndChildren() {
    YXmlElement element = doc.getXmlElement("e");
    element.observe(
        (event, transaction) ->
            seen.add(
                event.attributesChanged()
                    + " "
                    + event.childListChanged()
                    + " "
                    + event.keys().size()
                    + " "
                    + event.delta().ops().size()));

    element.setAttribute("k", "v");
    element.push(List.of(new YXmlText("a")));

    assertEquals(List.of("[k] false 1 0", "[] true 0 1"), seen);
  }

  @Test
  void event_knowsTargetAndTransaction() {
    YText text = doc.getText("t");
    text.observe(
        (event, transaction) -> {
          assertSame(text, event.target());
          assertSame(text, event.currentTarget());
          assertSame(transaction, event.transaction());
          assertEquals(List.of(), event.path());
          seen.add(transaction.origin());
        });

    doc.transact(transaction -> text.insert(0, "a"), "me");

    assertEquals(List.of("me"), seen);
  }

  @Test
  void event_askedTooLate_throws() {
    YText text = doc.getText("t");
    List<YEvent> events = new ArrayList<>();
    text.observe((event, transaction) -> events.add(event));
    text.insert(0, "a");

    assertThrows(IllegalStateException.class, () -> events.get(0).delta());
    assertThrows(IllegalStateException.class, () -> events.get(0).keys());
  }

  @Test
  void event_askedInTime_keepsItsAnswer() {
    YText text = doc.getText("t");
    List<YEvent> events = new ArrayList<>();
    text.observe(
        (event, transaction) -> {
          seen.add(event.delta());
          events.add(event);
        });
    text.insert(0, "a");

    assertSame(seen.get(0), events.get(0).delta());
  }

  @Test
  void deep_collectsEventsByDepthWithPaths() {
    YMap root = doc.getMap("m");
    YArray list = new YArray(List.of(0, 1));
    YMap leaf = new YMap();
    root.set("list", list);
    list.push(List.of(leaf));
    root.observeDeep((events, transaction) -> events.forEach(event -> seen.add(event.path())));

    doc.transact(
        transaction -> {
          leaf.set("k", 1);
          root.set("other", 2);
          list.push(List.of(3));
        });

    assertEquals(List.of(List.of(), List.of("list"), List.of("list", 2)), seen);
  }

  @Test
  void deep_isCalledForEveryAncestorWithItsOwnPath() {
    YMap root = doc.getMap("m");
    YMap middle = new YMap();
    YMap leaf = new YMap();
    root.set("a", middle);
    middle.set("b", leaf);
    for (YMap map : List.of(root, middle, leaf)) {
      map.observeDeep(
          (events, transaction) -> {
            assertSame(map, events.get(0).currentTarget());
            assertSame(leaf, events.get(0).target());
            seen.add(events.get(0).path());
          });
    }

    leaf.set("k", 1);

    assertEquals(List.of(List.of(), List.of("b"), List.of("a", "b")), seen);
  }

  @Test
  void deep_leavesOutWhatWasDeleted() {
    YArray root = doc.getArray("a");
    YMap gone = new YMap();
    root.push(List.of(gone));
    gone.observe((event, transaction) -> seen.add("gone"));
    root.observeDeep((events, transaction) -> seen.add(events.size()));

    doc.transact(
        transaction -> {
          gone.set("k", 1);
          root.delete(0);
        });

    assertEquals(List.of(1), seen);
  }

  @Test
  void newTypes_haveNoEventsOfTheirOwn() {
    YArray root = doc.getArray("a");
    root.observeDeep((events, transaction) -> seen.add(events.size()));

    doc.transact(
        transaction -> {
          YMap map = new YMap();
          root.push(List.of(map));
          map.set("k", 1);
        });

    assertEquals(List.of(1), seen);
  }

  @Test
  void deep_endsWhenClosed() {
    YArray root = doc.getArray("a");
    Subscription subscription = root.observeDeep((events, transaction) -> seen.add(events.size()));
    subscription.close();
    subscription.close();

    root.push(List.of(1));

    assertTrue(seen.isEmpty());
  }

  @Test
  void remoteEvents_lookLikeLocalOnes() {
    YDoc copy = new YDoc();
    copy.getText("t").observe((event, transaction) -> seen.addAll(event.delta().ops()));
    doc.onUpdate((update, origin, transaction) -> copy.applyUpdate(update, origin));

    doc.getText("t").insert(0, "abc");
    doc.getText("t").delete(1, 1);

    assertEquals(
        List.of(new DeltaOp.Insert("abc"), new DeltaOp.Retain(1), new DeltaOp.Delete(1)), seen);
  }

  @Test
  void observer_seesTheNewContent() {
    YText text = doc.getText("t");
    text.observe((event, transaction) -> seen.add(text.toString()));

    text.insert(0, "a");
    text.insert(1, "b");

    assertEquals(List.of("a", "ab"), seen);
  }

  @Test
  void deltaSteps_checkTheirLength() {
    assertThrows(IllegalArgumentException.class, () -> new DeltaOp.Retain(0));
    assertThrows(IllegalArgumentException.class, () -> new DeltaOp.Delete(-1));
    List<Transaction> transactions = new ArrayList<>();
    doc.onAfterTransaction(transactions::add);
    doc.getText("t").applyDelta(new Delta(List.of()));
    assertFalse(transactions.isEmpty());
  }
}
