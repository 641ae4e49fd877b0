package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plain HTTP on the WebSocket port: real answers, and the connection is closed after each. */
class PlainHttpTest {

  private static final byte[] LARGE = new byte[20_000_000];

  private final BlockingQueue<HttpRequest> requests = new LinkedBlockingQueue<>();
  private WebSocketTransport transport;

  private final ConnectionAcceptor acceptor =
      new ConnectionAcceptor() {
        @Override
        public Decision onUpgrade(HttpRequest request) {
          return new Decision.Refuse(404, "none");
        }

        @Override
        public HttpResponse onHttp(HttpRequest request) {
          requests.add(request);
          return switch (request.path()) {
            case "/large" -> new HttpResponse(200, "application/octet-stream", LARGE, Map.of());
            case "/injected" ->
                new HttpResponse(200, "text/plain", new byte[0], Map.of("X", "a\r\nSet-Cookie: b"));
            case "/throws" -> throw new StackOverflowError();
            case "/missing" -> HttpResponse.text(404, "nothing here: é");
            default ->
                new HttpResponse(
                    200,
                    "text/plain",
                    "hello".getBytes(StandardCharsets.UTF_8),
                    Map.of("X-Extra", "yes"));
          };
        }
      };

  @BeforeEach
  void start() throws Exception {
    transport = WebSocketTransport.builder(acceptor).maxMessageBytes(1000).build();
    transport.start();
  }

  @AfterEach
  void stop() {
    transport.close();
  }

  private String exchange(String request) throws Exception {
    try (RawClient client = RawClient.connect(transport.port())) {
      client.send(request);
      return client.readToEnd();
    }
  }

  private void assertStatus(int status, String request) throws Exception {
    String answer = exchange(request);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  @Test
  void get_answersAndCloses() throws Exception {
    assertEquals(
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
            + "Connection: close\r\nX-Extra: yes\r\n\r\nhello",
        exchange("GET /a%2Fb?x=%20y?z HTTP/1.1\r\nHost: h\r\nCookie: a\r\ncookie:b \r\n\r\n"));
    HttpRequest request = requests.take();
    assertEquals("GET", request.method());
    assertEquals("/a%2Fb", request.path());
    assertEquals("x=%20y?z", request.query());
    assertEquals(List.of("a", "b"), request.headers().get("cookie"));
    assertTrue(request.remoteAddress().getAddress().isLoopbackAddress());
  }

  @Test
  void get_overHttp10() throws Exception {
    assertStatus(200, "GET / HTTP/1.0\r\n\r\n");
  }

  @Test
  void head_hasTheLengthButNoBody() throws Exception {
    String answer = exchange("HEAD / HTTP/1.1\r\n\r\n");
    assertTrue(answer.contains("Content-Length: 5\r\n") && answer.endsWith("\r\n\r\n"), answer);
  }

  @Test
  void post_hasItsBody() throws Exception {
    assertStatus(200, "POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n" + "b".repeat(1000));
    assertEquals("b".repeat(1000), new String(requests.take().body(), StandardCharsets.UTF_8));
  }

  @Test
  void post_bodyAboveLimit_refusedByItsHeader() throws Exception {
    assertStatus(413, "POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n");
    assertStatus(413, "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n");
  }

  @Test
  void post_ambiguousLength() throws Exception {
    assertStatus(400, "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
    assertStatus(400, "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n");
    assertStatus(411, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
  }

  @Test
  void post_expectContinue_isInvitedToSendTheBody() throws Exception {
    try (RawClient client = RawClient.connect(transport.port())) {
      client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readHead());
      client.send("body");
      assertTrue(client.readToEnd().startsWith("HTTP/1.1 200 "));
    }
  }

  @Test
  void otherMethod() throws Exception {
    String answer = exchange("DELETE / HTTP/1.1\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 405 ") && answer.contains("Allow: GET, HEAD, POST"));
  }

  @Test
  void headerInjection_isAnError() throws Exception {
    assertStatus(500, "GET /injected HTTP/1.1\r\n\r\n");
  }

  @Test
  void failingAcceptor_isAnErrorAndNothingMore() throws Exception {
    assertStatus(500, "GET /throws HTTP/1.1\r\n\r\n");
    assertStatus(200, "GET / HTTP/1.1\r\n\r\n");
  }

  @Test
  void clientThatEndsItsOutput_getsItsAnswer() throws Exception {
    try (RawClient client = RawClient.connect(transport.port())) {
      client.send("GET /large HTTP/1.1\r\n\r\n");
      client.socket.shutdownOutput();
      assertTrue(client.readToEnd().length() > LARGE.length);
    }
  }

  @Test
  void answerToLargeUnreadBody_isNotLostToAReset() throws Exception {
    try (RawClient client = RawClient.connect(transport.port())) {
      client.send("POST / HTTP/1.1\r\nContent-Length: 2000\r\n\r\n");
      client.send(new byte[2000]);
      Await.until("the refusal is there", () -> available(client) > 0);
      client.send(new byte[2000]);
      assertTrue(client.readToEnd().startsWith("HTTP/1.1 413 "));
    }
  }

  private static int available(RawClient client) {
    try {
      return client.socket.getInputStream().available();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void javaHttpClient() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    java.net.URI base = java.net.URI.create("http://127.0.0.1:" + transport.port());
    var missing =
        client.send(
            java.net.http.HttpRequest.newBuilder(base.resolve("/missing")).build(),
            BodyHandlers.ofString());
    assertEquals(404, missing.statusCode());
    assertEquals("nothing here: é", missing.body());
    var large =
        client.send(
            java.net.http.HttpRequest.newBuilder(base.resolve("/large"))
                .POST(BodyPublishers.ofString("x"))
                .build(),
            BodyHandlers.ofByteArray());
    assertArrayEquals(LARGE, large.body());
  }
}
