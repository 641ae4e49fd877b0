package dev.ycrdt.server;

import dev.ycrdt.server.room.OutboundMessage;
import dev.ycrdt.server.room.Peer;
import dev.ycrdt.server.transport.Connection;
import dev.ycrdt.server.transport.Frame;

/** A WebSocket connection as rooms see it. */
final class ConnectionPeer implements Peer {
  private final Connection connection;

  ConnectionPeer(Connection connection) {
    this.connection = connection;
  }

  @Override
  public String label() {
    return "connection " + connection.id() + " of " + connection.remoteAddress();
  }

  @Override
  public boolean send(OutboundMessage message) {
    return connection.send(message.encodedAs(Frame.class, Frame::binary));
  }

  @Override
  public long queuedBytes() {
    return connection.queuedBytes();
  }

  @Override
  public void onDrained(long belowBytes, Runnable callback) {
    connection.onDrained(belowBytes, callback);
  }

  @Override
  public void close(int code, String reason) {
    connection.close(code, reason);
  }
}
