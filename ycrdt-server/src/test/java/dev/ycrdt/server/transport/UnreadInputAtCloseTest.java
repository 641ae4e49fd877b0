package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a client sent before it went away is delivered, however it went. */
class UnreadInputAtCloseTest {

  private static final int MESSAGES = 1000;

  /** Keeps the input waiting until the test has closed the client. */
  private static final class LateListener extends RecordingListener {
    final CountDownLatch clientGone = new CountDownLatch(1);
    volatile boolean untilWritesFail;
    int received;

    @Override
    public void onBinary(byte[] message) {
      await(clientGone);
      received++;
      if (untilWritesFail) {
        Await.until("writes fail", () -> !connection().send(Frame.binary(message)));
      }
    }

    @Override
    Connection connection() {
      return opened.join();
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await(Await.SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static byte[] messages(int payloadBytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < MESSAGES; i++) {
      bytes.writeBytes(RawClient.frame(RawClient.FIN | RawClient.BINARY, new byte[payloadBytes]));
    }
    return bytes.toByteArray();
  }

  private static LateListener onlyListener(TestServer server) throws InterruptedException {
    return (LateListener) server.nextListener();
  }

  @Test
  void endOfStream_afterMessages() throws Exception {
    try (TestServer server = TestServer.start(b -> b, LateListener::new);
        RawClient client = server.open()) {
      LateListener listener = onlyListener(server);
      client.send(messages(700));
      client.socket.shutdownOutput();
      listener.clientGone.countDown();

      assertEquals(new RecordingListener.Closed(1006, "", true), listener.awaitClosed());
      assertEquals(MESSAGES, listener.received);
    }
  }

  @Test
  void closeFrame_afterMessages() throws Exception {
    try (TestServer server = TestServer.start(b -> b, LateListener::new);
        RawClient client = server.open()) {
      LateListener listener = onlyListener(server);
      client.send(messages(700));
      client.sendFrame(RawClient.FIN | RawClient.CLOSE, RawClient.closePayload(1000, "done"));
      client.socket.shutdownOutput();
      listener.clientGone.countDown();

      assertEquals(new RecordingListener.Closed(1000, "done", true), listener.awaitClosed());
      assertEquals(MESSAGES, listener.received);
    }
  }

  @Test
  void failingWrite_leavesInputReadable() throws Exception {
    try (TestServer server = TestServer.start(b -> b, LateListener::new)) {
      LateListener listener;
      try (RawClient client = server.open()) {
        listener = onlyListener(server);
        listener.untilWritesFail = true;
        // Few enough bytes to have left the client's kernel, which drops the others on a reset.
        client.send(messages(10));
      }
      // The answers now meet a closed socket while most of the input is still unread.
      listener.clientGone.countDown();

      assertEquals(1006, listener.awaitClosed().code());
      assertEquals(MESSAGES, listener.received);
    }
  }
}
