package dev.ycrdt.server.dialect;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.protocol.ChunkLimits;
import dev.ycrdt.protocol.ChunkResult;
import dev.ycrdt.protocol.Message;
import dev.ycrdt.protocol.MessageReader;
import dev.ycrdt.protocol.MessageWriter;
import dev.ycrdt.protocol.YPartyKitAssembler;
import dev.ycrdt.server.room.CloseCode;
import dev.ycrdt.server.room.Session;
import dev.ycrdt.server.room.WireFormat;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of {@code y-partykit/provider} or {@code y-websocket}: turns its frames into
 * messages for a {@link Session}. Frames must be handed over one at a time, in order.
 *
 * <p>What cannot be read is ignored, as the servers of both families do, with one log line per
 * connection. A chunked message that goes wrong closes the connection: the client believes that it
 * was received, and sends it again when it reconnects.
 */
public final class YjsConnection {
  /** How messages to these clients are encoded. */
  public static final WireFormat FORMAT = MessageWriter::write;

  private static final Logger log = LoggerFactory.getLogger(YjsConnection.class);

  /** Clients put one message into a frame; more than a few are an attempt to flood the room. */
  private static final int MAX_MESSAGES_PER_FRAME = 16;

  private final Session session;

  /** Guards the assembler, which the frames use on one thread and the time on another. */
  private final ReentrantLock assembling = new ReentrantLock();

  private final YPartyKitAssembler assembler;
  private boolean ignoringLogged;

  /**
   * Creates the connection of a session.
   *
   * @param limits what a chunked message may take
   * @param clock measures how long one takes
   */
  public YjsConnection(Session session, ChunkLimits limits, InstantSource clock) {
    this.session = session;
    this.assembler = new YPartyKitAssembler(limits, clock);
  }

  /** Takes a binary frame; the array is kept. */
  public void binary(byte[] frame) {
    take(assembled(() -> assembler.binary(frame)));
  }

  /** Takes a text frame: a marker of a chunked message, or nothing that is understood. */
  public void text(String frame) {
    take(assembled(() -> assembler.text(frame)));
  }

  /**
   * Gives up a chunked message whose rest does not come in time, which frees its memory and closes
   * the connection. Any thread; does not wait for a frame that is being handled.
   */
  public void expire() {
    if (!assembling.tryLock()) {
      return;
    }
    Optional<ChunkResult.Rejected> expired;
    try {
      expired = assembler.expire();
    } finally {
      assembling.unlock();
    }
    expired.ifPresent(this::reject);
  }

  private ChunkResult assembled(Supplier<ChunkResult> step) {
    assembling.lock();
    try {
      return step.get();
    } finally {
      assembling.unlock();
    }
  }

  private void take(ChunkResult result) {
    if (result instanceof ChunkResult.Complete complete) {
      read(complete.bytes());
    } else if (result instanceof ChunkResult.Rejected rejected) {
      reject(rejected);
    }
  }

  private void reject(ChunkResult.Rejected rejected) {
    if (rejected.reason() == ChunkResult.Reason.TEXT_FRAME) {
      ignore(rejected.detail());
      return;
    }
    boolean tooLarge = rejected.reason() == ChunkResult.Reason.TOO_LARGE;
    log.warn(
        "Room \"{}\": a chunked message of {} is refused: {}",
        session.roomName(),
        session.label(),
        rejected.detail());
    session.close(
        tooLarge ? CloseCode.TOO_BIG : CloseCode.INVALID_PAYLOAD,
        tooLarge ? "message too big" : "broken chunked message");
  }

  private void read(byte[] frame) {
    MessageReader reader = new MessageReader(frame);
    try {
      for (int i = 0; i < MAX_MESSAGES_PER_FRAME && reader.hasNext(); i++) {
        int start = reader.offset();
        Message message = reader.next();
        if (message instanceof Message.Unknown unknown) {
          ignore("message of unknown type " + unknown.type());
        } else {
          session.receive(message, reader.offset() - start);
        }
      }
    } catch (DecodeException e) {
      ignore(String.valueOf(e.getMessage()));
      return;
    }
    if (reader.hasNext()) {
      ignore("frame with more than " + MAX_MESSAGES_PER_FRAME + " messages");
    }
  }

  private void ignore(String what) {
    if (!ignoringLogged) {
      ignoringLogged = true;
      log.warn(
          "Room \"{}\": what {} sends is ignored where it cannot be read: {}",
          session.roomName(),
          session.label(),
          what);
    }
  }
}
