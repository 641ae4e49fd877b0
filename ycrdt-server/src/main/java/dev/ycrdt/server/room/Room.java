package dev.ycrdt.server.room;

import dev.ycrdt.protocol.Message;
import dev.ycrdt.server.store.StoredDocument;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one room.
 *
 * <pre>
 *            load ok            last session left,          stored,
 *                               unloadAfter passed          nobody came
 * LOADING ────────────► LIVE ────────────────────► FLUSHING ──────────► GONE
 *    │                    ▲                            │                  ▲
 *    │ load failed        └────────────────────────────┘                  │
 *    │                            a session joined                        │
 *    └────────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>Everything but the count of members happens in the mailbox, one task at a time. The mailbox is
 * held while the document is loaded, so whoever joins meanwhile, and what they send, simply waits.
 * A room whose load failed never writes; it turns away those who waited, and the next to join
 * starts over with a new room.
 *
 * <p><b>Membership.</b> {@link #tryEnter} counts a joiner before its task is in the mailbox, and a
 * room is only {@code GONE} when {@link #tryRetire} found no one counted. So nobody joins a room
 * that is being forgotten, and a room that is joined while it flushes keeps its live document.
 */
final class Room {
  private static final Logger log = LoggerFactory.getLogger(Room.class);

  private enum State {
    LOADING,
    LIVE,
    FLUSHING,
    GONE
  }

  private final RoomName name;
  private final RoomServices services;
  private final Consumer<Room> whenGone;
  private final Mailbox mailbox;
  private final DurableGate gate = new DurableGate();

  private final Object membership = new Object();
  private int members;
  private boolean retired;

  private State state = State.LOADING;

  /** Null while loading, and for ever if that fails. */
  private @Nullable LiveRoom live;

  private @Nullable RoomLog stored;

  /** Why sessions are turned away from a room that is gone. */
  private int goneCode = CloseCode.SERVER_ERROR;

  private String goneReason = "";

  /** Counts departures, so that the timer of an earlier one does not end the time of the last. */
  private int departures;

  /** Tells the end of an earlier flush from that of the current one. */
  private int flushRound;

  Room(RoomName name, RoomServices services, Consumer<Room> whenGone) {
    this.name = name;
    this.services = services;
    this.whenGone = whenGone;
    this.mailbox = new Mailbox(name.value(), services.workers());
  }

  RoomName name() {
    return name;
  }

  int memberCount() {
    synchronized (membership) {
      return members;
    }
  }

  // ---- called by any thread

  /** Starts loading. Called once, before anybody enters. */
  void load() {
    try {
      services.loaders().execute(this::loadNow);
    } catch (RejectedExecutionException serverStops) {
      mailbox.open(() -> loadFailed("the server stops"));
    }
  }

  /** {@return false if the room is gone and must be replaced by a new one} */
  boolean tryEnter() {
    synchronized (membership) {
      if (!retired) {
        members++;
      }
      return !retired;
    }
  }

  /** Brings in a session for which {@link #tryEnter} returned true. */
  void enter(Session session) {
    mailbox.post(() -> entered(session));
  }

  void receive(Session session, Message message, Runnable whenTaken) {
    mailbox.post(
        () -> {
          whenTaken.run();
          if (live != null) {
            live.receive(session, message);
          }
        });
  }

  void leave(Session session) {
    mailbox.post(() -> left(session));
  }

  void catchUp(Session session) {
    mailbox.post(
        () -> {
          if (live != null) {
            live.catchUp(session);
          }
        });
  }

  void tick() {
    mailbox.post(
        () -> {
          if (live != null) {
            live.tick();
          }
        });
  }

  /**
   * Closes all sessions and stores what is not stored yet.
   *
   * @return completes when everything accepted before is durable
   */
  CompletableFuture<Void> shutDown(String reason) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    mailbox.post(
        () -> {
          if (live != null) {
            live.closeAll(CloseCode.RESTART, reason);
          }
          gate.whenDurable(
              () -> {
                gone(CloseCode.RESTART, reason);
                done.complete(null);
              });
        });
    return done;
  }

  // ---- loading

  private void loadNow() {
    try {
      StoredDocument document = services.store().load(name.value());
      RoomDocument loaded = RoomDocument.load(document, services.options());
      mailbox.open(() -> loaded(document, loaded));
    } catch (RuntimeException | Error e) {
      // those who wait have to be told, whatever a store throws
      mailbox.open(() -> loadFailed(e.toString()));
    }
  }

  private void loaded(StoredDocument document, RoomDocument loaded) {
    stored = new RoomLog(name, services, mailbox, gate, document, loaded::snapshot);
    live = new LiveRoom(name, services, loaded, stored, gate);
    state = State.LIVE;
    log.debug("Room \"{}\" is loaded, {} bytes", name, document.byteCount());
  }

  private void loadFailed(String why) {
    log.error("Room \"{}\" could not be loaded, nothing stored is changed: {}", name, why);
    gone(CloseCode.SERVER_ERROR, "the document could not be loaded");
  }

  // ---- living

  private void entered(Session session) {
    if (live == null) {
      session.close(goneCode, goneReason);
      return;
    }
    state = State.LIVE;
    live.enter(session);
  }

  private void left(Session session) {
    if (live != null) {
      live.exit(session);
    }
    synchronized (membership) {
      members--;
    }
    if (live != null && live.isEmpty()) {
      unloadLater();
    }
  }

  private void unloadLater() {
    long delay = services.options().unloadAfter().toMillis();
    int departure = ++departures;
    Runnable unload =
        () -> {
          if (departure == departures) {
            flush();
          }
        };
    try {
      var unused =
          services.timers().schedule(() -> mailbox.post(unload), delay, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException serverStops) {
      log.debug("Room \"{}\" is not unloaded, the server stops", name);
    }
  }

  // ---- leaving

  private void flush() {
    if (live == null || stored == null || state != State.LIVE || memberCount() > 0) {
      return;
    }
    state = State.FLUSHING;
    int round = ++flushRound;
    RoomLog roomLog = stored;
    gate.whenDurable(
        () -> {
          if (roomLog.isCompactable()) {
            roomLog.compact(() -> flushed(round));
          } else {
            flushed(round);
          }
        });
  }

  private void flushed(int round) {
    if (state != State.FLUSHING || round != flushRound) {
      return;
    }
    if (tryRetire()) {
      gone(CloseCode.TRY_AGAIN_LATER, "the room was unloaded");
    } else {
      state = State.LIVE;
    }
  }

  private boolean tryRetire() {
    synchronized (membership) {
      if (members == 0) {
        retired = true;
      }
      return retired;
    }
  }

  private void gone(int code, String reason) {
    synchronized (membership) {
      retired = true;
    }
    state = State.GONE;
    goneCode = code;
    goneReason = reason;
    if (live != null) {
      live.destroy();
      live = null;
    }
    whenGone.accept(this);
    log.debug("Room \"{}\" is gone", name);
  }
}
