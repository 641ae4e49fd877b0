package dev.ycrdt.server.room;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.protocol.Awareness;
import dev.ycrdt.protocol.AwarenessApplied;
import dev.ycrdt.protocol.AwarenessChange;
import dev.ycrdt.protocol.AwarenessLimitException;
import dev.ycrdt.protocol.AwarenessOwnership;
import dev.ycrdt.protocol.Message;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** Who is in a room and which session speaks for whom. Confined to the room's mailbox. */
final class RoomPresence {
  private final Awareness awareness;
  private final AwarenessOwnership<Session> ownership = new AwarenessOwnership<>();

  RoomPresence(InstantSource clock) {
    awareness = Awareness.forServer().clock(clock).build();
  }

  /** {@return the clients that are here} */
  List<Long> clients() {
    return awareness.clients();
  }

  Message.AwarenessUpdate of(Collection<Long> clients) {
    return new Message.AwarenessUpdate(awareness.encodeUpdate(clients));
  }

  /**
   * Takes in what a session announced.
   *
   * @return what was new about it, to be told to everybody, and what to tell the session alone
   * @throws DecodeException if the update is malformed; nothing changes
   * @throws AwarenessLimitException if it exceeds the limits; nothing changes
   */
  AwarenessApplied apply(byte[] update, Session session) {
    AwarenessApplied applied = awareness.apply(update, session);
    ownership.accepted(session, applied.change());
    return applied;
  }

  /** {@return the clients that a leaving session takes with it} */
  List<Long> leave(Session session) {
    return awareness.removeStates(ownership.close(session), session).clients();
  }

  /** {@return the clients that were silent for too long} */
  List<Long> expire() {
    AwarenessChange change = awareness.expire();
    ownership.removed(change.removed());
    return change.clients();
  }
}
