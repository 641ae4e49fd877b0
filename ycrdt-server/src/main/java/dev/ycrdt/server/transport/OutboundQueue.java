package dev.ycrdt.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The frames that one connection has accepted and not yet written, counted in bytes.
 *
 * <p>Any thread adds frames; only the selector thread writes them. Everything happens under this
 * object's monitor, writing included (the channel does not block), so a frame that is added while
 * the last bytes are being written cannot be overlooked: {@link #offer} says when a write has to be
 * asked for, and exactly one is asked for at a time.
 */
final class OutboundQueue {

  /** What became of an offered frame. */
  enum Offer {
    /** Queued; a write is already on its way. */
    QUEUED,
    /** Queued; the caller has to see to it that {@link #writeTo} is called. */
    WRITE_NEEDED,
    /** Not queued: the limit would be exceeded. */
    OVERFLOW,
    /** Not queued: the queue was sealed. */
    SEALED
  }

  /** How far a write got. */
  enum Progress {
    /** The queue is empty for now. */
    DRAINED,
    /** The queue is empty and was sealed before that: nothing will ever be written again. */
    FINISHED,
    /** The socket takes no more for now. */
    BLOCKED,
    /** The socket would take more, but other connections have their turn first. */
    YIELDED
  }

  private record Watch(long belowBytes, Runnable callback) {}

  /** Written in one turn at most, so that a fast reader with a long queue holds up nobody. */
  private static final int MAX_TURN_BYTES = 256 * 1024;

  private final long limitBytes;
  private final ArrayDeque<Frame> frames = new ArrayDeque<>();
  private final List<Watch> watches = new ArrayList<>();

  /** How much of the first frame is already written. */
  private int headOffset;

  private long queuedBytes;
  private boolean writeRequested;
  private boolean sealed;

  OutboundQueue(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  synchronized Offer offer(Frame frame) {
    if (sealed) {
      return Offer.SEALED;
    }
    return queuedBytes + frame.size() > limitBytes ? Offer.OVERFLOW : add(frame);
  }

  /** Queues a handshake, control frame or HTTP answer, which the limit does not stop. */
  synchronized Offer offerControl(Frame frame) {
    return sealed ? Offer.SEALED : add(frame);
  }

  private Offer add(Frame frame) {
    frames.add(frame);
    queuedBytes += frame.size();
    if (writeRequested) {
      return Offer.QUEUED;
    }
    writeRequested = true;
    return Offer.WRITE_NEEDED;
  }

  /** Lets no further frame in; what is queued is still written. Drops the watches. */
  synchronized void seal() {
    sealed = true;
    watches.clear();
  }

  synchronized boolean isSealed() {
    return sealed;
  }

  synchronized long queuedBytes() {
    return queuedBytes;
  }

  /**
   * Frees the queued frames. A frame of which the peer already has a part stays, or the close frame
   * after it would be read as its payload.
   */
  synchronized void discardUnstarted() {
    Frame head = headOffset > 0 ? frames.peek() : null;
    frames.clear();
    queuedBytes = 0;
    if (head != null) {
      frames.add(head);
      queuedBytes = (long) head.size() - headOffset;
    }
  }

  /** Frees everything and lets no further frame in. */
  synchronized void discardAll() {
    seal();
    frames.clear();
    headOffset = 0;
    queuedBytes = 0;
  }

  /**
   * Writes as much as the channel takes, at most one turn's worth. Small frames go out together:
   * they are copied into {@code scratch}, a direct buffer, so the channel needs no temporary one.
   */
  synchronized Progress writeTo(WritableByteChannel channel, ByteBuffer scratch)
      throws IOException {
    int turnBytes = 0;
    while (!frames.isEmpty()) {
      if (turnBytes >= MAX_TURN_BYTES) {
        return Progress.YIELDED;
      }
      int filled = fill(scratch);
      int written = channel.write(scratch);
      consume(written);
      turnBytes += written;
      if (written < filled) {
        return Progress.BLOCKED;
      }
    }
    writeRequested = false;
    // Told in this one step: asked for afterwards, a last frame and the seal could come in between.
    return sealed ? Progress.FINISHED : Progress.DRAINED;
  }

  private int fill(ByteBuffer scratch) {
    scratch.clear();
    int offset = headOffset;
    Iterator<Frame> iterator = frames.iterator();
    while (scratch.hasRemaining() && iterator.hasNext()) {
      byte[] bytes = iterator.next().bytes();
      scratch.put(bytes, offset, Math.min(bytes.length - offset, scratch.remaining()));
      offset = 0;
    }
    scratch.flip();
    return scratch.remaining();
  }

  private void consume(int byteCount) {
    queuedBytes -= byteCount;
    int rest = byteCount;
    while (rest > 0) {
      int headRest = frames.element().size() - headOffset;
      if (rest < headRest) {
        headOffset += rest;
        return;
      }
      frames.remove();
      headOffset = 0;
      rest -= headRest;
    }
  }

  /** Remembers {@code callback} for {@link #takeDrained}; false if it is due at once. */
  synchronized boolean watch(long belowBytes, Runnable callback) {
    if (queuedBytes < belowBytes) {
      return false;
    }
    if (!sealed) {
      watches.add(new Watch(belowBytes, callback));
    }
    return true;
  }

  /** {@return the callbacks that have become due, each once} */
  synchronized List<Runnable> takeDrained() {
    if (watches.isEmpty()) {
      return List.of();
    }
    List<Runnable> due = new ArrayList<>();
    watches.removeIf(
        watch -> {
          boolean drained = queuedBytes < watch.belowBytes();
          if (drained) {
            due.add(watch.callback());
          }
          return drained;
        });
    return due;
  }
}
