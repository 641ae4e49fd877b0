package dev.ycrdt.core.lib0;

/**
 * Writes bytes as runs: the byte, then how often it follows once more. The length of the last run
 * is left out.
 *
 * <p>Not safe for use by several threads.
 *
 * <p>Source: lib0 0.2.120 {@code encoding.js}, {@code RleEncoder} with {@code writeUint8}.
 */
public final class RleEncoder {
  private final ByteWriter out = new ByteWriter(16);
  private int value = -1;
  private long count;

  /** Writes a byte, 0 to 255. */
  public void write(int value) {
    if (value == this.value) {
      count++;
      return;
    }
    if (count > 0) {
      out.writeVarUint(count - 1);
    }
    out.writeUint8(value);
    this.value = value;
    count = 1;
  }

  /** {@return all that was written; nothing may be written afterwards} */
  public ByteWriter finish() {
    return out;
  }
}
