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
  private static final int MAX_KEPT = 1024;

  private @Nullable Item[] scanned = new @Nullable Item[4];
  private int count;
  private int undecidedFrom;
  private @Nullable IdentityHashMap<Struct, Integer> indexes;

  void clear() {
    indexes = null;
    if (count > MAX_KEPT) {
      scanned = new @Nullable Item[MAX_KEPT];
    } else {
      Arrays.fill(scanned, 0, count, null);
    }
    count = 0;
    undecidedFrom = 0;
  }

  void add(Item item) {
    if (count == scanned.length) {
      scanned = Arrays.copyOf(scanned, count * 2);
    }
    scanned[count] = item;
    count++;
    if (indexes != null) {
      indexes.put(item, count - 1);
    } else if (count > MAX_LINEAR) {
      indexes = indexAll();
    }
  }

  @SuppressWarnings("NullAway") // slots below count are filled
  private IdentityHashMap<Struct, Integer> indexAll() {
    IdentityHashMap<Struct, Integer> result = new IdentityHashMap<>();
    for (int i = 0; i < count; i++) {
      result.put(scanned[i], i);
    }
    return result;
  }

  /** Decides that the new item comes after everything scanned so far. */
  void decide() {
    undecidedFrom = count;
  }

  /** {@return when a struct was scanned, negative when it was not} */
  int indexOf(Struct struct) {
    if (indexes != null) {
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
