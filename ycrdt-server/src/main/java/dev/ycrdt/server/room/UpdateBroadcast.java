package dev.ycrdt.server.room;

import dev.ycrdt.core.Updates;
import dev.ycrdt.protocol.Message;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document update on its way to many sessions, with what is needed if one of them is skipped. */
final class UpdateBroadcast {
  private final byte[] update;
  private final Broadcast broadcast;
  private @Nullable Map<Long, Long> firstClocks;

  UpdateBroadcast(byte[] update) {
    this.update = update;
    this.broadcast = new Broadcast(new Message.SyncUpdate(update));
  }

  OutboundMessage in(WireFormat format) {
    return broadcast.in(format);
  }

  /** {@return the first clock of each client in the update}, worked out only if somebody is slow */
  Map<Long, Long> firstClocks() {
    Map<Long, Long> known = firstClocks;
    if (known == null) {
      known = Updates.meta(update).from();
      firstClocks = known;
    }
    return known;
  }
}
