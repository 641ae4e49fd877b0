package dev.ycrdt.core.internal.update.bytes;

/**
 * Decides which update is read next: the one at the highest client, then the lowest clock.
 *
 * <p>A reader is one update, or rather its range of {@link StructRows}. Ties decide which bytes are
 * written where updates overlap. Yjs sorts its array of readers before every turn, so ties go by
 * the order of the turn before; {@link ReaderQueue} comes to the same result without sorting.
 *
 * <p>There is one exception. Between a GC struct and an item at the same clock, which is what a
 * document with garbage collection and the updates it was made from have, the comparator of Yjs
 * answers "before" both ways round. What comes first then depends on the engine's sort, and {@link
 * ReaderArray} repeats that of V8. Either struct is right: the item is deleted.
 */
interface ReaderOrder {

  /** About a tenth of a second of comparisons. Beyond it the tie is settled by the queue's rule. */
  long MAX_SORT_STEPS = 1L << 24;

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
    long sortSteps = (long) rows.size() * starts.length;
    return sortSteps <= MAX_SORT_STEPS && rows.haveGcBesideItem()
        ? new ReaderArray(rows, starts)
        : new ReaderQueue(rows, starts);
  }
}
