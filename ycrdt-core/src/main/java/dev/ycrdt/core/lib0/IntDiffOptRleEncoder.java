package dev.ycrdt.core.lib0;

/**
 * Writes integers as runs of equal differences, each to the integer before it: twice the
 * difference, plus one if the length of the run less two follows. The first difference is to 0.
 *
 * <p>Not safe for use by several threads.
 *
 * <p>Source: lib0 0.2.120 {@code encoding.js}, {@code IntDiffOptRleEncoder}.
 */
public final class IntDiffOptRleEncoder {
  private final ByteWriter out = new ByteWriter(16);
  private long value;
  private long difference;
  private long count;

  /**
   * Writes an integer.
   *
   * @param value the difference to the integer before is at most 2<sup>52</sup>-1 in magnitude
   * @throws IllegalArgumentException if the difference is out of range, at the latest when it is
   *     known how often it repeats
   */
  public void write(long value) {
    long difference = value - this.value;
    this.value = value;
    if (difference == this.difference) {
      count++;
      return;
    }
    flush();
    this.difference = difference;
    count = 1;
  }

  private void flush() {
    if (count > 0) {
      out.writeVarInt(difference * 2 + (count > 1 ? 1 : 0));
      if (count > 1) {
        out.writeVarUint(count - 2);
      }
    }
  }

  /** {@return all that was written; nothing may be written afterwards} */
  public ByteWriter finish() {
    flush();
    count = 0;
    return out;
  }
}
