package dev.ycrdt.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.ItemView;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.KeyChange.Action;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import dev.ycrdt.core.type.YXmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Added and deleted items of events. What is expected is what Yjs 13.6.33 says of the same edits.
 */
final class ChangesTest {
  private final YDoc doc = YDoc.builder().clientId(1).build();
  private final List<Object> seen = new ArrayList<>();

  private static List<String> ids(List<ItemView> items) {
    return items.stream()
        .map(item -> item.client() + ":" + item.clock() + "+" + item.length())
        .toList();
  }

  private void note(YEvent event) {
    Changes changes = event.changes();
    seen.add(ids(changes.added()) + " " + ids(changes.deleted()));
  }

  /** Deletes two of four elements, adds two, and one more that is deleted at once. */
  private void editElements(YArray array) {
    doc.transact(
        transaction -> {
          array.delete(1, 2);
          array.push(List.of("x"));
          array.insert(1, List.of("gone"));
          array.delete(1);
          array.push(List.of(new byte[1]));
        });
  }

  @Test
  void array_addedAndDeletedItems_inTheOrderOfTheList() {
    YArray array = doc.getArray("a");
    array.push(List.of(1, 2, 3, 4));
    array.observe((event, transaction) -> note(event));

    editElements(array);

    assertEquals(List.of("[1:4+1, 1:6+1] [1:1+2]"), seen);
  }

  @Test
  void array_itemsAddedOneByOne_areNotJoinedYet() {
    YArray array = doc.getArray("a");
    array.observe((event, transaction) -> note(event));

    doc.transact(
        transaction -> {
          array.push(List.of(1));
          array.push(List.of(2));
        });
    array.push(List.of(3));

    assertEquals(List.of("[1:0+1, 1:1+1] []", "[1:2+1] []"), seen);
  }

  @Test
  void array_views_tellWhatTheItemsHold() {
    YArray array = doc.getArray("a");
    array.push(List.of(1, 2, 3, 4));
    array.observe(
        (event, transaction) -> {
          ItemView added = event.changes().added().get(0);
          assertSame(array, added.parent());
          seen.add(added.kind());
          seen.add(String.valueOf(added.value()));
          ItemView deleted = event.changes().deleted().get(0);
          assertTrue(deleted.isDeleted());
          seen.add(String.valueOf(deleted.value()));
        });

    editElements(array);

    assertEquals(List.of(ItemView.Kind.ANY, "[x]", "[2, 3]"), seen);
  }

  @Test
  void addsAndDeletes_judgeByTheTransaction() {
    YArray array = doc.getArray("a");
    array.push(List.of(1, 2));
    array.observe(
        (event, transaction) -> {
          for (ItemView item : event.changes().added()) {
            seen.add("added " + event.adds(item) + " " + event.deletes(item));
          }
          for (ItemView item : event.changes().deleted()) {
            seen.add("deleted " + event.adds(item) + " " + event.deletes(item));
          }
        });

    doc.transact(
        transaction -> {
          array.delete(0);
          array.push(List.of("x"));
        });

    assertEquals(List.of("added true false", "deleted false true"), seen);
  }

  @Test
  void adds_itemThatAnObserverAddedLater_isAddedForBoth() {
    YArray array = doc.getArray("a");
    List<YEvent> first = new ArrayList<>();
    array.observe(
        (event, transaction) -> {
          if (first.isEmpty()) {
            first.add(event);
            event.changes();
            array.push(List.of(new byte[1]));
          } else {
            ItemView later = event.changes().added().get(0);
            seen.add(event.adds(later));
            seen.add(first.get(0).adds(later));
          }
        });

    array.push(List.of("first"));

    assertEquals(List.of(true, true), seen);
  }

  @Test
  void map_entriesAreKeysOnly() {
    YMap map = doc.getMap("m");
    map.set("k", 1);
    map.observe((event, transaction) -> seen.add(event.changes()));

    map.set("k", 2);

    assertEquals(
        List.of(
            new Changes(
                List.of(),
                List.of(),
                Map.of("k", new KeyChange(Action.UPDATE, 1)),
                new Delta(List.of()))),
        seen);
  }

  @Test
  void text_hasNoItemsButADelta() {
    YText text = doc.getText("t");
    text.insert(0, "hello");
    text.observe((event, transaction) -> seen.add(event.changes()));

    doc.transact(
        transaction -> {
          text.insert(1, "XY");
          text.delete(4, 1);
        });

    Delta delta = Delta.builder().retain(1).insert("XY").retain(1).delete(1).build();
    assertEquals(List.of(new Changes(List.of(), List.of(), Map.of(), delta)), seen);
  }

  @Test
  void xml_addedAndDeletedChildren() {
    YXmlFragment fragment = doc.getXmlFragment("x");
    fragment.push(List.of(new YXmlElement("a"), new YXmlElement("b")));
    YXmlText added = new YXmlText("t");
    fragment.observe(
        (event, transaction) -> {
          note(event);
          assertSame(added, event.changes().added().get(0).value());
        });

    doc.transact(
        transaction -> {
          fragment.delete(0, 1);
          fragment.push(List.of(added));
        });

    assertEquals(List.of("[1:2+1] [1:0+1]"), seen);
  }

  @Test
  void remoteChanges_listTheirItems() {
    YDoc copy = YDoc.builder().clientId(9).build();
    YArray array = doc.getArray("a");
    array.push(List.of(1, 2, 3, 4));
    copy.applyUpdate(doc.encodeStateAsUpdate());
    copy.getArray("a").observe((event, transaction) -> note(event));
    editElements(array);

    copy.applyUpdate(doc.encodeStateAsUpdate(copy.encodeStateVector()));

    assertEquals(List.of("[1:4+1, 1:6+1] [1:1+2]"), seen);
  }

  @Test
  void afterTheTransaction_whatWasNotAsked_isRefused() {
    YArray array = doc.getArray("a");
    List<YEvent> events = new ArrayList<>();
    array.observe((event, transaction) -> events.add(event));
    array.push(List.of(1));
    YEvent late = events.get(0);
    List<ItemView> items = new ArrayList<>();
    array.observe((event, transaction) -> items.addAll(event.changes().added()));
    array.push(List.of(2));

    assertThrows(IllegalStateException.class, late::changes);
    assertThrows(IllegalStateException.class, () -> late.adds(items.get(0)));
    assertThrows(IllegalStateException.class, () -> late.deletes(items.get(0)));
  }

  @Test
  void afterTheTransaction_whatWasAsked_staysAvailable() {
    YArray array = doc.getArray("a");
    List<YEvent> events = new ArrayList<>();
    array.observe(
        (event, transaction) -> {
          seen.add(event.changes());
          events.add(event);
        });
    array.push(List.of(1));

    assertSame(seen.get(0), events.get(0).changes());
    assertSame(events.get(0).changes().delta(), events.get(0).delta());
    assertFalse(events.get(0).changes().added().isEmpty());
  }
}
