package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.Struct;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The items that one integration has looked at, in order. Items from the last decision on are
 * undecided: they conflict with the new item and may still end up on either side of it.
 *
 * <p>Few concurrent items are found by looking back through the list, many through a map.
 */
final class ConflictScan {
  private static final int MAX_LINEAR = 24;

  private @Nullable Item[] scanned = new @Nullable Item[16];
  private int count;
  private int undecidedFrom;
  private final IdentityHashMap<Struct, Integer> indexes = new IdentityHashMap<>();

  void clear() {
    Arrays.fill(scanned, 0, count, null);
    if (count > MAX_LINEAR) {
      indexes.clear();
    }
    count = 0;
    undecidedFrom = 0;
  }

  void add(Item item) {
    if (count == scanned.length) {
      scanned = Arrays.copyOf(scanned, count * 2);
    }
    scanned[count] = item;
    if (count >= MAX_LINEAR) {
      if (count == MAX_LINEAR) {
        indexAllBefore();
      }
      indexes.put(item, count);
    }
    count++;
  }

  @SuppressWarnings("NullAway") // slots below count are filled
  private void indexAllBefore() {
    for (int i = 0; i < count; i++) {
      indexes.put(scanned[i], i);
    }
  }

  /** Decides that the new item comes after everything scanned so far. */
  void decide() {
    undecidedFrom = count;
  }

  /** {@return when a struct was scanned, negative when it was not} */
  int indexOf(Struct struct) {
    if (count > MAX_LINEAR) {
      return indexes.getOrDefault(struct, -1);
    }
    for (int i = count - 1; i >= 0; i--) {
      if (scanned[i] == struct) {
        return i;
      }
    }
    return -1;
  }

  /** {@return whether the item at a scan index is undecided} */
  boolean isUndecided(int index) {
    return index >= undecidedFrom;
  }
}
