package dev.ycrdt.core.internal.update.bytes;

import java.util.Arrays;

/**
 * Decides which update is read next: the one at the highest client, then the lowest clock.
 *
 * <p>A reader is a range of {@link StructRows}. Yjs keeps its readers in an array that it sorts
 * again, stably, after every step. Only the first reader has moved by then, so it lands before all
 * readers at the same client and clock. That rule alone, last moved goes first, makes a queue that
 * picks the same reader without sorting:
 *
 * <pre>
 *   waiting, in order:   [ never read yet ......... ]   next is waiting[nextWaiting]
 *   heap:                [ moved and sent back ]        next is heap[0]
 * </pre>
 *
 * <p>With one struct per update the heap stays empty; with a few large updates it stays small.
 */
final class ReaderQueue {
  private final StructRows rows;
  private final int[] row;
  private final int[] end;
  private final int[] waiting;
  private final long[] movedAt;
  private int nextWaiting;
  private int[] heap = new int[8];
  private int heapSize;
  private long moves;
  private int head = -1;

  /**
   * Creates the queue of all readers that have a row.
   *
   * @param starts the first row of each reader, then the number of rows
   */
  ReaderQueue(StructRows rows, int[] starts) {
    this.rows = rows;
    int readers = 0;
    row = new int[starts.length];
    end = new int[starts.length];
    for (int i = 0; i + 1 < starts.length; i++) {
      if (starts[i] < starts[i + 1]) {
        row[readers] = starts[i];
        end[readers++] = starts[i + 1];
      }
    }
    movedAt = new long[readers];
    waiting = initialOrder(readers);
  }

  private int[] initialOrder(int readers) {
    long[] clients = new long[readers];
    int[] clocks = new int[readers];
    for (int i = 0; i < readers; i++) {
      clients[i] = rows.client(row[i]);
      clocks[i] = rows.clock(row[i]);
    }
    return ClientClockOrder.sorted(clients, clocks, readers);
  }

  /**
   * Puts the head back in its place and makes the first reader the head.
   *
   * @return false when every reader is exhausted
   */
  boolean selectHead() {
    boolean headHasRow = head >= 0 && row[head] < end[head];
    if (headHasRow) {
      movedAt[head] = ++moves;
      if (isBeforeAllOthers(head)) {
        return true;
      }
      push(head);
    }
    head = takeFirst();
    return head >= 0;
  }

  /** {@return the row the head stands at, or -1 if it is exhausted} */
  int headRow() {
    return row[head] < end[head] ? row[head] : -1;
  }

  /** Moves the head on and returns its row, or -1 if it is exhausted. */
  int advanceHead() {
    row[head]++;
    return headRow();
  }

  private boolean isBeforeAllOthers(int reader) {
    return (heapSize == 0 || isBefore(reader, heap[0]))
        && (nextWaiting == waiting.length || isBefore(reader, waiting[nextWaiting]));
  }

  private int takeFirst() {
    boolean noneWaiting = nextWaiting == waiting.length;
    if (heapSize == 0) {
      return noneWaiting ? -1 : waiting[nextWaiting++];
    }
    return noneWaiting || isBefore(heap[0], waiting[nextWaiting]) ? pop() : waiting[nextWaiting++];
  }

  private boolean isBefore(int a, int b) {
    long clientA = rows.client(row[a]);
    long clientB = rows.client(row[b]);
    if (clientA != clientB) {
      return clientA > clientB;
    }
    int clockA = rows.clock(row[a]);
    int clockB = rows.clock(row[b]);
    return clockA != clockB ? clockA < clockB : movedAt[a] > movedAt[b];
  }

  private void push(int reader) {
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, heapSize * 2);
    }
    int slot = heapSize++;
    while (slot > 0) {
      int parent = (slot - 1) >>> 1;
      if (!isBefore(reader, heap[parent])) {
        break;
      }
      heap[slot] = heap[parent];
      slot = parent;
    }
    heap[slot] = reader;
  }

  private int pop() {
    int first = heap[0];
    int moved = heap[--heapSize];
    int slot = 0;
    for (int child = 1; child < heapSize; child = 2 * slot + 1) {
      if (child + 1 < heapSize && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], moved)) {
        break;
      }
      heap[slot] = heap[child];
      slot = child;
    }
    heap[slot] = moved;
    return first;
  }
}
