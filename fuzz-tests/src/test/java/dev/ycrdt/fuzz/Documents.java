package dev.ycrdt.fuzz;

import dev.ycrdt.core.DeleteSet;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.internal.store.DeleteRanges.ClientRanges;
import dev.ycrdt.core.internal.store.IntegrityCheck;
import dev.ycrdt.core.internal.transaction.DocHandles;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import dev.ycrdt.core.type.YXmlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Documents to attack, and what can be seen of a document. */
final class Documents {
  static final String TEXT = "t";
  static final String ARRAY = "a";
  static final String MAP = "m";
  static final String XML = "x";

  private static final byte[] BASE = base();

  private Documents() {}

  static YDoc empty() {
    return YDoc.builder().clientId(99).guid("fuzz").build();
  }

  /** {@return a document with something of everything that an update can refer to} */
  static YDoc withContent() {
    YDoc doc = empty();
    doc.applyUpdate(BASE);
    return doc;
  }

  static byte[] content() {
    return BASE.clone();
  }

  private static byte[] base() {
    YDoc doc = YDoc.builder().clientId(1).guid("base").build();
    YText text = doc.getText(TEXT);
    text.insert(0, "abc😀def");
    text.format(1, 2, Map.of("b", true));
    text.delete(6, 1);
    YArray array = doc.getArray(ARRAY);
    array.push(List.of(1, "s", Map.of("k", 1), new YArray(List.of(1, 2)), new YText("in")));
    array.delete(1);
    YMap map = doc.getMap(MAP);
    map.set("k", 1);
    map.set("k", new YMap());
    map.set("d", YDoc.builder().clientId(5).guid("sub").build());
    YXmlElement element = new YXmlElement("p");
    doc.getXmlFragment(XML).push(List.of(element, new YXmlText("xt")));
    element.setAttribute("q", "r");
    YDoc other = YDoc.builder().clientId(2).guid("base").build();
    other.applyUpdate(doc.encodeStateAsUpdate());
    other.getText(TEXT).insert(2, "zz");
    other.getArray(ARRAY).delete(0);
    return other.encodeStateAsUpdate();
  }

  static void checkIntegrity(YDoc doc) {
    doc.read(
        locked -> {
          IntegrityCheck.checkPositions(DocHandles.stateOf(locked));
          return true;
        });
  }

  static List<String> rootNames(YDoc doc) {
    return List.copyOf(DocHandles.stateOf(doc).roots().keySet());
  }

  // A root that an update only names is not encoded.
  private static boolean isEmpty(YDoc doc, String root) {
    TypeNode node = DocHandles.stateOf(doc).roots().get(root);
    return node == null || (node.sequence.first() == null && node.mapItems().isEmpty());
  }

  static DeleteSet deletions(YDoc doc) {
    Map<Long, List<DeleteSet.Range>> ranges = new HashMap<>();
    for (ClientRanges client : DocHandles.stateOf(doc).store().deleteRanges().clients()) {
      List<DeleteSet.Range> list = new ArrayList<>();
      for (int i = 0; i < client.count(); i++) {
        list.add(new DeleteSet.Range(client.clock(i), client.end(i) - client.clock(i)));
      }
      ranges.put(client.client().id, list);
    }
    return DeleteSet.of(ranges);
  }

  /** {@return what a reader sees who takes all roots for {@code kind}; types them by that} */
  static Map<String, String> view(YDoc doc, RootKind kind) {
    Map<String, String> view = new TreeMap<>();
    for (String name : rootNames(doc)) {
      if (!isEmpty(doc, name)) {
        view.put(
            withoutSurrogates(name), withoutSurrogates(VisibleContent.of(kind.root(doc, name))));
      }
    }
    return view;
  }

  // Format V2 can carry half a pair in a text, format V1 cannot.
  private static String withoutSurrogates(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      result.append(Character.isSurrogate(unit) ? '\uFFFD' : unit);
    }
    return result.toString();
  }

  /** Edits all roots, taken for {@code kind}, at both ends. */
  static void edit(YDoc doc, RootKind kind) {
    for (String name : rootNames(doc)) {
      SharedType root = kind.root(doc, name);
      if (root instanceof YText text) {
        text.insert(0, "x");
        text.insert(text.length(), "y", Map.of("i", 1));
        text.delete(text.length() / 2, 1);
      } else if (root instanceof YArray array) {
        array.insert(array.length() / 2, List.of("x"));
        array.delete(array.length() - 1);
      } else if (root instanceof YMap map) {
        map.set("k", "x");
        map.delete("k");
      } else if (root instanceof YXmlFragment fragment) {
        fragment.insert(fragment.length(), List.of(new YXmlText("x")));
        fragment.delete(0, 1);
      }
    }
    checkIntegrity(doc);
  }

  /** What a root can be taken for. */
  enum RootKind {
    TEXT,
    ARRAY,
    MAP,
    XML_FRAGMENT,
    XML_ELEMENT,
    XML_TEXT;

    /** {@return one of the kinds, the same for the same input} */
    static RootKind forInput(byte[] data) {
      return values()[data.length % values().length];
    }

    SharedType root(YDoc doc, String name) {
      return switch (this) {
        case TEXT -> doc.getText(name);
        case ARRAY -> doc.getArray(name);
        case MAP -> doc.getMap(name);
        case XML_FRAGMENT -> doc.getXmlFragment(name);
        case XML_ELEMENT -> doc.getXmlElement(name);
        case XML_TEXT -> doc.getXmlText(name);
      };
    }
  }
}
