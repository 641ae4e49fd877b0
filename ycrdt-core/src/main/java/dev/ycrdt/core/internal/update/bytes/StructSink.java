package dev.ycrdt.core.internal.update.bytes;

/** Takes the structs of a merge in the order in which they are to be written. */
interface StructSink {

  /**
   * Takes an item.
   *
   * @param row the item's row
   * @param offset how many of its first clocks to cut off, less than its length
   */
  void item(int row, int offset);

  /** Takes a GC struct. */
  void gc(long client, int clock, int clockLength);

  /** Takes a gap that lies between two structs of one client. */
  void skip(long client, int clock, int clockLength);
}
