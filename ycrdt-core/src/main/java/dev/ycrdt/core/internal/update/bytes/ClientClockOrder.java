package dev.ycrdt.core.internal.update.bytes;

import java.util.Arrays;

/** Sorts rows the way Yjs orders everything: clients descending, clocks ascending, else stable. */
final class ClientClockOrder {
  private static final long INDEX_MASK = 0xffff_ffffL;

  private ClientClockOrder() {}

  /**
   * {@return the row numbers 0 to {@code size - 1} in order}
   *
   * <p>Near linear when the rows are in order already, as they nearly always are.
   */
  static int[] sorted(long[] clients, int[] clocks, int size) {
    return inOrder(clients, clocks, size) ? identity(size) : sort(clients, clocks, size);
  }

  private static boolean inOrder(long[] clients, int[] clocks, int size) {
    for (int i = 1; i < size; i++) {
      if (clients[i] > clients[i - 1]
          || (clients[i] == clients[i - 1] && clocks[i] < clocks[i - 1])) {
        return false;
      }
    }
    return true;
  }

  private static int[] identity(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    return order;
  }

  /** Deals the rows into one bucket per client, then sorts each bucket by (clock, row). */
  private static int[] sort(long[] clients, int[] clocks, int size) {
    long[] distinct = distinctAscending(clients, size);
    int[] rank = new int[size];
    int[] bucketEnd = new int[distinct.length + 1];
    for (int i = 0; i < size; i++) {
      rank[i] = distinct.length - 1 - Arrays.binarySearch(distinct, clients[i]);
      bucketEnd[rank[i] + 1]++;
    }
    for (int b = 1; b < bucketEnd.length; b++) {
      bucketEnd[b] += bucketEnd[b - 1];
    }
    long[] keys = new long[size];
    int[] next = Arrays.copyOf(bucketEnd, distinct.length);
    for (int i = 0; i < size; i++) {
      keys[next[rank[i]]++] = ((long) clocks[i] << 32) | i;
    }
    int[] order = new int[size];
    for (int b = 0; b < distinct.length; b++) {
      Arrays.sort(keys, bucketEnd[b], bucketEnd[b + 1]);
    }
    for (int i = 0; i < size; i++) {
      order[i] = (int) (keys[i] & INDEX_MASK);
    }
    return order;
  }

  private static long[] distinctAscending(long[] clients, int size) {
    long[] sorted = Arrays.copyOf(clients, size);
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, distinct);
  }
}
