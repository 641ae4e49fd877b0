package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.struct.Item;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A run of neighbouring items of one list, with their visible lengths. */
public final class IndexLeaf extends IndexEntry {
  static final int CAPACITY = 32;

  final @Nullable Item[] items = new @Nullable Item[CAPACITY];
  final int[] lengths = new int[CAPACITY];
  int count;

  @Override
  int visibleLength() {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += lengths[i];
    }
    return sum;
  }

  /** {@return the item at a slot below {@link #count}} */
  @SuppressWarnings("NullAway") // slots below count are filled
  Item item(int slotIndex) {
    return items[slotIndex];
  }

  int slotOf(Item item) {
    for (int i = 0; i < count; i++) {
      if (items[i] == item) {
        return i;
      }
    }
    throw new IllegalStateException("item is not in its leaf");
  }

  void insert(int index, Item item, int length) {
    System.arraycopy(items, index, items, index + 1, count - index);
    System.arraycopy(lengths, index, lengths, index + 1, count - index);
    items[index] = item;
    lengths[index] = length;
    item.leaf = this;
    count++;
  }

  void remove(int index) {
    count--;
    System.arraycopy(items, index + 1, items, index, count - index);
    System.arraycopy(lengths, index + 1, lengths, index, count - index);
    items[count] = null;
  }

  /** Moves the items from {@code from} on into a new leaf. */
  IndexLeaf cutFrom(int from) {
    IndexLeaf right = new IndexLeaf();
    right.count = count - from;
    System.arraycopy(items, from, right.items, 0, right.count);
    System.arraycopy(lengths, from, right.lengths, 0, right.count);
    for (int i = 0; i < right.count; i++) {
      right.item(i).leaf = right;
    }
    Arrays.fill(items, from, count, null);
    count = from;
    return right;
  }
}
