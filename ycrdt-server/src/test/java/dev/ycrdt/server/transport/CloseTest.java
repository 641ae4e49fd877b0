package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.server.transport.RawClient.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection is closed once, with a close frame behind everything that was sent. */
class CloseTest {

  @Test
  void close_comesAfterQueuedFrames() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.open()) {
      RecordingListener listener = server.nextListener();
      Connection connection = listener.connection();
      for (int i = 0; i < 50; i++) {
        connection.send(Frame.binary(new byte[100_000]));
      }
      connection.close(4403, "no access");
      assertFalse(connection.send(Frame.binary(new byte[1])));

      for (int i = 0; i < 50; i++) {
        assertEquals(100_000, client.readFrame().payload().length);
      }
      ServerFrame close = client.readClose();
      assertEquals(4403, close.closeCode());
      assertEquals("no access", close.closeReason());
      assertEquals(new RecordingListener.Closed(4403, "no access", false), listener.awaitClosed());
    }
  }

  @Test
  void close_frameIsNotLostToUnreadInput() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.open()) {
      Connection connection = server.nextListener().connection();
      connection.close(4000, "enough");
      // Input that meets a closed socket would be answered with a reset.
      for (int i = 0; i < 100; i++) {
        client.sendBinary(new byte[10_000]);
      }
      assertEquals(4000, client.readClose().closeCode());
    }
  }

  @Test
  void close_fromBothSidesAndManyThreads_isReportedOnce() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.open()) {
      RecordingListener listener = server.nextListener();
      Connection connection = listener.connection();
      List<CompletableFuture<Void>> closers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        int code = 4000 + i;
        closers.add(CompletableFuture.runAsync(() -> connection.close(code, "")));
      }
      client.sendFrame(RawClient.FIN | RawClient.CLOSE, RawClient.closePayload(1000, ""));
      for (CompletableFuture<Void> closer : closers) {
        closer.get();
      }
      client.readClose();
      client.socket.close();
      listener.awaitClosed();
      Await.until("the socket is closed", () -> server.transport.connectionCount() == 0);
      assertEquals(0, listener.violations.size(), listener.violations::toString);
    }
  }

  @Test
  void close_byTheClient_isEchoed() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.open()) {
      client.sendFrame(RawClient.FIN | RawClient.CLOSE, RawClient.closePayload(3001, "bye é"));
      ServerFrame close = client.readClose();
      assertEquals(3001, close.closeCode());
      RecordingListener listener = server.nextListener();
      assertEquals(new RecordingListener.Closed(3001, "bye é", true), listener.awaitClosed());
      assertFalse(listener.connection().send(Frame.binary(new byte[1])));
    }
  }

  @Test
  void close_clientThatDoesNotAnswer_isCutInTime() throws Exception {
    try (TestServer server = TestServer.start(b -> b.closeTimeoutMillis(100));
        RawClient client = server.open()) {
      server.nextListener().connection().close(1000, "");
      Await.until("the socket is cut", () -> server.transport.connectionCount() == 0);
      assertTrue(client.socket.isConnected());
    }
  }

  @ParameterizedTest
  @CsvSource({"a, 123", "é, 61", "€, 41", "😀, 30"})
  void close_longReason_isCutBetweenCharacters(String character, int expectedCharacters)
      throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.open()) {
      server.nextListener().connection().close(4000, character.repeat(200));
      assertEquals(character.repeat(expectedCharacters), client.readClose().closeReason());
    }
  }

  @Test
  void close_reasonWithHalfASurrogatePair() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.open()) {
      server.nextListener().connection().close(4000, "a\uD83D");
      byte[] payload = client.readClose().payload();
      assertEquals("a?", new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1003, 1007, 1011, 1012, 1013, 1014, 3000, 4999})
  void close_everySendableCode(int code) throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.open()) {
      server.nextListener().connection().close(code, "");
      assertEquals(code, client.readClose().closeCode());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 999, 1004, 1005, 1006, 1015, 2999, 5000})
  void close_codeThatMustNotBeSent(int code) throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.open()) {
      Connection connection = server.nextListener().connection();
      assertThrows(IllegalArgumentException.class, () -> connection.close(code, ""));
      assertTrue(connection.send(Frame.binary(new byte[1])));
      client.readFrame();
    }
  }

  @Test
  void ping_isAnswered() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.open()) {
      client.sendFrame(RawClient.FIN | RawClient.PING, new byte[] {1, 2});
      ServerFrame pong = client.readFrame();
      assertEquals(RawClient.PONG, pong.opcode());
      assertEquals(2, pong.payload().length);
    }
  }
}
