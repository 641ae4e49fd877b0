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
 * <p>An origin is nearly always among the last items; a map of all of them is made only when it is
 * further back.
 */
final class ConflictScan {
  private static final int NEAR = 24;
  private static final int MAX_KEPT = 1024;

  private @Nullable Item[] scanned = new @Nullable Item[4];
  private int count;
  private int undecidedFrom;
  private int indexedCount;
  private @Nullable IdentityHashMap<Struct, Integer> indexes;

  void clear() {
    indexes = null;
    indexedCount = 0;
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
    scanned[count++] = item;
  }

  /** Decides that the new item comes after everything scanned so far. */
  void decide() {
    undecidedFrom = count;
  }

  /** {@return when the item that holds a clock was scanned, negative when it was not} */
  int indexOf(ClientStructs client, int clock) {
    int near = Math.max(0, count - NEAR);
    for (int i = count - 1; i >= near; i--) {
      Item item = scanned[i];
      if (item != null && item.client == client && item.clock <= clock && clock < item.endClock()) {
        return i;
      }
    }
    return near == 0 ? -1 : indexes().getOrDefault(client.find(clock), -1);
  }

  private IdentityHashMap<Struct, Integer> indexes() {
    IdentityHashMap<Struct, Integer> result = indexes;
    if (result == null) {
      result = new IdentityHashMap<>();
      indexes = result;
    }
    for (; indexedCount < count; indexedCount++) {
      Item item = scanned[indexedCount];
      if (item != null) {
        result.put(item, indexedCount);
      }
    }
    return result;
  }

  /** {@return whether the item at a scan index is undecided} */
  boolean isUndecided(int index) {
    return index >= undecidedFrom;
  }
}
