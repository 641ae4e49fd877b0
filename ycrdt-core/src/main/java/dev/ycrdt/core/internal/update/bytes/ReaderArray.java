package dev.ycrdt.core.internal.update.bytes;

/**
 * Readers in an array that is sorted before each turn, as Yjs does it and with the comparator of
 * Yjs, contradiction included; see {@link ReaderOrder}. Cost: every turn compares all readers.
 */
final class ReaderArray implements ReaderOrder {
  private final StructRows rows;
  private final int[] row;
  private final int[] end;
  private final int[] sorted;
  private final V8Sort sort = new V8Sort(this::compare);
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
    sort.sort(sorted, size);
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
