package dev.ycrdt.core.lib0;

/**
 * Writes unsigned integers as runs: a single one as it is, a longer run as the negative integer and
 * the length of the run less two. A run of zeros starts with JavaScript's -0.
 *
 * <p>Not safe for use by several threads.
 *
 * <p>Source: lib0 0.2.120 {@code encoding.js}, {@code UintOptRleEncoder}.
 */
public final class UintOptRleEncoder {
  private final ByteWriter out = new ByteWriter(16);
  private long value;
  private long count;

  /**
   * Writes an integer.
   *
   * @param value 0 to 2<sup>53</sup>-1
   * @throws IllegalArgumentException if {@code value} is out of range, at the latest when it is
   *     known how often it repeats
   */
  public void write(long value) {
    if (value == this.value) {
      count++;
      return;
    }
    flush();
    this.value = value;
    count = 1;
  }

  private void flush() {
    if (count > 0) {
      out.writeVarInt(value, count > 1);
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
