package dev.ycrdt.core.internal.update.bytes;

/**
 * Chooses which structs of several updates make up the merged one.
 *
 * <p>One struct is held back as the current one; everything written ends where it ends. What the
 * first reader offers is compared with that end:
 *
 * <pre>
 *   current     |------|
 *   covered       |--|            passed over
 *   overlapping     |------|      its tail becomes current
 *   adjacent           |----|     becomes current
 *   distant              |---|    a Skip is written for the gap, then it becomes current
 * </pre>
 *
 * <p>A reader keeps its turn while its structs are adjacent. Two GC structs become one only when a
 * change of turns brings them together; items are never joined. Both are how Yjs does it: {@code
 * Item.mergeWith} wants list neighbours, which items outside a document do not have.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/updates.js}, {@code mergeUpdatesV2}. Differs: needs
 * readers whose clients descend. Yjs drops structs when they do not.
 */
final class StructMerge {
  private static final int NONE = -1;

  private final StructRows rows;
  private final ReaderOrder readers;
  private final StructSink sink;

  private int currentRow = NONE;
  private int currentOffset;
  private long currentClient;
  private int currentClock;
  private int currentEnd;

  StructMerge(StructRows rows, ReaderOrder readers, StructSink sink) {
    this.rows = rows;
    this.readers = readers;
    this.sink = sink;
  }

  void run() {
    while (readers.selectHead()) {
      long client = rows.client(readers.headRow());
      if (takeFromHead(client)) {
        takeAdjacent(client);
      }
    }
    writeCurrent();
  }

  /** Takes the head's next new struct; false if another reader may have to come before it. */
  private boolean takeFromHead(long client) {
    int row = readers.headRow();
    if (currentRow == NONE) {
      replaceCurrent(row, 0);
      return true;
    }
    boolean passed = false;
    while (row != NONE && rows.client(row) == currentClient && rows.endClock(row) <= currentEnd) {
      row = readers.advanceHead();
      passed = true;
    }
    if (row == NONE || rows.client(row) != client || (passed && rows.clock(row) > currentEnd)) {
      return false;
    }
    if (client == currentClient) {
      takeFromSameClient(row);
    } else {
      replaceCurrent(row, 0);
    }
    return true;
  }

  private void takeFromSameClient(int row) {
    int overlap = currentEnd - rows.clock(row);
    if (overlap < 0) {
      int gapFrom = currentEnd;
      writeCurrent();
      sink.skip(currentClient, gapFrom, -overlap);
      currentRow = NONE;
      replaceCurrent(row, 0);
    } else if (rows.isGc(currentRow) && rows.isGc(row)) {
      // The head stays where it is, to be passed over at its next turn: as in Yjs, where that
      // decides whether the GC after it is joined as well.
      currentEnd = rows.endClock(row);
    } else {
      replaceCurrent(row, overlap);
    }
  }

  private void takeAdjacent(long client) {
    int row = readers.headRow();
    while (row != NONE && rows.client(row) == client && rows.clock(row) == currentEnd) {
      replaceCurrent(row, 0);
      row = readers.headRow();
    }
  }

  /** Writes the current struct and makes the head's row, cut by {@code offset}, the current one. */
  private void replaceCurrent(int row, int offset) {
    writeCurrent();
    currentRow = row;
    currentOffset = offset;
    currentClient = rows.client(row);
    currentClock = rows.clock(row) + offset;
    currentEnd = rows.endClock(row);
    readers.advanceHead();
  }

  private void writeCurrent() {
    if (currentRow == NONE) {
      return;
    }
    if (rows.isGc(currentRow)) {
      sink.gc(currentClient, currentClock, currentEnd - currentClock);
    } else {
      sink.item(currentRow, currentOffset);
    }
  }
}
