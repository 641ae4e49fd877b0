package dev.ycrdt.core.lib0;

import dev.ycrdt.core.DecodeException;

/**
 * Reads what {@link IntDiffOptRleEncoder} has written. A run is handed out one by one in constant
 * memory, and can be as long as 2<sup>53</sup>; a caller counts by itself how much it takes.
 *
 * <p>Not safe for use by several threads.
 *
 * <p>Source: lib0 0.2.120 {@code decoding.js}, {@code IntDiffOptRleDecoder}. Differs: lib0 repeats
 * the last integer past the end and lets sums become inexact, here both are errors.
 */
public final class IntDiffOptRleDecoder {
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private final ByteReader in;
  private long value;
  private long difference;
  private long left;

  /** Reads {@code in} from its position to its end. */
  public IntDiffOptRleDecoder(ByteReader in) {
    this.in = in;
  }

  /**
   * {@return the next integer, at most 2<sup>53</sup>-1 in magnitude; it can be negative}
   *
   * @throws DecodeException if the input ends, or the integer would be larger
   */
  public long read() {
    if (left == 0) {
      long encoded = in.readVarInt();
      difference = encoded >> 1;
      left = (encoded & 1) == 0 ? 1 : in.readVarUint() + 2;
    }
    left--;
    value += difference;
    if (Math.abs(value) > MAX_SAFE_INTEGER) {
      throw in.error("sum of differences exceeds 2^53-1");
    }
    return value;
  }
}
