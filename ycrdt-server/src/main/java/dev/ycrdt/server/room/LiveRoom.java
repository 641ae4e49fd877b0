package dev.ycrdt.server.room;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.protocol.AwarenessApplied;
import dev.ycrdt.protocol.Message;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a loaded room and its sessions say to each other. Confined to the room's mailbox.
 *
 * <p>An update goes: applied to the document, appended to the log, and, when it is durable, encoded
 * once and sent to every session, its author included: for the author the echo is the confirmation.
 * Everything else that tells about the document passes the same {@link DurableGate}, in order.
 *
 * <p>Source: y-partykit 0.0.33 {@code src/index.ts}, {@code setupConnection} and {@code
 * messageListener}. Differs: what is sent is durable, malformed document updates close the
 * connection, presence follows {@link dev.ycrdt.protocol.AwarenessOwnership}.
 */
final class LiveRoom {
  private static final Logger log = LoggerFactory.getLogger(LiveRoom.class);

  private final RoomName name;
  private final RoomServices services;
  private final RoomDocument document;
  private final RoomLog stored;
  private final RoomPresence presence;
  private final DurableGate gate;
  private final Set<Session> sessions = new LinkedHashSet<>();
  private final Broadcast keepAlive = new Broadcast(Message.AwarenessUpdate.empty());

  LiveRoom(
      RoomName name,
      RoomServices services,
      RoomDocument document,
      RoomLog stored,
      DurableGate gate) {
    this.name = name;
    this.services = services;
    this.document = document;
    this.stored = stored;
    this.gate = gate;
    this.presence = new RoomPresence(services.clock());
    document.onUpdate(this::changed);
  }

  boolean isEmpty() {
    return sessions.isEmpty();
  }

  /** Admits a session and greets it: what the document has, then who is there, if anybody is. */
  void enter(Session session) {
    if (sessions.size() >= services.options().maxSessionsPerRoom()) {
      log.warn("Room \"{}\" is full; {} is turned away", name, session.label());
      expel(session, CloseCode.TRY_AGAIN_LATER, "the room is full");
      return;
    }
    sessions.add(session);
    Message.SyncStep1 step1 = document.step1();
    gate.whenDurable(
        () -> {
          session.outbox().send(step1);
          List<Long> present = presence.clients();
          if (!present.isEmpty()) {
            tell(session, present);
          }
        });
  }

  /** Removes a session, and from presence the clients it spoke for. */
  void exit(Session session) {
    if (sessions.remove(session)) {
      tellPresence(presence.leave(session));
    }
  }

  /** Handles a message; whatever is wrong with it concerns its sender only. */
  void receive(Session session, Message message) {
    if (!sessions.contains(session)) {
      return;
    }
    try {
      handle(session, message);
    } catch (LimitExceededException e) {
      reject(session, CloseCode.TOO_BIG, e);
    } catch (DecodeException e) {
      reject(session, CloseCode.INVALID_PAYLOAD, e);
    } catch (RuntimeException | Error e) {
      // whatever one message brings about ends its sender only
      log.error("Room \"{}\": a message of {} failed", name, session.label(), e);
      expel(session, CloseCode.SERVER_ERROR, "the server failed to handle a message");
    }
  }

  private void handle(Session session, Message message) {
    if (message instanceof Message.SyncStep1 question) {
      answer(session, question);
    } else if (message instanceof Message.Sync change) {
      applyUpdate(session, change.payload());
    } else if (message instanceof Message.AwarenessUpdate announcement) {
      applyAwareness(session, announcement.update());
    } else if (message instanceof Message.QueryAwareness) {
      tell(session, presence.clients());
    }
  }

  private void answer(Session session, Message.SyncStep1 question) {
    Outbox outbox = session.outbox();
    if (outbox.postpone(question)) {
      return;
    }
    Message.SyncStep2 answer = document.answer(question);
    outbox.startAnswer();
    gate.whenDurable(
        () -> {
          Message.SyncStep1 next = outbox.sendAnswer(answer);
          if (next != null) {
            receive(session, next);
          }
        });
  }

