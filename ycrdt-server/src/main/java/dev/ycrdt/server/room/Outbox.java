package dev.ycrdt.server.room;

import dev.ycrdt.protocol.Message;
import java.time.InstantSource;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session is sent. As long as the peer reads, messages go straight to it. Once more than the
 * budget is queued, nothing is added to the queue; what is skipped is remembered in {@link Arrears}
 * until the queue has drained to half, and then made good with one update and one awareness
 * message. Confined to the room's mailbox.
 */
final class Outbox {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  private final Peer peer;
  private final WireFormat format;
  private final long budgetBytes;
  private final InstantSource clock;
  private final Runnable whenDrained;
  private @Nullable Arrears arrears;
  private long lastSentMillis;

  /** Whether an answer is encoded and waits to be sent: never more than one, whatever is asked. */
  private boolean answering;

  private Message.@Nullable SyncStep1 nextQuestion;

  /**
   * Creates an outbox that has sent nothing.
   *
   * @param whenDrained called by any thread when {@link #takeArrears} should be asked for
   */
  Outbox(
      Peer peer, WireFormat format, long budgetBytes, InstantSource clock, Runnable whenDrained) {
    this.peer = peer;
    this.format = format;
    this.budgetBytes = budgetBytes;
    this.clock = clock;
    this.whenDrained = whenDrained;
    this.lastSentMillis = clock.millis();
  }

  /** Sends a message that must not be lost and is sent at most once per question of the client. */
  void send(Message message) {
    send(new OutboundMessage(format.encode(message)));
  }

  void send(UpdateBroadcast update) {
    Arrears behind = arrearsIfBehind();
    if (behind == null) {
      send(update.in(format));
    } else {
      behind.skip(update);
    }
  }

  void sendAwareness(Broadcast awareness, Collection<Long> clients) {
    Arrears behind = arrearsIfBehind();
    if (behind == null) {
      send(awareness.in(format));
    } else {
      behind.skipAwareness(clients);
    }
  }

  /** Sends an empty message if nothing was sent for this long; a queue that moves needs none. */
  void keepAlive(Broadcast empty, long afterMillis) {
    if (arrears == null && clock.millis() - lastSentMillis >= afterMillis) {
      send(empty.in(format));
    }
  }

  /**
   * Puts a question off if the peer does not read, or has not got the answer to the one before.
   * Only the last question counts: its answer contains that of the earlier ones.
   *
   * @return true if the question was put off
   */
  boolean postpone(Message.SyncStep1 question) {
    if (answering) {
      nextQuestion = question;
      return true;
    }
    Arrears behind = arrearsIfBehind();
    if (behind != null) {
      behind.owe(question);
    }
    return behind != null;
  }

  void startAnswer() {
    answering = true;
  }

  /** {@return the question that was asked meanwhile, if any} */
  Message.@Nullable SyncStep1 sendAnswer(Message.SyncStep2 answer) {
    send(answer);
    Message.SyncStep1 next = nextQuestion;
    nextQuestion = null;
    answering = false;
    return next;
  }

  /** {@return where to note what is skipped, or null if the peer keeps up} */
  private @Nullable Arrears arrearsIfBehind() {
    if (arrears == null && peer.queuedBytes() >= budgetBytes) {
      arrears = new Arrears(clock.millis());
      peer.onDrained(budgetBytes / 2 + 1, whenDrained);
    }
    return arrears;
  }

  /** {@return what to make good now, which is forgotten here; null if there is nothing} */
  @Nullable Arrears takeArrears() {
    Arrears taken = arrears;
    arrears = null;
    return taken;
  }

  boolean isStalled(long afterMillis) {
    return arrears != null && clock.millis() - arrears.sinceMillis() >= afterMillis;
  }

  private void send(OutboundMessage message) {
    lastSentMillis = clock.millis();
    try {
      peer.send(message);
    } catch (RuntimeException e) {
      // One broken peer must not keep the rest of a broadcast from the others.
      log.error("Sending to {} failed", peer.label(), e);
      peer.close(CloseCode.SERVER_ERROR, "the server failed to send a message");
    }
  }
}
