package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.lib0.JsValues;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a shared type and everything inside it into plain values. Nesting is followed with an
 * explicit stack.
 *
 * <p>Source: the {@code toJSON} methods of the Yjs types.
 */
public final class JsonReader {
  private JsonReader() {}

  /** {@return a list for an array, a map for a map or hook, a string for text and XML} */
  public static Object read(TypeNode root) {
    Object leaf = leafValue(root);
    if (leaf != null) {
      return leaf;
    }
    Deque<Frame> stack = new ArrayDeque<>();
    Frame top = Frame.of(root);
    stack.push(top);
    while (!stack.isEmpty()) {
      Frame frame = stack.peek();
      if (frame.hasNext()) {
        Object value = frame.next();
        Object plain = value instanceof TypeNode node ? leafValue(node) : value;
        if (value instanceof TypeNode node && plain == null) {
          Frame inner = Frame.of(node);
          frame.add(inner.container());
          stack.push(inner);
        } else {
          frame.add(plain);
        }
      } else {
        stack.pop().finish();
      }
    }
    return top.container();
  }

  private static @Nullable Object leafValue(TypeNode node) {
    return switch (node.kind()) {
      case TEXT -> TextReader.toText(node);
      case XML_TEXT, XML_ELEMENT, XML_FRAGMENT -> XmlReader.toXml(node);
      case ARRAY, MAP, XML_HOOK, UNTYPED -> null;
    };
  }

  /** A type that is being read. */
  private abstract static class Frame {
    static Frame of(TypeNode node) {
      return node.kind() == TypeKind.ARRAY ? new ListFrame(node) : new MapFrame(node);
    }

    abstract boolean hasNext();

    abstract @Nullable Object next();

    abstract void add(@Nullable Object value);

    abstract Object container();

    void finish() {}
  }

  private static final class ListFrame extends Frame {
    private final List<@Nullable Object> values = new ArrayList<>();
    private @Nullable Item item;
    private int offset;

    ListFrame(TypeNode node) {
      item = node.sequence.first();
    }

    @Override
    boolean hasNext() {
      while (item != null && offset >= item.visibleLength()) {
        item = item.right;
        offset = 0;
      }
      return item != null;
    }

    @Override
    @SuppressWarnings("NullAway") // only after hasNext
    @Nullable Object next() {
      return ListReader.rawValueAt(item, offset++);
    }

    @Override
    void add(@Nullable Object value) {
      values.add(value);
    }

    @Override
    Object container() {
      return Collections.unmodifiableList(values);
    }
  }

  private static final class MapFrame extends Frame {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Iterator<Map.Entry<String, Item>> entries;
    private String key = "";

    MapFrame(TypeNode node) {
      List<Map.Entry<String, Item>> live = new ArrayList<>();
      for (Map.Entry<String, Item> entry : node.mapItems().entrySet()) {
        if (!entry.getValue().isDeleted()) {
          live.add(entry);
        }
      }
      entries = live.iterator();
    }

    @Override
    boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    @Nullable Object next() {
      Map.Entry<String, Item> entry = entries.next();
      key = entry.getKey();
      return MapReader.valueOf(entry.getValue());
    }

    @Override
    void add(@Nullable Object value) {
      values.put(key, value);
    }

    @Override
    Object container() {
      return Collections.unmodifiableMap(values);
    }

    @Override
    void finish() {
      Map<String, @Nullable Object> ordered = JsValues.inKeyOrder(values);
      values.clear();
      values.putAll(ordered);
    }
  }
}
