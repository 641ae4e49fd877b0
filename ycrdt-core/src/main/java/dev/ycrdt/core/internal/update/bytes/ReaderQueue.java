package dev.ycrdt.core.internal.update.bytes;

import java.util.Arrays;

/**
 * Many readers, ordered without sorting them before each turn.
 *
 * <p>Only the head has moved since the last sort of Yjs's array, and it stands at the front of it.
 * So a stable sort puts it before all readers at the same client and clock. That rule alone, last
 * moved goes first, makes a queue that picks the same reader:
 *
 * <pre>
 *   waiting, in order:   [ never read yet ......... ]   next is waiting[nextWaiting]
 *   heap:                [ moved and sent back ]        next is heap[0]
 * </pre>
 *
 * <p>With one struct per update the heap stays empty; with a few large updates it stays small.
 */
final class ReaderQueue implements ReaderOrder {
  private final StructRows rows;
  private final int[] row;
  private final int[] end;
  private final int[] waiting;
  private final long[] movedAt;
  private int nextWaiting;
  private int[] heap = new int[8];
  private int heapSize;
  private long turn;
  private int head = -1;

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

  @Override
  public boolean selectHead() {
    turn++;
    if (head >= 0 && row[head] < end[head]) {
      movedAt[head] = turn;
      if (isBeforeAllOthers(head)) {
        return true;
      }
      push(head);
    }
    head = takeFirst();
    return head >= 0;
  }

  @Override
  public int headRow() {
    return row[head] < end[head] ? row[head] : -1;
  }

  @Override
  public int advanceHead() {
    row[head]++;
    return headRow();
  }

  private boolean isBeforeAllOthers(int reader) {
    return (heapSize == 0 || comparePlace(reader, heap[0]) < 0)
        && (nextWaiting == waiting.length || comparePlace(reader, waiting[nextWaiting]) < 0);
  }

  private int takeFirst() {
    boolean noneWaiting = nextWaiting == waiting.length;
    if (heapSize > 0 && (noneWaiting || isBefore(heap[0], waiting[nextWaiting]))) {
      return pop();
    }
    return noneWaiting ? -1 : waiting[nextWaiting++];
  }

  private boolean isBefore(int a, int b) {
    int place = comparePlace(a, b);
    return place != 0 ? place < 0 : movedAt[a] > movedAt[b];
  }

  private int comparePlace(int a, int b) {
    long clientA = rows.client(row[a]);
    long clientB = rows.client(row[b]);
    return clientA != clientB
        ? Long.compare(clientB, clientA)
        : Integer.compare(rows.clock(row[a]), rows.clock(row[b]));
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
