package dev.ycrdt.server.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket on a {@link TcpConnection}: frames in, listener calls out, closed exactly once.
 *
 * <p>{@code closing} is set by whoever closes first, from any thread, and ends sending. The close
 * frame is written on the strand, where the engine lives; from then on nothing is delivered. If the
 * strand is held up by a blocked listener the deadline, set at once, closes the socket.
 */
final class WebSocketConnection implements Connection, InputHandler, WebSocketEngine.Output {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

  private final TcpConnection tcp;
  private final TransportOptions options;
  private final ConnectionListener listener;
  private final FrameReader frames;
  private final AtomicBoolean closing = new AtomicBoolean();

  // Used on the strand only.
  private final WebSocketEngine engine;
  private boolean closedReported;

  WebSocketConnection(
      TcpConnection tcp,
      TransportOptions options,
      ConnectionListener listener,
      @Nullable String subprotocol) {
    this.tcp = tcp;
    this.options = options;
    this.listener = listener;
    this.frames = new FrameReader(options.maxMessageBytes());
    this.engine = new WebSocketEngine(this, options.maxMessageBytes(), subprotocol);
  }

  void answerHandshake(String key) {
    engine.answerHandshake(key);
  }

  /**
   * Tells the listener that the connection is open, and reads on.
   *
   * @param received what the client sent after its handshake already
   */
  void start(byte[] received) {
    call(() -> listener.onOpen(this));
    received(received);
  }

  // Input: on the strand.

  @Override
  public void received(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      while (!closedReported) {
        Framedata frame = frames.next(in);
        if (frame == null) {
          return;
        }
        engine.process(frame);
      }
    } catch (InvalidDataException invalid) {
      LOG.info("Connection {} sent invalid data: {}", id(), invalid.toString());
      closeNow(invalid.getCloseCode(), Objects.requireNonNullElse(invalid.getMessage(), ""));
    } catch (Throwable failure) {
      LOG.error("Input of connection {} failed: {}", id(), failure.toString());
      closeNow(CloseFrame.UNEXPECTED_CONDITION, "internal error");
    }
  }

  @Override
  public void ended() {
    closing.set(true);
    report(CloseFrame.ABNORMAL_CLOSE, "", true);
  }

  @Override
  public void expired() {
    // The deadline of the handshake was met.
  }

  @Override
  public void shutdown() {
    close(CloseFrame.SERVICE_RESTART, "server stops");
  }

  // What the engine does: within a call of it, on the strand.

  @Override
  public void write(Frame frame) {
    tcp.sendControl(frame);
  }

  @Override
  public void binaryMessage(byte[] message) {
    call(() -> listener.onBinary(message));
  }

  @Override
  public void textMessage(String message) {
    call(() -> listener.onText(message));
  }

  @Override
  public void closing(int code, String reason, boolean remote) {
    closing.set(true);
    report(code, reason, remote);
  }

  /** Calls the listener. What it throws costs this connection its life and nothing else. */
  private void call(Runnable callback) {
    if (closedReported) {
      return;
    }
    try {
      callback.run();
    } catch (Throwable failure) {
      LOG.error("Listener of connection {} failed: {}", id(), failure.toString());
      closeNow(CloseFrame.UNEXPECTED_CONDITION, "internal error");
    }
  }

  private void closeNow(int code, String reason) {
    closing.set(true);
    if (!closedReported) {
      engine.close(code, CloseReason.forCode(code, reason));
    }
  }

  private void report(int code, String reason, boolean remote) {
    if (closedReported) {
      return;
    }
    closedReported = true;
    tcp.finish(options.closeTimeoutMillis());
    try {
      listener.onClosed(code, reason, remote);
    } catch (Throwable failure) {
      LOG.error("Listener of connection {} failed on close: {}", id(), failure.toString());
    }
  }

  // Connection: any thread.

  @Override
  public long id() {
    return tcp.id();
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return tcp.remoteAddress();
  }

  @Override
  public boolean send(Frame frame) {
    if (closing.get()) {
      return false;
    }
    return switch (tcp.send(frame)) {
      case QUEUED, WRITE_NEEDED -> true;
      case SEALED -> false;
      case OVERFLOW -> {
        overflow(frame);
        yield false;
      }
    };
  }

  private void overflow(Frame frame) {
    long queued = tcp.queuedBytes();
    if (close(CloseFrame.TRY_AGAIN_LATER, "reads too slowly", true)) {
      LOG.warn(
          "Connection {} reads too slowly: {} bytes queued and {} more exceed the limit of {}",
          id(),
          queued,
          frame.size(),
          options.hardSendLimitBytes());
    }
  }

  @Override
  public long queuedBytes() {
    return tcp.queuedBytes();
  }

  @Override
  public void close(int code, String reason) {
    if (!CloseReason.isSendable(code)) {
      throw new IllegalArgumentException("close code " + code + " must not be sent");
    }
    close(code, reason, false);
  }

  private boolean close(int code, String reason, boolean discardQueue) {
    if (!closing.compareAndSet(false, true)) {
      return false;
    }
    if (discardQueue) {
      tcp.discardUnstartedOutput();
    }
    tcp.closeWithin(options.closeTimeoutMillis());
    tcp.execute(() -> closeNow(code, reason));
    return true;
  }

  @Override
  public void onDrained(long belowBytes, Runnable callback) {
    tcp.onDrained(belowBytes, () -> call(callback));
  }
}
