package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A connection that is closed at the moment in which its queue ran empty says so to the peer. */
class LastFrameTest {

  /** Runs tasks at once: what a fast worker would do meanwhile is done then and there. */
  private static final class Inline extends AbstractExecutorService {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }

  private static final class ClosesWhenDrained extends RecordingListener {
    @Override
    public void onOpen(Connection connection) {
      super.onOpen(connection);
      connection.onDrained(1, () -> connection.close(4000, "drained"));
    }
  }

  private static final class AcceptsAll implements ConnectionAcceptor {
    @Override
    public Decision onUpgrade(HttpRequest request) {
      return new Decision.Accept(new ClosesWhenDrained(), null);
    }

    @Override
    public HttpResponse onHttp(HttpRequest request) {
      return HttpResponse.text(404, "");
    }
  }

  @Test
  void close_betweenTheLastWriteAndWhatFollowsIt_isWritten() throws Exception {
    SelectorLoop loop = new SelectorLoop(1000, now -> {});
    TransportOptions options =
        new TransportOptions("", 0, 1000, 1_000_000, 60_000, 60_000, 8192, 10, 1000, 1);
    TransportContext context =
        new TransportContext(
            options,
            new AcceptsAll(),
            loop,
            new Inline(),
            new ConnectionRegistry(),
            new ConnectionSlots(1));
    loop.start();
    try (ServerSocketChannel port = ServerSocketChannel.open()) {
      port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (RawClient client = RawClient.connect(port.socket().getLocalPort())) {
        SocketChannel accepted = port.accept();
        loop.execute(() -> register(accepted, context));
        client.open("/room");
        assertEquals(4000, client.readClose().closeCode());
        accepted.close();
      }
    } finally {
      loop.stop();
    }
  }

  private static void register(SocketChannel channel, TransportContext context) {
    try {
      new TcpConnection(1, channel, context).register();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
