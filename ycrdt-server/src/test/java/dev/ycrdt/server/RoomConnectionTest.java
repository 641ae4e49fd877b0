package dev.ycrdt.server;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ycrdt.core.Updates;
import dev.ycrdt.protocol.ChunkLimits;
import dev.ycrdt.server.room.RoomName;
import dev.ycrdt.server.room.RoomOptions;
import dev.ycrdt.server.room.RoomRegistry;
import dev.ycrdt.server.store.InMemoryDocumentStore;
import dev.ycrdt.server.transport.Connection;
import dev.ycrdt.server.transport.Frame;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a connection does to its room, and what time does to a connection. */
class RoomConnectionTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private static final class RecordingConnection implements Connection {
    private final CopyOnWriteArrayList<Frame> sent = new CopyOnWriteArrayList<>();
    private volatile @Nullable String closed;

    @Override
    public long id() {
      return 1;
    }

    @Override
    public InetSocketAddress remoteAddress() {
      return InetSocketAddress.createUnresolved("client", 1);
    }

    @Override
    public boolean send(Frame frame) {
      return sent.add(frame);
    }

    @Override
    public long queuedBytes() {
      return 0;
    }

    @Override
    public void close(int code, String reason) {
      closed = code + " " + reason;
    }

    @Override
    public void onDrained(long belowBytes, Runnable callback) {}
  }

  private final AtomicLong millis = new AtomicLong();
  private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
  private final RoomOptions options =
      RoomOptions.builder().keepalive(Duration.ofMillis(100)).build();
  private final RoomRegistry registry =
      new RoomRegistry(options, new InMemoryDocumentStore(Updates::compact, clock), clock);
  private final RecordingConnection socket = new RecordingConnection();
  private final RoomConnection connection =
      new RoomConnection(registry, new RoomName("r"), new ChunkLimits(1_000, 10, TIMEOUT), clock);

  @AfterEach
  void close() {
    registry.close();
  }

  /** Waits for a message that the same tick sends behind everything else it does. */
  private void awaitTick() {
    millis.addAndGet(options.keepalive().toMillis());
    int before = socket.sent.size();
    Await.until("a tick has passed", () -> socket.sent.size() > before);
  }

  @Test
  void chunkedMessage_abandoned_isGivenUpWithoutAnotherFrame() {
    connection.onOpen(socket);
    Await.until("the room is loaded", () -> !socket.sent.isEmpty());
    connection.onText("y-pk-batch#{\"id\":\"x\",\"type\":\"start\",\"size\":9,\"count\":2}");
    connection.onBinary(new byte[5]);
    awaitTick();
    assertNull(socket.closed);
    millis.addAndGet(TIMEOUT.toMillis());
    Await.until(
        "the connection is closed", () -> "1007 broken chunked message".equals(socket.closed));
  }
}
