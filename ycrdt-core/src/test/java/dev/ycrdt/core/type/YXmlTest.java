package dev.ycrdt.core.type;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.YDoc;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** XML trees: fragments, elements, texts and hooks. */
final class YXmlTest {
  private final YDoc doc = YDoc.builder().clientId(1).build();
  private final YXmlFragment root = doc.getXmlFragment("xml");

  @AfterEach
  void documentIsWhole() {
    Integrity.checkPositions(doc);
  }

  @Test
  void tree_isRendered() {
    YXmlElement paragraph = new YXmlElement("P");
    paragraph.setAttribute("z", 1.5);
    paragraph.setAttribute("a", "x");
    paragraph.push(List.of(new YXmlText("hi"), new YXmlElement("br")));
    root.push(List.of(paragraph));

    assertEquals("<p a=\"x\" z=\"1.5\">hi<br></br></p>", root.toString());
    assertEquals(root.toString(), root.toJson());
  }

  @Test
  void text_showsFormatsAsNestedTags() {
    YXmlText text = new YXmlText();
    root.push(List.of(text));
    text.insert(0, "ab");
    text.format(0, 1, Map.of("i", Map.of(), "b", Map.of("c", "red")));

    assertEquals("<b c=\"red\"><i>a</i></b>b", text.toString());
  }

  @Test
  void insertAfter_findsItsPlace() {
    YXmlElement first = new YXmlElement("a");
    YXmlElement third = new YXmlElement("c");
    root.push(List.of(first, third));

    root.insertAfter(first, List.of(new YXmlElement("b")));
    root.insertAfter(null, List.of(new YXmlElement("start")));
    root.insertAfter(third, List.of());

    assertEquals("<start></start><a></a><b></b><c></c>", root.toString());
    assertThrows(
        IllegalArgumentException.class,
        () -> root.insertAfter(new YXmlElement("x"), List.of(new YXmlElement("y"))));
    assertEquals(4, root.length());
  }

  @Test
  void siblings_skipDeletedNodes() {
    YXmlElement first = new YXmlElement("a");
    YXmlText second = new YXmlText("b");
    YXmlElement third = new YXmlElement("c");
    root.push(List.of(first, second, third));

    assertSame(second, first.nextSibling());
    assertSame(second, third.prevSibling());
    root.delete(1);
    assertSame(third, first.nextSibling());
    assertSame(first, third.prevSibling());
    assertNull(first.prevSibling());
    assertNull(third.nextSibling());
    assertSame(first, root.firstChild());
  }

  @Test
  void attributes_areSetAndRemoved() {
    YXmlElement element = doc.getXmlElement("e");
    element.setAttribute("b", "1");
    element.setAttribute("1", true);
    element.setAttribute("gone", 1);
    element.removeAttribute("gone");

    assertTrue(element.hasAttribute("b"));
    assertFalse(element.hasAttribute("gone"));
    assertNull(element.getAttribute("gone"));
    assertEquals(List.of("1", "b"), List.copyOf(element.getAttributes().keySet()));
    assertEquals("<undefined 1=\"true\" b=\"1\"></undefined>", element.toString());
  }

  @Test
  void outOfRange_isRefused() {
    root.push(List.of(new YXmlElement("a")));
    List<YXmlElement> one = List.of(new YXmlElement("b"));

    assertThrows(IndexOutOfBoundsException.class, () -> root.insert(2, one));
    assertThrows(IndexOutOfBoundsException.class, () -> root.insert(-1, one));
    assertThrows(IndexOutOfBoundsException.class, () -> root.get(1));
    assertThrows(IndexOutOfBoundsException.class, () -> root.delete(0, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> root.delete(1));
    assertEquals(1, root.length());
  }

  @Test
  void hook_keepsItsNameOnTheWay() {
    YXmlHook hook = new YXmlHook("widget");
    hook.set("k", 1);
    root.push(List.of(hook));
    YDoc copy = new YDoc();
    copy.applyUpdate(doc.encodeStateAsUpdate());

    YXmlHook copied = requireNonNull((YXmlHook) copy.getXmlFragment("xml").get(0));

    assertEquals("widget", copied.hookName());
    assertEquals(1, copied.get("k"));
    assertEquals("[object Object]", copy.getXmlFragment("xml").toString());
  }

  @Test
  void element_keepsItsNameOnTheWay() {
    root.push(List.of(new YXmlElement("Ünit"), new YXmlElement()));
    YDoc copy = new YDoc();
    copy.applyUpdate(doc.encodeStateAsUpdate());

    YXmlFragment copied = copy.getXmlFragment("xml");

    assertEquals("Ünit", requireNonNull((YXmlElement) copied.get(0)).nodeName());
    assertEquals("UNDEFINED", requireNonNull((YXmlElement) copied.get(1)).nodeName());
    assertEquals("<ünit></ünit><undefined></undefined>", copied.toString());
  }

  @Test
  void preliminary_takesNodesBeforeInsertion() {
    YXmlElement element = new YXmlElement("a");
    YXmlText first = new YXmlText("1");
    element.push(List.of(first));
    element.insertAfter(first, List.of(new YXmlText("2")));
    element.unshift(List.of(new YXmlText("0")));
    element.setAttribute("k", "v");
    assertEquals(3, element.length());
    assertEquals("v", element.getAttribute("k"));
    assertThrows(IllegalStateException.class, element::firstChild);

    root.push(List.of(element));

    assertEquals("<a k=\"v\">012</a>", root.toString());
  }
}