  private void applyUpdate(Session session, byte[] update) {
    if (!session.acceptsWrites()) {
      return;
    }
    if (services.commits().isFull()) {
      log.warn("Room \"{}\": the store is too slow, {} is closed", name, session.label());
      expel(session, CloseCode.TRY_AGAIN_LATER, "the store cannot keep up");
    } else if (document.hasRoomFor(update.length)) {
      document.apply(update, session);
    } else {
      refuse(session, update.length);
    }
  }

  /**
   * Tells the client why it is not heard. It is not closed: it would come back at once with the
   * same update, again and again, and it can still read.
   */
  private void refuse(Session session, int updateBytes) {
    long limit = services.options().maxDocumentBytes();
    log.warn(
        "Room \"{}\": an update of {} bytes from {} would exceed the document limit of {} bytes; its"
            + " updates are dropped until it reconnects",
        name,
        updateBytes,
        session.label(),
        limit);
    session.refuseWrites();
    session
        .outbox()
        .send(
            new Message.PermissionDenied(
                "the document has reached its limit of " + limit + " bytes"));
  }

  private void changed(byte[] update) {
    stored.append(update);
    UpdateBroadcast broadcast = new UpdateBroadcast(update);
    gate.whenDurable(() -> sessions.forEach(each -> each.outbox().send(broadcast)));
  }

  private void applyAwareness(Session session, byte[] update) {
    AwarenessApplied applied;
    try {
      applied = presence.apply(update, session);
    } catch (DecodeException e) {
      if (session.startIgnoring()) {
        log.warn(
            "Room \"{}\": awareness of {} is ignored: {}", name, session.label(), e.getMessage());
      }
      return;
    }
    tellPresence(applied.change().clients());
    if (!applied.presumedGone().isEmpty()) {
      tell(session, applied.presumedGone());
    }
  }

  private void tell(Session session, Collection<Long> clients) {
    session.outbox().sendAwareness(new Broadcast(presence.of(clients)), clients);
  }

  private void tellPresence(List<Long> clients) {
    if (clients.isEmpty()) {
      return;
    }
    Broadcast broadcast = new Broadcast(presence.of(clients));
    sessions.forEach(each -> each.outbox().sendAwareness(broadcast, clients));
  }

  /** Makes good what a slow reader was not sent, now that it has read. */
  void catchUp(Session session) {
    Arrears arrears = session.outbox().takeArrears();
    if (arrears == null || !sessions.contains(session)) {
      return;
    }
    Message.SyncStep1 question = arrears.unanswered();
    if (question != null) {
      receive(session, question);
    } else if (arrears.updatesSkipped()) {
      Message.SyncUpdate missing = document.missing(arrears);
      gate.whenDurable(() -> session.outbox().send(missing));
    }
    Collection<Long> clients = arrears.awarenessClients();
    if (!clients.isEmpty()) {
      tell(session, clients);
    }
  }

  /** Does what time demands: expires presence, keeps quiet connections alive, ends stalled ones. */
  void tick() {
    tellPresence(presence.expire());
    RoomOptions options = services.options();
    for (Session session : List.copyOf(sessions)) {
      session.tick();
      if (session.outbox().isStalled(options.stalledAfter().toMillis())) {
        log.warn("Room \"{}\": {} does not read and is closed", name, session.label());
        expel(session, CloseCode.TRY_AGAIN_LATER, "reading too slowly");
      } else {
        session.outbox().keepAlive(keepAlive, options.keepalive().toMillis());
      }
    }
  }

  void closeAll(int code, String reason) {
    List<Session> all = List.copyOf(sessions);
    sessions.clear();
    all.forEach(each -> each.close(code, reason));
  }

  void destroy() {
    document.destroy();
  }

  /** Closes a session and hears nothing more of it, whatever it sent before it notices. */
  private void expel(Session session, int code, String reason) {
    exit(session);
    session.close(code, reason);
  }

  private void reject(Session session, int code, DecodeException e) {
    log.warn(
        "Room \"{}\": {} is closed with {}, the document is unchanged: {}",
        name,
        session.label(),
        code,
        e.getMessage());
    expel(session, code, code == CloseCode.TOO_BIG ? "update too big" : "malformed update");
  }
}
