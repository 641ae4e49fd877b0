package dev.ycrdt.server.transport;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one HTTP request of a connection: answered, or turned into a WebSocket. */
final class HttpExchange implements InputHandler {

  private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);

  /** For a peer that reads an answer slowly. */
  private static final int ANSWER_TIMEOUT_MILLIS = 30_000;

  private static final Frame CONTINUE =
      Frame.ofEncoded("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));

  private final TcpConnection tcp;
  private final TransportContext context;
  private final HttpRequestReader reader;
  private boolean reading = true;
  private boolean continueSent;

  HttpExchange(TcpConnection tcp, TransportContext context) {
    this.tcp = tcp;
    this.context = context;
    TransportOptions options = context.options();
    this.reader =
        new HttpRequestReader(
            options.maxHeaderBytes(), options.maxMessageBytes(), tcp.remoteAddress());
  }

  @Override
  public void received(byte[] bytes) {
    if (!reading) {
      return;
    }
    try {
      HttpRequest request = reader.feed(bytes);
      HttpHead head = reader.head();
      if (request != null && head != null) {
        reading = false;
        handle(request, head.http11());
      } else if (head != null && head.expectsContinue() && !continueSent) {
        continueSent = true;
        tcp.sendControl(CONTINUE);
      }
    } catch (HttpFailure failure) {
      answer(failure.response(), false);
    }
  }

  private void handle(HttpRequest request, boolean http11) throws HttpFailure {
    if (UpgradeRequest.isOne(request)) {
      upgrade(request, UpgradeRequest.requireKey(request, http11));
      return;
    }
    switch (request.method()) {
      case "GET", "POST" -> answer(plainAnswer(request), false);
      case "HEAD" -> answer(plainAnswer(request), true);
      default ->
          throw new HttpFailure(
              405, "GET, HEAD or POST expected", Map.of("Allow", "GET, HEAD, POST"));
    }
  }

  private HttpResponse plainAnswer(HttpRequest request) {
    try {
      return context.acceptor().onHttp(request);
    } catch (Throwable failure) {
      return acceptorFailed(failure);
    }
  }

  private void upgrade(HttpRequest request, String key) throws HttpFailure {
    if (!tcp.takeSlot()) {
      throw new HttpFailure(503, "no more connections accepted", Map.of("Retry-After", "10"));
    }
    WebSocketConnection connection;
    try {
      connection = open(request, key, context.acceptor().onUpgrade(request));
    } catch (HttpFailure refusal) {
      tcp.releaseSlot();
      throw refusal;
    } catch (Throwable failure) {
      tcp.releaseSlot();
      answer(acceptorFailed(failure), false);
      return;
    }
    tcp.handOver(connection);
    connection.start(reader.rest());
  }

  private WebSocketConnection open(HttpRequest request, String key, Decision decision)
      throws HttpFailure {
    if (decision instanceof Decision.Refuse refusal) {
      throw new HttpFailure(refusal.status(), refusal.reason());
    }
    Decision.Accept accept = (Decision.Accept) decision;
    String subprotocol = accept.subprotocol();
    if (!UpgradeRequest.mayAnswer(request, subprotocol)) {
      throw new IllegalStateException("subprotocol " + subprotocol + " was not offered");
    }
    WebSocketConnection connection =
        new WebSocketConnection(tcp, context.options(), accept.listener(), subprotocol);
    connection.answerHandshake(key);
    return connection;
  }

  private HttpResponse acceptorFailed(Throwable failure) {
    LOG.error("Request of connection {} failed: {}", tcp.id(), failure.toString());
    return HttpResponse.text(500, "internal error");
  }

  private void answer(HttpResponse response, boolean headOnly) {
    reading = false;
    byte[] encoded;
    try {
      encoded = HttpResponseWriter.encode(response, headOnly);
    } catch (RuntimeException invalid) {
      encoded = HttpResponseWriter.encode(acceptorFailed(invalid), headOnly);
    }
    tcp.sendControl(Frame.ofEncoded(encoded));
    tcp.finish(ANSWER_TIMEOUT_MILLIS);
  }

  @Override
  public void ended() {
    // A peer that shut down its output after the request still waits for the answer.
    if (reading) {
      reading = false;
      tcp.abort();
    }
  }

  @Override
  public void expired() {
    if (reading) {
      answer(HttpResponse.text(408, "the request took too long"), false);
    }
  }

  @Override
  public void shutdown() {
    if (reading) {
      reading = false;
      tcp.abort();
    }
  }
}
