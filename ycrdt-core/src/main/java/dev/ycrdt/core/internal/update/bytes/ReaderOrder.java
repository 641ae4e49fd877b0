package dev.ycrdt.core.internal.update.bytes;

/**
 * Decides which update is read next: the one at the highest client, then the lowest clock.
 *
 * <p>A reader is one update, or rather its range of {@link StructRows}. Ties decide which bytes are
 * written where updates overlap, and Yjs decides them in a way that takes two classes to follow.
 * Before every turn it sorts its array of readers again with a comparator that is only almost an
 * order: between a GC struct and an item at the same clock it says "before" both ways round. So
 * {@link ReaderArray} repeats that sort, and {@link ReaderQueue} predicts its outcome where
 * repeating it would be quadratic.
 */
interface ReaderOrder {

  /**
   * Ends the turn of the head and makes the reader that comes first the head.
   *
   * @return false when every reader is exhausted
   */
  boolean selectHead();

  /** {@return the row the head stands at, or -1 if it is exhausted} */
  int headRow();

  /**
   * Moves the head on.
   *
   * @return its new row, or -1 if it is exhausted
   */
  int advanceHead();

  /**
   * {@return an order of all readers that have a row}
   *
   * @param starts the first row of each reader, then the number of rows
   */
  static ReaderOrder of(StructRows rows, int[] starts) {
    return starts.length <= ReaderArray.MAX_READERS
        ? new ReaderArray(rows, starts)
        : new ReaderQueue(rows, starts);
  }
}
