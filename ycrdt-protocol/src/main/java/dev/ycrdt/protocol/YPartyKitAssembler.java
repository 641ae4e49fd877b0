package dev.ycrdt.protocol;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.protocol.ChunkResult.Reason;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the chunked messages of one connection together again; every frame of the connection goes
 * through it, in order.
 *
 * <p>Outside a batch a binary frame is a message, and a text frame an error. A start marker opens a
 * batch, also while another one is open, which is lost then. Binary frames are its chunks until an
 * end marker with the same id, size and count. The id is only compared: clients choose it badly,
 * and about one in a hundred is empty. An end marker without a batch is ignored.
 *
 * <p>A batch that goes wrong is reported once. Its memory is given back at once, and what follows
 * is skipped up to the next marker, so that no chunk is taken for a message. After {@link
 * ChunkLimits#timeout()} frames are messages again: a client that opened a batch and gave up is not
 * muted for ever. Memory is only allocated for bytes that arrived, whatever the markers announce,
 * and is at most {@link ChunkLimits#maxMessageBytes()}, twice that for the moment in which the
 * message is put together.
 *
 * <p>Not thread-safe. Source: y-partykit 0.0.33 {@code chunking.ts}, {@code handleChunked}.
 * Differs: it has limits; a text frame is refused where y-partykit allocates as many bytes as its
 * text says; an announcement that cannot come true is refused when that is known, not at the end.
 */
public final class YPartyKitAssembler {
  private static final ChunkResult CONSUMED = new ChunkResult.Consumed();

  private final ChunkLimits limits;
  private final InstantSource clock;

  /**
   * The marker that opened the batch; null outside a batch, and while the rest of a lost one is
   * skipped.
   */
  private @Nullable ChunkMarker start;

  private boolean skipping;
  private long deadlineMillis;
  private final List<byte[]> chunks = new ArrayList<>();
  private int receivedBytes;

  /**
   * Starts outside a batch.
   *
   * @param clock what the timeout is measured with
   */
  public YPartyKitAssembler(ChunkLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** Takes a text frame in. */
  public ChunkResult text(String text) {
    if (ChunkMarker.isMarker(text)) {
      return marker(text);
    }
    if (skipping && !isOverdue()) {
      return CONSUMED;
    }
    String detail =
        "text frame of "
            + text.length()
            + " characters "
            + (start == null ? "outside" : "inside")
            + " a batch";
    return reject(Reason.TEXT_FRAME, detail);
  }

  /** Takes a binary frame in; the array is kept, not copied. */
  public ChunkResult binary(byte[] bytes) {
    if (isOverdue() && start != null) {
      return timedOut();
    }
    if (start != null) {
      return chunk(start, bytes);
    }
    if (skipping && !isOverdue()) {
      return CONSUMED;
    }
    reset();
    return new ChunkResult.Complete(bytes);
  }

  /**
   * Gives up a batch that has taken too long. Frames do that too; this frees the memory of a
   * connection that has fallen silent.
   *
   * @return the rejection, if a batch was given up
   */
  public Optional<ChunkResult.Rejected> expire() {
    return start != null && isOverdue() ? Optional.of(timedOut()) : Optional.empty();
  }

  /** {@return the bytes of the open batch that have arrived and are held} */
  public int bufferedBytes() {
    return receivedBytes;
  }

  private ChunkResult marker(String text) {
    ChunkMarker marker;
    try {
      marker = ChunkMarker.parse(text);
    } catch (DecodeException e) {
      return reject(Reason.MALFORMED_MARKER, String.valueOf(e.getMessage()));
    }
    return marker.start() ? begin(marker) : end(marker);
  }

  private ChunkResult begin(ChunkMarker marker) {
    reset();
    start = marker;
    deadlineMillis = clock.millis() + limits.timeout().toMillis();
    if (marker.byteCount() > limits.maxMessageBytes()) {
      return tooLarge("batch of " + marker.byteCount() + " bytes", limits.maxMessageBytes());
    }
    if (marker.chunkCount() > limits.maxChunks()) {
      return tooLarge("batch of " + marker.chunkCount() + " chunks", limits.maxChunks());
    }
    return CONSUMED;
  }

  private ChunkResult chunk(ChunkMarker announced, byte[] bytes) {
    long byteCount = (long) receivedBytes + bytes.length;
    if (byteCount > announced.byteCount()) {
      return mismatch("bytes", announced.byteCount(), byteCount);
    }
    if (chunks.size() == announced.chunkCount()) {
      return mismatch("chunks", announced.chunkCount(), chunks.size() + 1L);
    }
    chunks.add(bytes);
    receivedBytes = (int) byteCount;
    return CONSUMED;
  }

  private ChunkResult end(ChunkMarker end) {
    ChunkMarker announced = start;
    if (announced == null) {
      reset();
      return CONSUMED;
    }
    ChunkResult result = isOverdue() ? timedOut() : complete(announced, end);
    reset();
    return result;
  }

  private ChunkResult complete(ChunkMarker announced, ChunkMarker end) {
    if (!Objects.equals(announced.id(), end.id())) {
      // The ids are the client's own text and have no place in a log line.
      return reject(Reason.MISMATCH, "batch does not match: the end marker has another id");
    }
    if (announced.byteCount() != end.byteCount() || announced.byteCount() != receivedBytes) {
      return mismatch(
          "bytes", announced.byteCount(), "end " + end.byteCount() + ", received " + receivedBytes);
    }
    if (announced.chunkCount() != end.chunkCount() || announced.chunkCount() != chunks.size()) {
      return mismatch(
          "chunks",
          announced.chunkCount(),
          "end " + end.chunkCount() + ", received " + chunks.size());
    }
    return new ChunkResult.Complete(joined());
  }

  private byte[] joined() {
    byte[] message = new byte[receivedBytes];
    int position = 0;
    for (byte[] chunk : chunks) {
      System.arraycopy(chunk, 0, message, position, chunk.length);
      position += chunk.length;
    }
    return message;
  }

  private ChunkResult mismatch(String what, long announced, Object met) {
    return reject(
        Reason.MISMATCH,
        "batch does not match: " + what + " announced " + announced + ", got " + met);
  }

  private ChunkResult tooLarge(String what, int maximum) {
    return reject(Reason.TOO_LARGE, what + " exceeds the maximum of " + maximum);
  }

  private ChunkResult.Rejected timedOut() {
    ChunkResult.Rejected result =
        new ChunkResult.Rejected(
            Reason.TIMED_OUT,
            "batch not complete after "
                + limits.timeout().toMillis()
                + " ms, "
                + receivedBytes
                + " bytes received");
    reset();
    return result;
  }

  /** Drops the open batch, if there is one, and skips what is left of it. */
  private ChunkResult reject(Reason reason, String detail) {
    boolean restIsToCome = start != null || (skipping && !isOverdue());
    reset();
    skipping = restIsToCome;
    return new ChunkResult.Rejected(reason, detail);
  }

  private boolean isOverdue() {
    return (start != null || skipping) && clock.millis() >= deadlineMillis;
  }

  private void reset() {
    start = null;
    skipping = false;
    chunks.clear();
    receivedBytes = 0;
  }
}
