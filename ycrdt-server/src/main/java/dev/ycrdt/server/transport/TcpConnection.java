package dev.ycrdt.server.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket: bytes in, frames out, and the way it is closed.
 *
 * <p><b>Input</b> is read on the selector thread and handed to the {@link InputHandler} on the
 * connection's strand. The end of input takes the same way, so it arrives after everything that was
 * sent before it. Reading pauses while too many bytes wait for the handler.
 *
 * <p><b>Output</b> waits in the {@link OutboundQueue}. A failed write ends the output only: what
 * the peer sent before it went away is still read and delivered.
 *
 * <p><b>Closing</b> ({@link #finish}) writes the queue, shuts down the output and discards input
 * until the peer closes too. Closing at once would make the kernel answer unread input with a
 * reset, and a reset destroys what the peer has not read yet: the close frame, or an HTTP answer. A
 * deadline ends all this.
 */
final class TcpConnection implements IoEvents {

  private record Deadline(long atNanos, boolean closes) {}

  private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);
  private static final int PAUSE_READING_ABOVE_BYTES = 256 * 1024;
  private static final int RESUME_READING_BELOW_BYTES = 64 * 1024;

  private final long id;
  private final SocketChannel channel;
  private final InetSocketAddress remoteAddress;
  private final TransportContext context;
  private final SelectorLoop loop;
  private final Strand strand;
  private final OutboundQueue outbound;
  private final Runnable flushTask = this::flush;
  private final AtomicReference<@Nullable Deadline> deadline = new AtomicReference<>();
  private final AtomicInteger undeliveredBytes = new AtomicInteger();
  private final AtomicBoolean readingPaused = new AtomicBoolean();

  /** Used on the strand only, once the connection is registered. */
  private InputHandler handler;

  // The rest is used on the selector thread only, except where noted.
  private @Nullable SelectionKey key;
  private boolean inputEnded;
  private boolean inputDiscarded;
  private boolean outputEnded;

  /** Guarded by this. */
  private boolean closed;

  /** Guarded by this. */
  private boolean holdsSlot;

  TcpConnection(long id, SocketChannel channel, TransportContext context) throws IOException {
    this.id = id;
    this.channel = channel;
    this.remoteAddress = (InetSocketAddress) channel.getRemoteAddress();
    this.context = context;
    this.loop = context.loop();
    this.strand = new Strand(context.workers(), this::failed);
    this.outbound = new OutboundQueue(context.options().hardSendLimitBytes());
    this.handler = new HttpExchange(this, context);
  }

  /** Starts reading; on the selector thread. */
  void register() throws IOException {
    deadline.set(deadlineIn(context.options().handshakeTimeoutMillis(), false));
    key = loop.register(channel, SelectionKey.OP_READ, this);
    context.registry().add(this);
  }

  long id() {
    return id;
  }

  InetSocketAddress remoteAddress() {
    return remoteAddress;
  }

  long queuedBytes() {
    return outbound.queuedBytes();
  }

  /** Runs {@code task} in order with the handler's calls. Any thread. */
  void execute(Runnable task) {
    strand.execute(task);
  }

  /** Puts another protocol in place; on the strand. */
  void handOver(InputHandler next) {
    deadline.set(null);
    handler = next;
  }

  /** Tells the handler that the transport stops. Any thread. */
  void shutdown() {
    strand.execute(() -> handler.shutdown());
  }

  // Slots: a connection gives its slot back exactly once, however it ends.

  synchronized boolean takeSlot() {
    holdsSlot = !closed && context.slots().tryTake();
    return holdsSlot;
  }

  synchronized void releaseSlot() {
    if (holdsSlot) {
      holdsSlot = false;
      context.slots().release();
    }
  }

  // Output, from any thread.

  OutboundQueue.Offer send(Frame frame) {
    return requestWrite(outbound.offer(frame));
  }

  OutboundQueue.Offer sendControl(Frame frame) {
    return requestWrite(outbound.offerControl(frame));
  }

  private OutboundQueue.Offer requestWrite(OutboundQueue.Offer offer) {
    if (offer == OutboundQueue.Offer.WRITE_NEEDED) {
      loop.execute(flushTask);
    }
    return offer;
  }

  void discardUnstartedOutput() {
    outbound.discardUnstarted();
  }

  void onDrained(long belowBytes, Runnable callback) {
    if (!outbound.watch(belowBytes, callback)) {
      strand.execute(callback);
    }
  }

  // Closing, from any thread.

  /** Writes what is queued and closes; closes anyway when {@code timeoutMillis} are over. */
  void finish(int timeoutMillis) {
    outbound.seal();
    closeWithin(timeoutMillis);
    loop.execute(flushTask);
  }

  /** Sets the deadline for closing, unless an earlier one is set already. */
  void closeWithin(int millis) {
    Deadline next = deadlineIn(millis, true);
    deadline.accumulateAndGet(
        next,
        (current, given) ->
            current != null && current.closes() && current.atNanos() - next.atNanos() < 0
                ? current
                : given);
  }

  /** Closes the socket without writing anything more. */
  void abort() {
    loop.execute(this::close);
  }

  private static Deadline deadlineIn(int millis, boolean closes) {
    return new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), closes);
  }

  // From here on: the selector thread.

  @Override
  public void ready(SelectionKey readyKey) throws IOException {
    if (readyKey.isReadable()) {
      read();
    }
    if (readyKey.isValid() && readyKey.isWritable()) {
      flush();
    }
  }

  @Override
  public void failed(Throwable failure) {
    LOG.warn("Connection {} from {} closed: {}", id, remoteAddress, failure.toString());
    abort();
  }

  private void read() {
    ByteBuffer buffer = loop.readBuffer();
    buffer.clear();
    int count;
    try {
      count = channel.read(buffer);
    } catch (IOException reset) {
      count = -1;
    }
    if (count < 0) {
      endInput();
    } else if (count > 0 && !inputDiscarded) {
      deliver(buffer.flip());
    }
  }

  private void deliver(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    if (undeliveredBytes.addAndGet(bytes.length) > PAUSE_READING_ABOVE_BYTES) {
      readingPaused.set(true);
      interest(SelectionKey.OP_READ, false);
    }
    strand.execute(
        () -> {
          try {
            handler.received(bytes);
          } finally {
            delivered(bytes.length);
          }
        });
  }

  /** On the strand. The chunk that caused a pause is itself delivered later, so none is missed. */
  private void delivered(int byteCount) {
    if (undeliveredBytes.addAndGet(-byteCount) < RESUME_READING_BELOW_BYTES
        && readingPaused.compareAndSet(true, false)) {
      loop.execute(() -> interest(SelectionKey.OP_READ, true));
    }
  }

  private void endInput() {
    inputEnded = true;
    interest(SelectionKey.OP_READ, false);
    strand.execute(() -> handler.ended());
    if (outputEnded) {
      close();
    }
  }

  private void flush() {
    if (outputEnded || isClosed()) {
      return;
    }
    OutboundQueue.Progress progress;
    try {
      progress = outbound.writeTo(channel, loop.writeBuffer());
    } catch (IOException peerGone) {
      endOutput();
      return;
    }
    outbound.takeDrained().forEach(strand::execute);
    interest(SelectionKey.OP_WRITE, progress == OutboundQueue.Progress.BLOCKED);
    if (progress == OutboundQueue.Progress.YIELDED) {
      loop.execute(flushTask);
    } else if (progress == OutboundQueue.Progress.FINISHED) {
      endOutput();
    }
  }

  /** Everything is written, or nothing can be: what remains is the peer's end of the connection. */
  private void endOutput() {
    outputEnded = true;
    inputDiscarded = outbound.isSealed();
    outbound.discardAll();
    closeWithin(context.options().closeTimeoutMillis());
    if (inputEnded) {
      close();
      return;
    }
    interest(SelectionKey.OP_WRITE, false);
    interest(SelectionKey.OP_READ, true);
    try {
      channel.shutdownOutput();
    } catch (IOException peerGone) {
      // Reading will tell.
    }
  }

  private void interest(int operation, boolean interested) {
    SelectionKey current = key;
    if (current == null || !current.isValid()) {
      return;
    }
    int before = current.interestOps();
    int after = interested ? before | operation : before & ~operation;
    if (after != before) {
      current.interestOps(inputEnded ? after & ~SelectionKey.OP_READ : after);
    }
  }

  void sweep(long nowNanos) {
    Deadline due = deadline.get();
    if (due == null || nowNanos - due.atNanos() < 0 || !deadline.compareAndSet(due, null)) {
      return;
    }
    if (due.closes()) {
      close();
    } else {
      strand.execute(() -> handler.expired());
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      releaseSlot();
    }
    outbound.discardAll();
    closeChannel(channel);
    context.registry().remove(this);
    strand.execute(() -> handler.ended());
  }

  static void closeChannel(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("Socket not closed properly: {}", e.toString());
    }
  }
}
