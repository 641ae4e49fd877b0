package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Listeners must not block; if one does, the damage is bounded. */
class BlockedListenerTest {

  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger blocked = new AtomicInteger();
  private final AtomicInteger received = new AtomicInteger();

  /** Blocks on a message that starts with 'b'. */
  private final class Blocking extends RecordingListener {
    @Override
    public void onBinary(byte[] message) {
      if (message.length > 0 && message[0] == 'b') {
        blocked.incrementAndGet();
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      received.incrementAndGet();
      super.onBinary(message);
    }
  }

  private TestServer start() throws IOException {
    return TestServer.start(b -> b.ioThreads(2), Blocking::new);
  }

  @Test
  void oneBlocked_othersAreServed() throws Exception {
    try (TestServer server = start();
        RawClient stuck = server.open()) {
      server.nextListener();
      stuck.sendBinary(new byte[] {'b'});
      Await.until("one listener blocks", () -> blocked.get() == 1);
      List<RawClient> others = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RawClient other = server.open();
        others.add(other);
        for (int j = 0; j < 20; j++) {
          stuck.sendBinary(new byte[100]);
          other.sendBinary(new byte[] {1});
        }
        RecordingListener listener = server.nextListener();
        for (int j = 0; j < 20; j++) {
          listener.nextMessage();
        }
      }
      others.forEach(RawClient::close);
      release.countDown();
    }
  }

  @Test
  void allBlocked_framesAreStillWritten() throws Exception {
    try (TestServer server = start();
        RawClient reader = server.open();
        RawClient first = server.open();
        RawClient second = server.open()) {
      Connection connection = server.nextListener().connection();
      first.sendBinary(new byte[] {'b'});
      second.sendBinary(new byte[] {'b'});
      Await.until("all listeners block", () -> blocked.get() == 2);

      for (int i = 0; i < 100; i++) {
        assertTrue(connection.send(Frame.binary(new byte[100_000])));
        assertEquals(100_000, reader.readFrame().payload().length);
      }
      release.countDown();
    }
  }

  @Test
  void inputOfBlockedListener_isNotReadWithoutBound() throws Exception {
    int messages = 64;
    byte[] frame = RawClient.frame(RawClient.FIN | RawClient.BINARY, new byte[1 << 20]);
    try (TestServer server = start();
        RawClient opened = server.open()) {
      assertTrue(opened.socket.isConnected());
      try (SocketChannel client = SocketChannel.open(opened.socket.getRemoteSocketAddress())) {
        client.write(ByteBuffer.wrap(RawClient.handshake("/").getBytes(StandardCharsets.UTF_8)));
        client.read(ByteBuffer.allocate(1000));
        client.write(ByteBuffer.wrap(RawClient.frame(0x82, new byte[] {'b'})));
        Await.until("the listener blocks", () -> blocked.get() == 1);

        client.configureBlocking(false);
        ByteBuffer all = ByteBuffer.allocateDirect(frame.length * messages);
        for (int i = 0; i < messages; i++) {
          all.put(frame);
        }
        all.flip();
        assertTrue(writeUntilFull(client, all) < all.limit() / 2, "input was read");

        release.countDown();
        client.configureBlocking(true);
        while (all.hasRemaining()) {
          client.write(all);
        }
        Await.until("all arrives", () -> received.get() == messages + 1);
      }
    }
  }

  /** Writes until the socket has taken nothing for a while. */
  private static int writeUntilFull(SocketChannel client, ByteBuffer source) throws IOException {
    int idle = 0;
    while (idle < 300 && source.hasRemaining()) {
      idle = client.write(source) == 0 ? idle + 1 : 0;
      LockSupport.parkNanos(1_000_000);
    }
    return source.position();
  }
}
