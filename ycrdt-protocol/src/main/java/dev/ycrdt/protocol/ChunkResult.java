package dev.ycrdt.protocol;

import java.util.Arrays;

/** What a {@link YPartyKitAssembler} makes of a frame. Immutable as long as the bytes are. */
// Arrays are compared by content here; to copy what may be megabytes would gain nothing.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface ChunkResult {

  /**
   * A message is there.
   *
   * @param bytes the frame itself, or what the chunks of a batch add up to
   */
  record Complete(byte[] bytes) implements ChunkResult {

    @Override
    public boolean equals(Object other) {
      return other instanceof Complete that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Complete[" + bytes.length + " bytes]";
    }
  }

  /** The frame was taken in; there is nothing to do. */
  record Consumed() implements ChunkResult {}

  /**
   * The frame is refused, and the batch it belongs to is lost. The client believes that it sent the
   * message: have it sync again, best by closing the connection.
   *
   * @param reason what kind of error it is
   * @param detail what exactly, for a log line or a close reason; at most one character of it is
   *     the client's
   */
  record Rejected(Reason reason, String detail) implements ChunkResult {}

  /** Why a frame is refused. */
  enum Reason {
    /** A text frame that is no marker, outside a batch or inside one. */
    TEXT_FRAME,
    /** A marker that is not well formed. */
    MALFORMED_MARKER,
    /** Ids, sizes or counts of the two markers and the chunks between them differ. */
    MISMATCH,
    /** Past a limit of {@link ChunkLimits}. */
    TOO_LARGE,
    /** Not complete within {@link ChunkLimits#timeout()}. */
    TIMED_OUT
  }
}
