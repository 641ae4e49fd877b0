package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A handshake is bounded in size and time, and checked before anybody decides about it. */
class HandshakeLimitTest {

  private static void assertRefused(RawClient client, int status) throws Exception {
    String answer = client.readToEnd();
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  @Test
  void headOfLimit() throws Exception {
    String head = RawClient.handshake("/room");
    try (TestServer server = TestServer.start(b -> b.maxHeaderBytes(head.length() - 4));
        RawClient client = server.open()) {
      assertEquals(1, server.transport.connectionCount());
      assertTrue(client.socket.isConnected());
    }
  }

  @Test
  void headAboveLimit() throws Exception {
    String head = RawClient.handshake("/room");
    try (TestServer server = TestServer.start(b -> b.maxHeaderBytes(head.length() - 5));
        RawClient client = server.connect()) {
      client.send(head);
      assertRefused(client, 431);
    }
  }

  @Test
  void headWithoutEnd_isRefusedAtTheLimit() throws Exception {
    try (TestServer server = TestServer.start(b -> b.maxHeaderBytes(1000));
        RawClient client = server.connect()) {
      client.send("GET / HTTP/1.1\r\nX: " + "x".repeat(1000));
      assertRefused(client, 431);
    }
  }

  @Test
  void headThatDoesNotEnd_timesOut() throws Exception {
    try (TestServer server = TestServer.start(b -> b.handshakeTimeoutMillis(100));
        RawClient client = server.connect()) {
      client.send("GET / HTTP/1.1\r\n");
      assertRefused(client, 408);
    }
  }

  @Test
  void bodyThatDoesNotEnd_timesOut() throws Exception {
    try (TestServer server = TestServer.start(b -> b.handshakeTimeoutMillis(100));
        RawClient client = server.connect()) {
      client.send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf");
      assertRefused(client, 408);
    }
  }

  @Test
  void silentConnection_timesOutEvenIfItNeverReads() throws Exception {
    try (TestServer server =
            TestServer.start(b -> b.handshakeTimeoutMillis(100).closeTimeoutMillis(100));
        RawClient client = server.connect()) {
      assertRefused(client, 408);
    }
  }

  @Test
  void handshakeInPieces() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.connect()) {
      for (char c : RawClient.handshake("/room").toCharArray()) {
        client.send(String.valueOf(c));
      }
      assertTrue(client.readHead().startsWith("HTTP/1.1 101 "));
    }
  }

  @Test
  void openedConnection_hasNoTimeout() throws Exception {
    try (TestServer server =
            TestServer.start(b -> b.handshakeTimeoutMillis(50).sweepIntervalMillis(1));
        RawClient open = server.open();
        RawClient late = server.connect()) {
      // The later connection's timeout shows that the earlier one's would be over.
      assertRefused(late, 408);
      open.sendBinary(new byte[] {1});
      server.nextListener().nextMessage();
    }
  }

  @Test
  void framesBehindTheHandshake_areDelivered() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.connect()) {
      byte[] head = RawClient.handshake("/room").getBytes(StandardCharsets.UTF_8);
      byte[] frame = RawClient.frame(RawClient.FIN | RawClient.BINARY, new byte[] {5});
      byte[] both = Arrays.copyOf(head, head.length + frame.length);
      System.arraycopy(frame, 0, both, head.length, frame.length);
      client.send(both);
      assertEquals(5, ((byte[]) server.nextListener().nextMessage())[0]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Connection: keep-alive, Upgrade', 'Connection: close', 400",
    "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8, 426",
    "Sec-WebSocket-Version: 13, X: y, 426",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: dG8gc2hvcnQ=, 400",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: ?, 400",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, X: y, 400",
    "HTTP/1.1, HTTP/1.0, 400",
    "HTTP/1.1, HTTP/2.0, 505",
    "GET /, POST /, 400",
    "GET /, get /, 400",
    "GET /, GET , 400",
    "Host: x, no header, 400",
    "Host: x, ' folded: x', 400",
  })
  void malformedHandshake(String part, String replacement, int status) throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.connect()) {
      client.send(RawClient.handshake("/room").replace(part, replacement));
      assertRefused(client, status);
    }
  }

  @Test
  void oneConnectionTooMany_isRefusedUntilAnotherEnds() throws Exception {
    try (TestServer server = TestServer.start(b -> b.maxConnections(2));
        RawClient first = server.open();
        RawClient second = server.open()) {
      try (RawClient third = server.connect()) {
        third.send(RawClient.handshake("/room"));
        assertRefused(third, 503);
      }
      try (RawClient http = server.connect()) {
        http.send("GET /health HTTP/1.1\r\n\r\n");
        assertRefused(http, 200);
      }
      first.socket.close();
      Await.until("the slot is free", () -> server.transport.connectionCount() == 1);
      try (RawClient third = server.open()) {
        assertEquals(2, server.transport.connectionCount());
        assertTrue(third.socket.isConnected() && second.socket.isConnected());
      }
    }
  }
}
