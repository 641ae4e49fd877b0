package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A frame that is queued at any moment of a write is written without waiting for another one. */
class WriteWakeUpTest {

  private static final Frame FRAME = Frame.binary(new byte[] {1});

  /** Takes everything, after doing something else first. */
  private static final class Interruptible implements WritableByteChannel {
    @Nullable Runnable duringWrite;
    int maxBytes = Integer.MAX_VALUE;
    int written;

    @Override
    public int write(ByteBuffer source) {
      if (duringWrite != null) {
        duringWrite.run();
        duringWrite = null;
      }
      int count = Math.min(source.remaining(), maxBytes);
      source.position(source.position() + count);
      written += count;
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() throws IOException {}
  }

  private final OutboundQueue queue = new OutboundQueue(1_000_000);
  private final Interruptible channel = new Interruptible();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(1024);

  @Test
  void offer_asksForOneWriteAtATime() throws Exception {
    assertEquals(OutboundQueue.Offer.WRITE_NEEDED, queue.offer(FRAME));
    assertEquals(OutboundQueue.Offer.QUEUED, queue.offer(FRAME));
    assertEquals(OutboundQueue.Progress.DRAINED, queue.writeTo(channel, scratch));
    assertEquals(OutboundQueue.Offer.WRITE_NEEDED, queue.offer(FRAME));
  }

  @Test
  void offer_duringTheLastWrite_asksForAnother() throws Exception {
    queue.offer(FRAME);
    CompletableFuture<OutboundQueue.Offer> second = new CompletableFuture<>();
    channel.duringWrite =
        () -> {
          Thread sender = new Thread(() -> second.complete(queue.offer(FRAME)));
          sender.start();
          Await.until(
              "the sender waits for the write",
              () -> second.isDone() || sender.getState() == Thread.State.BLOCKED);
        };
    queue.writeTo(channel, scratch);
    OutboundQueue.Offer offer = second.get(Await.SECONDS, TimeUnit.SECONDS);
    if (offer == OutboundQueue.Offer.WRITE_NEEDED) {
      queue.writeTo(channel, scratch);
    }
    assertEquals(2 * FRAME.size(), channel.written);
    assertEquals(0, queue.queuedBytes());
  }

  @Test
  void writeTo_socketFull_keepsTheRestRequested() throws Exception {
    queue.offer(FRAME);
    channel.maxBytes = 2;
    assertEquals(OutboundQueue.Progress.BLOCKED, queue.writeTo(channel, scratch));
    assertEquals(1, queue.queuedBytes());
    assertEquals(OutboundQueue.Offer.QUEUED, queue.offer(FRAME));
    channel.maxBytes = Integer.MAX_VALUE;
    assertEquals(OutboundQueue.Progress.DRAINED, queue.writeTo(channel, scratch));
    assertEquals(2 * FRAME.size(), channel.written);
  }

  @Test
  void writeTo_sealedQueue_isFinished() throws Exception {
    queue.offer(FRAME);
    queue.seal();
    channel.maxBytes = 2;
    assertEquals(OutboundQueue.Progress.BLOCKED, queue.writeTo(channel, scratch));
    channel.maxBytes = Integer.MAX_VALUE;
    assertEquals(OutboundQueue.Progress.FINISHED, queue.writeTo(channel, scratch));
    assertEquals(OutboundQueue.Offer.SEALED, queue.offer(FRAME));
  }

  @Test
  void writeTo_longQueue_yieldsToOthers() throws Exception {
    queue.offer(Frame.binary(new byte[900_000]));
    assertEquals(OutboundQueue.Progress.YIELDED, queue.writeTo(channel, scratch));
    assertTrue(channel.written < 300_000);
  }

  @Test
  void discardUnstarted_keepsTheFrameThatIsPartlyOut() throws Exception {
    queue.offer(FRAME);
    queue.offer(FRAME);
    channel.maxBytes = 2;
    queue.writeTo(channel, scratch);
    queue.discardUnstarted();
    assertEquals(1, queue.queuedBytes());
  }

  @Test
  void echoes_fromManyThreads_allArrive() throws Exception {
    int rounds = 2000;
    try (TestServer server = TestServer.start(b -> b, Echo::new)) {
      List<CompletableFuture<Void>> clients = new ArrayList<>();
      for (int c = 0; c < 3; c++) {
        clients.add(CompletableFuture.runAsync(() -> echo(server, rounds)));
      }
      for (CompletableFuture<Void> client : clients) {
        client.get(3 * Await.SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private static void echo(TestServer server, int rounds) {
    try (RawClient client = server.open()) {
      for (int i = 0; i < rounds; i++) {
        client.sendBinary(new byte[] {(byte) i});
        assertEquals((byte) i, client.readFrame().payload()[0]);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Echo extends RecordingListener {
    @Override
    public void onBinary(byte[] message) {
      opened.join().send(Frame.binary(message));
    }
  }
}
