package dev.ycrdt.server.transport;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections, and goes on accepting whatever happens. When the process is out of file
 * descriptors an accept fails while the connection stays in the backlog, so the port would be
 * reported ready over and over: it is left alone for a moment and then tried again.
 */
final class PortListener implements IoEvents {

  /** Where connections come from; null if none is waiting. */
  interface Source {
    @Nullable SocketChannel accept() throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(PortListener.class);
  private static final int MAX_TURN_ACCEPTS = 64;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Source source;
  private final Consumer<SocketChannel> onAccept;
  private @Nullable SelectionKey pausedKey;
  private long retryAt;

  /**
   * @param onAccept takes over the channel, and closes it if it cannot
   */
  PortListener(Source source, Consumer<SocketChannel> onAccept) {
    this.source = source;
    this.onAccept = onAccept;
  }

  @Override
  public void ready(SelectionKey key) {
    try {
      for (int i = 0; i < MAX_TURN_ACCEPTS; i++) {
        SocketChannel channel = source.accept();
        if (channel == null) {
          return;
        }
        prepare(channel);
      }
    } catch (IOException e) {
      LOG.warn("Cannot accept connections for now: {}", e.toString());
      key.interestOpsAnd(~SelectionKey.OP_ACCEPT);
      pausedKey = key;
      retryAt = System.nanoTime() + RETRY_NANOS;
    }
  }

  private void prepare(SocketChannel channel) throws IOException {
    try {
      // Keystrokes are small frames: waiting to fill a packet would delay each of them.
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    } catch (IOException goneAlready) {
      channel.close();
      return;
    }
    onAccept.accept(channel);
  }

  @Override
  public void failed(Throwable failure) {
    LOG.error("A connection was not accepted: {}", failure.toString());
  }

  void sweep(long nowNanos) {
    SelectionKey key = pausedKey;
    if (key != null && nowNanos - retryAt >= 0) {
      pausedKey = null;
      if (key.isValid()) {
        key.interestOpsOr(SelectionKey.OP_ACCEPT);
      }
    }
  }
}
