package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The listener goes on accepting after an accept has failed. */
class AcceptFailureTest {

  private final AtomicInteger accepts = new AtomicInteger();
  private final BlockingQueue<SocketChannel> accepted = new LinkedBlockingQueue<>();

  /** Runs a listener whose accepts fail as they do when the process has no descriptor left. */
  private void acceptOne(Duration failing, Runnable check) throws Exception {
    AtomicReference<@Nullable PortListener> swept = new AtomicReference<>();
    SelectorLoop loop = new SelectorLoop(5, now -> sweep(swept.get(), now));
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      long healthyAt = System.nanoTime() + failing.toNanos();
      PortListener.Source source =
          () -> {
            accepts.incrementAndGet();
            if (System.nanoTime() - healthyAt < 0) {
              throw new IOException("Too many open files");
            }
            return server.accept();
          };
      PortListener listener = new PortListener(source, accepted::add);
      swept.set(listener);
      loop.register(server, SelectionKey.OP_ACCEPT, listener);
      loop.start();
      try (SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
        check.run();
        assertTrue(client.isConnected());
      } finally {
        loop.stop();
      }
    }
  }

  private static void sweep(@Nullable PortListener listener, long now) {
    if (listener != null) {
      listener.sweep(now);
    }
  }

  private SocketChannel nextAccepted() {
    try {
      SocketChannel channel = accepted.poll(Await.SECONDS, TimeUnit.SECONDS);
      assertNotNull(channel, "not accepted");
      return channel;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void accept_failsForAWhile_thenAccepts() throws Exception {
    acceptOne(Duration.ofMillis(300), this::nextAccepted);
  }

  @Test
  void accept_fails_isNotTriedInABusyLoop() throws Exception {
    acceptOne(Duration.ofMillis(300), this::nextAccepted);
    assertTrue(accepts.get() < 20, accepts + " accepts");
  }

  @Test
  void accept_switchesNagleOff() throws Exception {
    acceptOne(
        Duration.ZERO,
        () -> {
          try (SocketChannel channel = nextAccepted()) {
            assertEquals(true, channel.getOption(StandardSocketOptions.TCP_NODELAY));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
