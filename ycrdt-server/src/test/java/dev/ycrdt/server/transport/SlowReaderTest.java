package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.server.transport.RawClient.ServerFrame;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A client that does not read costs a bounded amount of memory and then its connection. */
class SlowReaderTest {

  private static final long LIMIT = 8 * 1024 * 1024;
  private static final Frame FRAME = Frame.binary(new byte[64 * 1024]);

  private static TestServer server(int closeTimeoutMillis) throws Exception {
    return TestServer.start(
        b -> b.hardSendLimitBytes(LIMIT).closeTimeoutMillis(closeTimeoutMillis));
  }

  private static RawClient openSlow(TestServer server) throws Exception {
    RawClient client = RawClient.connectSlow(server.transport.port());
    client.open("/room");
    return client;
  }

  /** Sends until the connection is closed; the sockets' own buffers take a few megabytes first. */
  private static void sendUntilRefused(Connection connection) {
    int sent = 0;
    while (connection.send(FRAME)) {
      sent++;
      assertTrue(connection.queuedBytes() <= LIMIT, "over the limit");
      assertTrue(sent < 10_000, "never refused");
    }
  }

  /** Sends until the sockets take nothing more and frames stay in the queue. */
  private static void fillSockets(Connection connection) {
    long queued = -1;
    while (queued < LIMIT / 2 || queued != connection.queuedBytes()) {
      while (connection.queuedBytes() < LIMIT / 2) {
        assertTrue(connection.send(FRAME));
      }
      queued = connection.queuedBytes();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  @Test
  void hardLimit_closesWith1013AndFreesTheQueue() throws Exception {
    try (TestServer server = server(300);
        RawClient client = openSlow(server)) {
      RecordingListener listener = server.nextListener();
      Connection connection = listener.connection();
      sendUntilRefused(connection);

      assertTrue(connection.queuedBytes() <= FRAME.size() + 125, "queue not freed");
      assertEquals(
          new RecordingListener.Closed(1013, "reads too slowly", false), listener.awaitClosed());
      assertFalse(connection.send(FRAME));
      Await.until("the socket is cut", () -> server.transport.connectionCount() == 0);
      assertEquals(0, connection.queuedBytes());
      assertTrue(client.socket.isConnected());
    }
  }

  @Test
  void hardLimit_leavesWholeFramesBeforeTheCloseFrame() throws Exception {
    try (TestServer server = server(20_000);
        RawClient client = openSlow(server)) {
      Connection connection = server.nextListener().connection();
      fillSockets(connection);
      sendUntilRefused(connection);

      ServerFrame frame = client.readFrame();
      while (frame.opcode() == RawClient.BINARY) {
        assertArrayEquals(new byte[64 * 1024], frame.payload());
        frame = client.readFrame();
      }
      assertEquals(RawClient.CLOSE, frame.opcode());
      assertEquals(1013, frame.closeCode());
    }
  }

  @Test
  void otherConnections_areServedMeanwhile() throws Exception {
    try (TestServer server = server(20_000);
        RawClient slow = openSlow(server)) {
      Connection toSlow = server.nextListener().connection();
      fillSockets(toSlow);
      try (RawClient fast = server.open()) {
        Connection toFast = server.nextListener().connection();
        for (int i = 0; i < 100; i++) {
          assertTrue(toFast.send(FRAME));
          assertEquals(64 * 1024, fast.readFrame().payload().length);
        }
      }
      assertTrue(slow.socket.isConnected());
    }
  }

  @Test
  void queuedBytes_fallToZeroWhenRead() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = openSlow(server)) {
      Connection connection = server.nextListener().connection();
      int frames = 0;
      while (connection.queuedBytes() < LIMIT) {
        assertTrue(connection.send(FRAME));
        frames++;
      }
      for (int i = 0; i < frames; i++) {
        assertEquals(64 * 1024, client.readFrame().payload().length);
      }
      Await.until("everything is written", () -> connection.queuedBytes() == 0);
    }
  }

  @Test
  void onDrained_runsOnceWhenBelow() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = openSlow(server)) {
      Connection connection = server.nextListener().connection();
      int frames = 0;
      while (connection.queuedBytes() < LIMIT) {
        assertTrue(connection.send(FRAME));
        frames++;
      }
      AtomicInteger calls = new AtomicInteger();
      CountDownLatch called = new CountDownLatch(1);
      connection.onDrained(
          1,
          () -> {
            calls.incrementAndGet();
            called.countDown();
          });
      assertEquals(0, calls.get());

      for (int i = 0; i < frames; i++) {
        client.readFrame();
      }
      assertTrue(called.await(Await.SECONDS, TimeUnit.SECONDS));
      connection.send(FRAME);
      client.readFrame();
      CountDownLatch again = new CountDownLatch(1);
      connection.onDrained(Long.MAX_VALUE, again::countDown);
      assertTrue(again.await(Await.SECONDS, TimeUnit.SECONDS), "already below: at once");
      assertEquals(1, calls.get());
    }
  }

  @Test
  void pingsOfOneThatDoesNotRead_areNotAllAnswered() throws Exception {
    try (TestServer server = server(20_000);
        RawClient client = openSlow(server)) {
      RecordingListener listener = server.nextListener();
      Connection connection = listener.connection();
      fillSockets(connection);
      for (int i = 0; i < 2000; i++) {
        client.sendFrame(RawClient.FIN | RawClient.PING, new byte[125]);
      }
      client.sendBinary(new byte[0]);
      listener.nextMessage();
      connection.send(Frame.binary(new byte[1]));
      int pongs = 0;
      for (ServerFrame f = client.readFrame(); f.payload().length != 1; f = client.readFrame()) {
        pongs += f.opcode() == RawClient.PONG ? 1 : 0;
      }
      assertEquals(0, pongs);
    }
  }
}
