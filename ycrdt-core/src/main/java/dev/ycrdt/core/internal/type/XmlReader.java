package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.lib0.JsValues;
import dev.ycrdt.core.type.SharedType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Renders XML types as text. Nothing is escaped: the result is for people and tests, not for a
 * parser. Nesting is followed with an explicit stack.
 *
 * <p>Source: the {@code toString} methods of the Yjs XML types.
 */
public final class XmlReader {
  private static final String OBJECT = "[object Object]";

  private XmlReader() {}

  /** {@return the XML of a fragment, element or text} */
  public static String toXml(TypeNode root) {
    StringBuilder out = new StringBuilder();
    Deque<Object> work = new ArrayDeque<>();
    work.push(root);
    while (!work.isEmpty()) {
      Object next = work.pop();
      if (next instanceof TypeNode node) {
        List<Object> parts = partsOf(node);
        for (int i = parts.size() - 1; i >= 0; i--) {
          work.push(parts.get(i));
        }
      } else {
        out.append(next);
      }
    }
    return out.toString();
  }

  /** {@return text, and types that are to be rendered in their turn} */
  private static List<Object> partsOf(TypeNode node) {
    List<Object> parts = new ArrayList<>();
    switch (node.kind()) {
      case XML_TEXT -> addText(node, parts);
      case TEXT -> parts.add(TextReader.toText(node));
      case XML_ELEMENT -> {
        String name = node.elementName().toLowerCase(Locale.ROOT);
        parts.add("<" + name);
        addAttributes(node, parts);
        parts.add(">");
        addChildren(node, parts);
        parts.add("</" + name + ">");
      }
      case XML_FRAGMENT -> addChildren(node, parts);
      case ARRAY, MAP, XML_HOOK, UNTYPED -> parts.add(OBJECT);
    }
    return parts;
  }

  private static void addChildren(TypeNode node, List<Object> parts) {
    for (Item item = node.sequence.first(); item != null; item = item.right) {
      for (int i = 0; i < item.visibleLength(); i++) {
        Object child = ListReader.rawValueAt(item, i);
        parts.add(child instanceof TypeNode ? child : partOf(child));
      }
    }
  }

  private static void addAttributes(TypeNode node, List<Object> parts) {
    new TreeMap<>(MapReader.entries(node))
        .forEach(
            (name, value) -> {
              parts.add(" " + name + "=\"");
              parts.add(partOf(value));
              parts.add("\"");
            });
  }

  private static Object partOf(@Nullable Object value) {
    if (value instanceof SharedType type) {
      return TypeHandles.nodeOf(type);
    }
    return value instanceof YDoc ? OBJECT : JsValues.toJsString(value);
  }

  /** Renders formatted text: attributes are elements, their values' members are attributes. */
  private static void addText(TypeNode node, List<Object> parts) {
    for (DeltaOp op : TextReader.toDelta(node).ops()) {
      if (op instanceof DeltaOp.Insert insert) {
        Map<String, @Nullable Object> tags = new TreeMap<>(insert.attributes());
        tags.forEach(
            (name, value) -> {
              StringBuilder tag = new StringBuilder("<").append(name);
              appendMembers(value, tag);
              parts.add(tag.append('>'));
            });
        parts.add(partOf(insert.insert()));
        List<String> names = new ArrayList<>(tags.keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
          parts.add("</" + names.get(i) + ">");
        }
      }
    }
  }

  private static void appendMembers(@Nullable Object value, StringBuilder out) {
    Map<String, @Nullable Object> members = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, member) -> members.put(String.valueOf(key), member));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        members.put(Integer.toString(i), list.get(i));
      }
    } else if (value instanceof String text) {
      for (int i = 0; i < text.length(); i++) {
        members.put(Integer.toString(i), String.valueOf(text.charAt(i)));
      }
    }
    members.forEach(
        (name, member) ->
            out.append(' ')
                .append(name)
                .append("=\"")
                .append(JsValues.toJsString(member))
                .append('"'));
  }
}
