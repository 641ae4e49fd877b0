package dev.ycrdt.core.internal.update.bytes;

/**
 * A few readers, sorted before each turn by the very steps of V8's {@code Array.prototype.sort}.
 *
 * <p>Below 64 elements those are: find the ascending or strictly descending run at the start, turn
 * a descending one round, insert the other elements by binary search. The steps and not just the
 * outcome matter, because the comparator contradicts itself; see {@link ReaderOrder}.
 */
final class ReaderArray implements ReaderOrder {
  /** With 64 elements V8 begins to sort in several runs. */
  static final int MAX_READERS = 63;

  private final StructRows rows;
  private final int[] row;
  private final int[] end;
  private final int[] sorted;
  private int size;

  ReaderArray(StructRows rows, int[] starts) {
    this.rows = rows;
    this.row = starts.clone();
    this.size = starts.length - 1;
    this.end = new int[size];
    this.sorted = new int[size];
    for (int reader = 0; reader < size; reader++) {
      end[reader] = starts[reader + 1];
      sorted[reader] = reader;
    }
  }

  @Override
  public boolean selectHead() {
    removeExhausted();
    sort();
    return size > 0;
  }

  @Override
  public int headRow() {
    int head = sorted[0];
    return row[head] < end[head] ? row[head] : -1;
  }

  @Override
  public int advanceHead() {
    row[sorted[0]]++;
    return headRow();
  }

  private void removeExhausted() {
    int left = 0;
    for (int i = 0; i < size; i++) {
      int reader = sorted[i];
      if (row[reader] < end[reader]) {
        sorted[left++] = reader;
      }
    }
    size = left;
  }

  private void sort() {
    for (int next = makeRun(); next < size; next++) {
      int pivot = sorted[next];
      int low = 0;
      int high = next;
      while (low < high) {
        int mid = (low + high) >>> 1;
        if (compare(pivot, sorted[mid]) < 0) {
          high = mid;
        } else {
          low = mid + 1;
        }
      }
      System.arraycopy(sorted, low, sorted, low + 1, next - low);
      sorted[low] = pivot;
    }
  }

  /** Makes the run at the start ascend. Returns its length. */
  private int makeRun() {
    if (size < 2) {
      return size;
    }
    boolean descending = compare(sorted[1], sorted[0]) < 0;
    int length = 2;
    while (length < size && compare(sorted[length], sorted[length - 1]) < 0 == descending) {
      length++;
    }
    if (descending) {
      for (int i = 0, j = length - 1; i < j; i++, j--) {
        int swap = sorted[i];
        sorted[i] = sorted[j];
        sorted[j] = swap;
      }
    }
    return length;
  }

  private int compare(int a, int b) {
    int rowA = row[a];
    int rowB = row[b];
    if (rows.client(rowA) != rows.client(rowB)) {
      return Long.compare(rows.client(rowB), rows.client(rowA));
    }
    if (rows.clock(rowA) != rows.clock(rowB)) {
      return Integer.compare(rows.clock(rowA), rows.clock(rowB));
    }
    return rows.isGc(rowA) == rows.isGc(rowB) ? 0 : -1;
  }
}
