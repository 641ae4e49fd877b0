package dev.ycrdt.server;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** A WebSocket client that keeps what it receives. */
final class WebSocketClient implements WebSocket.Listener, AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final WebSocket socket;

  private WebSocketClient(HttpClient http, URI address, String... subprotocols) {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    if (subprotocols.length > 0) {
      builder = builder.subprotocols(subprotocols[0]);
    }
    socket = builder.buildAsync(address, this).join();
  }

  static WebSocketClient connect(YcrdtServer server, String path, String... subprotocols) {
    return new WebSocketClient(
        HttpClient.newHttpClient(),
        URI.create("ws://127.0.0.1:" + server.port() + path),
        subprotocols);
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  WebSocketClient send(byte... message) {
    socket.sendBinary(ByteBuffer.wrap(message), true).join();
    return this;
  }

  WebSocketClient send(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  byte[] receive() {
    return await(received, "a message");
  }

  /** {@return code and reason of the server's close} */
  String awaitClose() {
    return await(closed, "a close");
  }

  private static <T> T await(BlockingQueue<T> queue, String what) {
    T next = null;
    try {
      next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (next == null) {
      throw new AssertionFailedError("waited in vain for " + what);
    }
    return next;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    partial.writeBytes(bytes);
    if (last) {
      received.add(partial.toByteArray());
      partial.reset();
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.add(code + " " + reason);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
