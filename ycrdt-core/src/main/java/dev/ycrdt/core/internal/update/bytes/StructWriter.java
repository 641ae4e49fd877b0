package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.lib0.ByteWriter;

/**
 * Writes the structs of one update, then its delete set.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/updates.js}, {@code LazyStructWriter}.
 */
interface StructWriter {

  /** Copies a struct whose bytes are known to be what this writer would write. */
  void copy(long client, int clock, byte[] source, int from, int to);

  /**
   * Writes a struct without its first {@code offset} clocks. A surrogate pair that is cut leaves
   * U+FFFD. Moves the scanner's reader.
   */
  void write(StructScanner struct, int offset);

  /**
   * Writes a struct without its first {@code offset} clocks, as {@link #write} does, but leaves
   * half of a pair that is cut if the format can hold it.
   *
   * <p>Source: {@code ContentString.write} with an offset, against {@code ContentString.splice}.
   */
  void writeTail(StructScanner struct, int offset);

  /** Writes a GC or Skip struct. */
  void lengthOnly(int ref, long client, int clock, int clockLength);

  /**
   * Writes an item whose content has been joined from several.
   *
   * @param first the item it begins with, all of which is written but for the content
   * @param offset how many clocks of {@code first} are left out
   * @param units what {@link ContentUnits} has taken out of all of them
   */
  void joined(StructScanner first, int offset, int clockLength, ByteWriter units);

  /** {@return the update} */
  byte[] finish(DeleteRanges deletes);
}
