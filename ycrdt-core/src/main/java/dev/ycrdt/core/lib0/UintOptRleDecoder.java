package dev.ycrdt.core.lib0;

import dev.ycrdt.core.DecodeException;

/**
 * Reads what {@link UintOptRleEncoder} has written. A run is handed out one by one in constant
 * memory, and can be as long as 2<sup>53</sup>; a caller counts by itself how much it takes.
 *
 * <p>Not safe for use by several threads.
 *
 * <p>Source: lib0 0.2.120 {@code decoding.js}, {@code UintOptRleDecoder}. Differs: lib0 reads zeros
 * past the end, here that is an error.
 */
public final class UintOptRleDecoder {
  private final ByteReader in;
  private long value;
  private long left;

  /** Reads {@code in} from its position to its end. */
  public UintOptRleDecoder(ByteReader in) {
    this.in = in;
  }

  /**
   * {@return the next integer, 0 to 2<sup>53</sup>-1}
   *
   * @throws DecodeException if the input ends
   */
  public long read() {
    if (left == 0) {
      value = Math.abs(in.readVarInt());
      left = in.readVarIntIsNegative() ? in.readVarUint() + 2 : 1;
    }
    left--;
    return value;
  }
}
