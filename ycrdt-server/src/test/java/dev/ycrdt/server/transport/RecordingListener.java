package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what happens on a connection, in order. */
class RecordingListener implements ConnectionListener {

  record Closed(int code, String reason, boolean remote) {}

  final CompletableFuture<Connection> opened = new CompletableFuture<>();
  final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
  final CompletableFuture<Closed> closed = new CompletableFuture<>();

  /** What must not happen: messages after the end, a second end. */
  final Queue<String> violations = new ConcurrentLinkedQueue<>();

  @Override
  public void onOpen(Connection connection) {
    opened.complete(connection);
  }

  @Override
  public void onBinary(byte[] message) {
    record(message);
  }

  @Override
  public void onText(String message) {
    record(message);
  }

  private void record(Object message) {
    if (closed.isDone()) {
      violations.add("message after onClosed");
    }
    messages.add(message);
  }

  @Override
  public void onClosed(int code, String reason, boolean remote) {
    if (!closed.complete(new Closed(code, reason, remote))) {
      violations.add("onClosed again with " + code);
    }
  }

  Connection connection() throws Exception {
    return opened.get(Await.SECONDS, TimeUnit.SECONDS);
  }

  Closed awaitClosed() throws Exception {
    return closed.get(Await.SECONDS, TimeUnit.SECONDS);
  }

  Object nextMessage() throws InterruptedException {
    @Nullable Object message = messages.poll(Await.SECONDS, TimeUnit.SECONDS);
    assertNotNull(message, "no message arrived");
    return message;
  }
}
