package dev.ycrdt.protocol;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings two documents to the same state: each side sends what it has ({@link Message.SyncStep1}),
 * the other answers with what is missing ({@link Message.SyncStep2}), and from then on every change
 * is sent as it happens ({@link Message.SyncUpdate}).
 *
 * <pre>{@code
 * connection.send(MessageWriter.write(SyncProtocol.step1(doc)));
 * …
 * SyncProtocol.receive(doc, syncMessage, connection).ifPresent(answer -> connection.send(MessageWriter.write(answer)));
 * }</pre>
 *
 * <p>{@link #encode} and {@link #decode} are the body without an envelope, for protocols that bring
 * their own. All functions are stateless and safe for use by any thread; the document guards
 * itself.
 *
 * <p>Source: y-protocols 1.0.7 {@code sync.js}. Differs: an update that cannot be decoded, and an
 * observer that throws, reach the caller as exceptions; {@code readSyncStep2} logs them and goes
 * on.
 */
public final class SyncProtocol {
  private static final int STEP1 = 0;
  private static final int STEP2 = 1;
  private static final int UPDATE = 2;

  private SyncProtocol() {}

  /** {@return the message that tells a peer what {@code doc} has} */
  public static Message.SyncStep1 step1(YDoc doc) {
    return new Message.SyncStep1(doc.encodeStateVector());
  }

  /**
   * {@return the answer of {@code doc} to a peer's first step} It holds what the peer lacks, and
   * every deletion.
   *
   * @throws DecodeException if the state vector is malformed
   */
  public static Message.SyncStep2 step2(YDoc doc, Message.SyncStep1 request) {
    return new Message.SyncStep2(doc.encodeStateAsUpdate(request.stateVector()));
  }

  /**
   * Handles a message from a peer: answers a first step, applies the content of the others to
   * {@code doc}. Observers run before this method returns.
   *
   * @param origin given to the observers of the change
   * @return what to send back, if anything
   * @throws DecodeException if the payload is malformed; the document is then unchanged
   */
  public static Optional<Message.SyncStep2> receive(
      YDoc doc, Message.Sync message, @Nullable Object origin) {
    if (message instanceof Message.SyncStep1 request) {
      return Optional.of(step2(doc, request));
    }
    doc.applyUpdate(message.payload(), origin);
    return Optional.empty();
  }

  /** {@return the body of {@code message}: its kind, then its length-prefixed payload} */
  public static byte[] encode(Message.Sync message) {
    ByteWriter writer = new ByteWriter();
    writeBody(writer, message);
    return writer.toByteArray();
  }

  /**
   * {@return the message in {@code body}} Bytes after it are ignored, as in {@code
   * readSyncMessage}. The payload is only cut out, not looked into.
   *
   * @throws DecodeException if the body is truncated or of an unknown kind
   */
  public static Message.Sync decode(byte[] body) {
    return readBody(new ByteReader(body));
  }

  static void writeBody(ByteWriter writer, Message.Sync message) {
    writer.writeVarUint(kind(message));
    writer.writeVarBytes(message.payload());
  }

  static Message.Sync readBody(ByteReader reader) {
    int start = reader.position();
    long kind = reader.readVarUint();
    if (kind > UPDATE) {
      reader.position(start);
      throw reader.error("sync message of unknown kind " + kind);
    }
    byte[] payload = reader.readVarBytes();
    return switch ((int) kind) {
      case STEP1 -> new Message.SyncStep1(payload);
      case STEP2 -> new Message.SyncStep2(payload);
      default -> new Message.SyncUpdate(payload);
    };
  }

  private static int kind(Message.Sync message) {
    if (message instanceof Message.SyncStep1) {
      return STEP1;
    }
    return message instanceof Message.SyncStep2 ? STEP2 : UPDATE;
  }
}
