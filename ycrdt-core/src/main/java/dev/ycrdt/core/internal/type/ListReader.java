package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.TextItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the list part of a type as values of the API: text gives one string per UTF-16 code unit.
 *
 * <p>Source: {@code typeListGet}, {@code typeListToArray} and {@code typeListSlice} of Yjs.
 */
public final class ListReader {
  private ListReader() {}

  /**
   * {@return the element at {@code index}}
   *
   * @param index 0 to the length of the list - 1
   */
  public static @Nullable Object get(TypeNode node, int index) {
    Item item = node.sequence.find(index);
    return valueAt(item, node.sequence.offsetInItem());
  }

  /** {@return the elements from {@code from} to {@code to}, exclusive} */
  public static List<@Nullable Object> slice(TypeNode node, int from, int to) {
    List<@Nullable Object> values = new ArrayList<>(to - from);
    if (from == to) {
      return values;
    }
    Item item = node.sequence.find(from);
    int offset = node.sequence.offsetInItem();
    int missing = to - from;
    while (missing > 0 && item != null) {
      if (item.visibleLength() > 0) {
        int end = Math.min(item.length, offset + missing);
        addValues(item, offset, end, values);
        missing -= end - offset;
        offset = 0;
      }
      item = item.right;
    }
    return values;
  }

  /** {@return all elements} */
  public static List<@Nullable Object> toList(TypeNode node) {
    return slice(node, 0, node.sequence.length());
  }

  static void addValues(Item item, int from, int to, List<@Nullable Object> values) {
    if (item.isCountable()) {
      for (int i = from; i < to; i++) {
        values.add(valueAt(item, i));
      }
    }
  }

  /** {@return an element of a visible item as the API shows it} */
  public static @Nullable Object valueAt(Item item, int offset) {
    return TypeHandles.publicValue(rawValueAt(item, offset));
  }

  static @Nullable Object rawValueAt(Item item, int offset) {
    if (item instanceof TextItem text) {
      return String.valueOf(text.client.text.charAt(text.textOffset() + offset));
    }
    return ((ContentItem) item).content().valueAt(offset);
  }
}
