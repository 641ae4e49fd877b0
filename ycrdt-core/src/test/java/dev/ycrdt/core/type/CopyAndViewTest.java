package dev.ycrdt.core.type;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.YDoc;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Copies of types, their views as Java collections, and walks over XML. */
final class CopyAndViewTest {
  private final YDoc doc = YDoc.builder().clientId(1).build();

  @Test
  void copy_ofNestedTypes_isIndependent() {
    YArray list = doc.getArray("a");
    list.push(List.of(1, new YMap(Map.of("k", new YText("x")))));

    YArray copy = list.copy();
    doc.getMap("m").set("copy", copy);
    list.delete(0, 2);

    assertEquals(List.of(1, Map.of("k", "x")), copy.toJson());
  }

  @Test
  void copy_ofText_keepsFormatsAndCopiesEmbeddedTypes() {
    YText text = doc.getText("t");
    text.insert(0, "ab", Map.of("bold", true));
    text.insertEmbed(1, new YMap(Map.of("k", 1)));
    text.setAttribute("left", "out");

    YText copy = text.copy();
    assertEquals(3, copy.length());
    doc.getMap("m").set("copy", copy);

    assertEquals(text.toDelta().ops().size(), copy.toDelta().ops().size());
    assertEquals("ab", copy.toString());
    assertEquals(Map.of(), copy.getAttributes());
    assertNotSame(text.toDelta().ops().get(1), copy.toDelta().ops().get(1));
  }

  @Test
  void copy_ofXml_keepsNamesAttributesAndChildren() {
    YXmlElement element = new YXmlElement("P");
    element.setAttribute("b", "2");
    element.setAttribute("1", "1");
    element.insert(0, List.of(new YXmlText("x"), new YXmlHook("hook")));
    doc.getXmlFragment("x").push(List.of(element));

    YXmlElement copy = element.copy();
    doc.getXmlFragment("x").push(List.of(copy));

    assertEquals(element.toString(), copy.toString());
    assertEquals("hook", ((YXmlHook) requireNonNull(copy.get(1))).hookName());
  }

  @Test
  void copy_ofATypeWithoutDocument_isRefused() {
    assertThrows(IllegalStateException.class, () -> new YArray().copy());
  }

  @Test
  void slice_negative_countsFromTheEnd() {
    YArray list = doc.getArray("a");
    list.push(List.of(1, 2, 3, 4));

    assertEquals(List.of(3, 4), list.slice(-2));
    assertEquals(List.of(2, 3), list.slice(-3, -1));
    assertEquals(List.of(2, 3), list.slice(1, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> list.slice(-5));
    assertThrows(IndexOutOfBoundsException.class, () -> list.slice(3, 1));
  }

  @Test
  void asList_readsAndEdits() {
    YArray array = doc.getArray("a");
    List<Object> view = array.asList();

    view.addAll(List.of(1, 2, 3));
    view.set(1, "two");
    view.remove(0);
    view.add(0, "one");

    assertEquals(List.of("one", "two", 3), array.toList());
    assertEquals(view, array.toList());
    view.subList(0, 2).clear();
    assertEquals(List.of(3), array.stream().toList());
    view.removeIf(element -> element.equals(3));
    assertTrue(view.isEmpty());
  }

  @Test
  void asList_set_isOneUpdate() {
    YArray array = doc.getArray("a");
    array.push(List.of(1));
    List<byte[]> updates = new ArrayList<>();
    doc.onUpdate((update, origin, transaction) -> updates.add(update));

    array.asList().set(0, 2);

    assertEquals(1, updates.size());
    assertThrows(IndexOutOfBoundsException.class, () -> array.asList().set(1, 2));
  }

  @Test
  void asMap_readsAndEdits() {
    YMap map = doc.getMap("m");
    Map<String, Object> view = map.asMap();

    view.put("a", 1);
    assertEquals(1, view.put("a", 2));
    map.set("b", 3);
    view.entrySet().forEach(entry -> entry.setValue("x"));

    assertEquals(Map.of("a", "x", "b", "x"), map.entries());
    assertNull(view.remove("c"));
    view.keySet().remove("a");
    assertEquals(List.of("x"), List.copyOf(map.values()));
    view.clear();
    assertTrue(view.isEmpty());
  }

  @Test
  void map_isIterated() {
    YMap map = doc.getMap("m");
    YText text = new YText("x");
    map.set("t", text);
    List<String> seen = new ArrayList<>();

    map.forEach((key, value) -> seen.add(key + (value == text)));
    for (Map.Entry<String, ?> entry : map) {
      seen.add(entry.getKey());
    }

    assertEquals(List.of("ttrue", "t"), seen);
  }

  private YXmlFragment tree() {
    YXmlFragment root = doc.getXmlFragment("x");
    YXmlElement outer = new YXmlElement("P");
    outer.insert(0, List.of(new YXmlElement("b"), new YXmlText("t"), new YXmlElement("B")));
    root.insert(0, List.of(outer, new YXmlElement("b")));
    return root;
  }

  @Test
  void createTreeWalker_visitsParentsFirst() {
    List<String> seen = new ArrayList<>();

    tree().createTreeWalker(type -> true).forEachRemaining(type -> seen.add(type.toString()));

    assertEquals(List.of("<p><b></b>t<b></b></p>", "<b></b>", "t", "<b></b>", "<b></b>"), seen);
  }

  @Test
  void createTreeWalker_goesOnWhenItsPlaceIsDeleted() {
    YXmlFragment root = tree();
    Iterator<SharedType> walker = root.createTreeWalker(type -> true);
    walker.next();

    root.delete(0);

    assertEquals("<b></b>", walker.next().toString());
    assertEquals(1, root.querySelectorAll("B").size());
  }

  @Test
  void querySelector_ignoresCase() {
    YXmlFragment root = tree();

    assertEquals(3, root.querySelectorAll("B").size());
    assertEquals("P", requireNonNull(root.querySelector("p")).nodeName());
    assertNull(root.querySelector("i"));
  }
}
