package dev.ycrdt.server.room;

import dev.ycrdt.protocol.Message;
import java.util.IdentityHashMap;

/** One message on its way to many sessions, encoded once for each wire format among them. */
final class Broadcast {
  private final Message message;
  private final IdentityHashMap<WireFormat, OutboundMessage> encoded = new IdentityHashMap<>(2);

  Broadcast(Message message) {
    this.message = message;
  }

  OutboundMessage in(WireFormat format) {
    return encoded.computeIfAbsent(format, each -> new OutboundMessage(each.encode(message)));
  }
}
