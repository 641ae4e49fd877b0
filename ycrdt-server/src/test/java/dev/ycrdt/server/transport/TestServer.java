package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A transport on a free port that accepts everybody, with a listener of the test's choice. */
final class TestServer implements AutoCloseable, ConnectionAcceptor {

  final WebSocketTransport transport;
  private final Supplier<? extends ConnectionListener> listeners;
  private final BlockingQueue<ConnectionListener> accepted = new LinkedBlockingQueue<>();

  private TestServer(
      Supplier<? extends ConnectionListener> listeners, UnaryOperator<TransportBuilder> settings)
      throws IOException {
    this.listeners = listeners;
    this.transport = settings.apply(WebSocketTransport.builder(this)).build();
    transport.start();
  }

  static TestServer start(UnaryOperator<TransportBuilder> settings) throws IOException {
    return start(settings, RecordingListener::new);
  }

  static TestServer start(
      UnaryOperator<TransportBuilder> settings, Supplier<? extends ConnectionListener> listeners)
      throws IOException {
    return new TestServer(listeners, settings);
  }

  static TestServer start() throws IOException {
    return start(UnaryOperator.identity());
  }

  @Override
  public Decision onUpgrade(HttpRequest request) {
    ConnectionListener listener = listeners.get();
    accepted.add(listener);
    return new Decision.Accept(listener, null);
  }

  @Override
  public HttpResponse onHttp(HttpRequest request) {
    return HttpResponse.text(200, "hello");
  }

  /** The listener of the next connection, in the order of the handshakes. */
  RecordingListener nextListener() throws InterruptedException {
    ConnectionListener listener = accepted.poll(Await.SECONDS, TimeUnit.SECONDS);
    assertNotNull(listener, "nobody connected");
    return (RecordingListener) listener;
  }

  RawClient connect() throws IOException {
    return RawClient.connect(transport.port());
  }

  RawClient open() throws IOException {
    RawClient client = connect();
    client.open("/room");
    return client;
  }

  URI uri(String scheme, String pathAndQuery) {
    return URI.create(scheme + "://127.0.0.1:" + transport.port() + pathAndQuery);
  }

  @Override
  public void close() {
    transport.close();
  }
}
