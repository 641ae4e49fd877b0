package dev.ycrdt.core.lib0;

import dev.ycrdt.core.DecodeException;

/**
 * Reads what {@link RleEncoder} has written. The last byte repeats without end, so a caller counts
 * by itself how much it takes. Cost: constant memory, whatever the input says.
 *
 * <p>Not safe for use by several threads.
 *
 * <p>Source: lib0 0.2.120 {@code decoding.js}, {@code RleDecoder} with {@code readUint8}. Differs:
 * empty input is an error.
 */
public final class RleDecoder {
  private final ByteReader in;
  private int value;
  private long left;

  /** Reads {@code in} from its position to its end. */
  public RleDecoder(ByteReader in) {
    this.in = in;
  }

  /**
   * {@return the next byte, 0 to 255}
   *
   * @throws DecodeException if the input has no byte or ends inside the length of a run
   */
  public int read() {
    if (left == 0) {
      value = in.readUint8();
      left = in.hasRemaining() ? in.readVarUint() + 1 : Long.MAX_VALUE;
    }
    left--;
    return value;
  }
}
