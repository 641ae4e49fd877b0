package dev.ycrdt.server;

import dev.ycrdt.protocol.ChunkLimits;
import dev.ycrdt.server.dialect.YjsConnection;
import dev.ycrdt.server.room.RoomName;
import dev.ycrdt.server.room.RoomRegistry;
import dev.ycrdt.server.room.Session;
import dev.ycrdt.server.room.SessionOptions;
import dev.ycrdt.server.transport.Connection;
import dev.ycrdt.server.transport.ConnectionListener;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Joins one WebSocket connection to one room. Its methods are called one at a time. */
final class RoomConnection implements ConnectionListener {
  private final RoomRegistry registry;
  private final RoomName room;
  private final ChunkLimits limits;
  private final InstantSource clock;
  private @Nullable Session session;
  private @Nullable YjsConnection frames;

  RoomConnection(RoomRegistry registry, RoomName room, ChunkLimits limits, InstantSource clock) {
    this.registry = registry;
    this.room = room;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public void onOpen(Connection connection) {
    SessionOptions options = new SessionOptions(YjsConnection.FORMAT, false);
    session = registry.join(room, new ConnectionPeer(connection), options).orElse(null);
    if (session != null) {
      frames = new YjsConnection(session, limits, clock);
      session.onTick(frames::expire);
    }
  }

  @Override
  public void onBinary(byte[] message) {
    if (frames != null) {
      frames.binary(message);
    }
  }

  @Override
  public void onText(String message) {
    if (frames != null) {
      frames.text(message);
    }
  }

  @Override
  public void onClosed(int code, String reason, boolean remote) {
    if (session != null) {
      session.leave();
    }
  }
}
