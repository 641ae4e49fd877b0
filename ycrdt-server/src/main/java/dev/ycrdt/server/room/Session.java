package dev.ycrdt.server.room;

import dev.ycrdt.protocol.Message;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One client's presence in one room, from {@link RoomRegistry#join} to {@link #leave}.
 *
 * <p>Methods return at once and may be called by any thread, but messages of one client must be
 * handed over in the order in which they arrived. A session that is refused or misbehaves is closed
 * through its {@link Peer}; the transport then calls {@link #leave}, as for every other end of a
 * connection.
 */
public final class Session {
  /** What a waiting message costs beside its bytes, so that tiny ones are not free. */
  private static final int OVERHEAD_BYTES = 64;

  private final Room room;
  private final Peer peer;
  private final boolean readOnly;
  private final long receiveBudgetBytes;
  private final AtomicLong unhandledBytes = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Outbox outbox;
  private volatile Runnable tickTask = () -> {};

  /**
   * Whether an update was refused; everything after it would have to wait for it. In the mailbox.
   */
  private boolean writesRefused;

  /** Whether it was already logged that messages of this client are ignored. In the mailbox. */
  private boolean ignoringLogged;

  Session(Room room, Peer peer, SessionOptions sessionOptions, RoomServices services) {
    this.room = room;
    this.peer = peer;
    RoomOptions options = services.options();
    readOnly = sessionOptions.readOnly() || options.readOnly();
    receiveBudgetBytes = options.receiveBudgetBytes();
    outbox =
        new Outbox(
            peer,
            sessionOptions.format(),
            options.sendBudgetBytes(),
            services.clock(),
            () -> room.catchUp(this));
  }

  /** {@return the room's name} */
  public RoomName roomName() {
    return room.name();
  }

  /** {@return whether document updates of this client are dropped} */
  public boolean readOnly() {
    return readOnly;
  }

  /**
   * Hands over a message from the client. If more than {@link RoomOptions#receiveBudgetBytes} wait
   * for the room, the client is closed with {@link CloseCode#TRY_AGAIN_LATER} instead.
   *
   * @param message kept, and not changed by anybody afterwards
   * @param byteCount its size on the wire
   */
  public void receive(Message message, int byteCount) {
    if (ended.get()) {
      return;
    }
    long charge = (long) byteCount + OVERHEAD_BYTES;
    if (unhandledBytes.addAndGet(charge) > receiveBudgetBytes) {
      close(CloseCode.TRY_AGAIN_LATER, "messages arrive faster than the room can handle them");
      return;
    }
    room.receive(this, message, () -> unhandledBytes.addAndGet(-charge));
  }

  /**
   * Has {@code task} run about once a second while the session is in a loaded room, for what time
   * demands of the connection. Replaces an earlier task.
   *
   * @param task called by a thread of the room, must not block
   */
  public void onTick(Runnable task) {
    tickTask = task;
  }

  /** Says that the connection is closed. Idempotent. */
  public void leave() {
    if (ended.compareAndSet(false, true)) {
      room.leave(this);
    }
  }

  /**
   * Closes the connection and leaves the room.
   *
   * @param code one of {@link CloseCode}
   * @param reason one line, at most 123 bytes of UTF-8
   */
  public void close(int code, String reason) {
    peer.close(code, reason);
    leave();
  }

  void tick() {
    tickTask.run();
  }

  Outbox outbox() {
    return outbox;
  }

  /** {@return who the client is, for log lines} */
  public String label() {
    return peer.label();
  }

  boolean acceptsWrites() {
    return !readOnly && !writesRefused;
  }

  void refuseWrites() {
    writesRefused = true;
  }

  /** {@return true the first time} */
  boolean startIgnoring() {
    boolean first = !ignoringLogged;
    ignoringLogged = true;
    return first;
  }
}
