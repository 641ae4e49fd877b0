package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the acceptor decides about an upgrade reaches the client. */
class RefusalTest {

  private static WebSocketTransport start(Decision decision) throws IOException {
    return start(() -> decision);
  }

  private static WebSocketTransport start(Supplier<Decision> decision) throws IOException {
    WebSocketTransport transport =
        WebSocketTransport.builder(
                new ConnectionAcceptor() {
                  @Override
                  public Decision onUpgrade(HttpRequest request) {
                    return decision.get();
                  }

                  @Override
                  public HttpResponse onHttp(HttpRequest request) {
                    return HttpResponse.text(200, "");
                  }
                })
            .build();
    transport.start();
    return transport;
  }

  private static String answer(WebSocketTransport transport, String... headers) throws IOException {
    try (RawClient client = RawClient.connect(transport.port())) {
      client.send(RawClient.handshake("/room", headers));
      return client.readToEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 429, 503})
  void refuse_hasItsStatusAndClosesTheSocket(int status) throws Exception {
    try (WebSocketTransport transport = start(new Decision.Refuse(status, "because"))) {
      String answer = answer(transport);
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
      assertTrue(answer.endsWith("\r\n\r\nbecause"), answer);
      Await.until("the slot is free", () -> transport.connectionCount() == 0);
    }
  }

  @Test
  void refuse_javaClientSeesTheStatus() throws Exception {
    try (WebSocketTransport transport = start(new Decision.Refuse(403, "no"))) {
      URI uri = URI.create("ws://127.0.0.1:" + transport.port() + "/room");
      var opening =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(uri, new WebSocket.Listener() {});
      ExecutionException failure = assertThrows(ExecutionException.class, opening::get);
      WebSocketHandshakeException refused =
          assertInstanceOf(WebSocketHandshakeException.class, failure.getCause());
      assertEquals(403, refused.getResponse().statusCode());
    }
  }

  @Test
  void refuse_needsAnErrorStatus() {
    assertThrows(IllegalArgumentException.class, () -> new Decision.Refuse(200, ""));
    assertThrows(IllegalArgumentException.class, () -> new Decision.Refuse(600, ""));
  }

  @Test
  void throwingAcceptor_isStatus500AndNothingMore() throws Exception {
    try (WebSocketTransport transport =
        start(
            () -> {
              throw new NoClassDefFoundError("x");
            })) {
      assertTrue(answer(transport).startsWith("HTTP/1.1 500 "));
      assertTrue(answer(transport).startsWith("HTTP/1.1 500 "));
      Await.until("the slots are free", () -> transport.connectionCount() == 0);
    }
  }

  private static Decision accept(@Nullable String subprotocol) {
    return new Decision.Accept(new RecordingListener(), subprotocol);
  }

  @Test
  void subprotocol_isEchoedToTheClient() throws Exception {
    try (WebSocketTransport transport = start(accept("v2"))) {
      URI uri = URI.create("ws://127.0.0.1:" + transport.port() + "/room");
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .subprotocols("v1", "v2", "v3")
              .buildAsync(uri, new WebSocket.Listener() {})
              .get();
      assertEquals("v2", socket.getSubprotocol());
      socket.abort();
    }
  }

  @Test
  void subprotocol_noneChosen() throws Exception {
    try (WebSocketTransport transport = start(accept(null));
        RawClient client = RawClient.connect(transport.port())) {
      String head = client.open("/room", "Sec-WebSocket-Protocol: v1, v2");
      assertTrue(!head.contains("Sec-WebSocket-Protocol"), head);
    }
  }

  @Test
  void subprotocol_notOffered_isStatus500() throws Exception {
    try (WebSocketTransport transport = start(accept("v4"))) {
      String answer = answer(transport, "Sec-WebSocket-Protocol: v1, v2");
      assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
    }
  }

  @Test
  void compression_isNotNegotiated() throws Exception {
    try (WebSocketTransport transport = start(accept(null));
        RawClient client = RawClient.connect(transport.port())) {
      String head = client.open("/", "Sec-WebSocket-Extensions: permessage-deflate");
      assertTrue(!head.contains("Sec-WebSocket-Extensions"), head);
    }
  }
}
