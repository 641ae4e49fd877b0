package dev.ycrdt.protocol;

import java.time.Duration;

/**
 * What one chunked message may take, see {@link YPartyKitAssembler}. Immutable.
 *
 * @param maxMessageBytes size of the whole message, at least 1
 * @param maxChunks number of frames it comes in, at least 1
 * @param timeout from its start marker to its end marker, more than zero
 */
public record ChunkLimits(int maxMessageBytes, int maxChunks, Duration timeout) {

  /** Refuses values below their minimum with {@link IllegalArgumentException}. */
  public ChunkLimits {
    if (maxMessageBytes < 1 || maxChunks < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "maxMessageBytes "
              + maxMessageBytes
              + ", maxChunks "
              + maxChunks
              + " and timeout "
              + timeout
              + " must all be positive");
    }
  }

  /** {@return 64 MiB in at most 1,024 frames within two minutes} */
  public static ChunkLimits defaults() {
    return new ChunkLimits(64 << 20, 1_024, Duration.ofMinutes(2));
  }
}
