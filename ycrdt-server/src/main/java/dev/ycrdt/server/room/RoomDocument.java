package dev.ycrdt.server.room;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.StateVector;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.protocol.Message;
import dev.ycrdt.protocol.SyncProtocol;
import dev.ycrdt.server.store.StoredDocument;
import java.util.function.Consumer;

/**
 * The document of a room, with the limits that protect it. Confined to the room's mailbox.
 *
 * <p>Updates from clients are held to {@link DecodeLimits#untrusted()} one by one. The document
 * itself must accept more, because what is loaded is many of them put together.
 */
final class RoomDocument {
  private final YDoc doc;
  private final long maxBytes;

  /** The encoded size when it was last measured, plus every update since. */
  private long sizeBound;

  private boolean sizeIsExact;

  private RoomDocument(YDoc doc, long maxBytes, long sizeBound) {
    this.doc = doc;
    this.maxBytes = maxBytes;
    this.sizeBound = sizeBound;
  }

  /**
   * Builds the document from what is stored.
   *
   * @throws DecodeException if a stored update cannot be decoded
   */
  static RoomDocument load(StoredDocument stored, RoomOptions options) {
    YDoc doc = YDoc.builder().gc(options.gc()).limits(documentLimits()).build();
    for (byte[] update : stored.inOrder()) {
      doc.applyUpdate(update);
    }
    return new RoomDocument(doc, options.maxDocumentBytes(), stored.byteCount());
  }

  private static DecodeLimits documentLimits() {
    DecodeLimits untrusted = DecodeLimits.untrusted();
    return DecodeLimits.trusted().toBuilder()
        .maxDepth(untrusted.maxDepth())
        .maxTypeDepth(untrusted.maxTypeDepth())
        .maxPendingStructs(untrusted.maxPendingStructs())
        .maxPendingBytes(untrusted.maxPendingBytes())
        .build();
  }

  /** Calls {@code listener} with each update that changed the document. */
  void onUpdate(Consumer<byte[]> listener) {
    doc.onUpdate(
        (update, origin, transaction) -> {
          sizeBound += update.length;
          sizeIsExact = false;
          listener.accept(update);
        });
  }

  /** {@return whether an update of this size keeps the document within its limit} */
  boolean hasRoomFor(int updateBytes) {
    if (sizeBound + updateBytes > maxBytes && !sizeIsExact) {
      sizeBound = doc.encodeStateAsUpdate().length;
      sizeIsExact = true;
    }
    return sizeBound + updateBytes <= maxBytes;
  }

  /**
   * Applies an update from a client.
   *
   * @throws LimitExceededException if it exceeds a limit; the document is unchanged
   * @throws DecodeException if it is malformed; the document is unchanged
   */
  void apply(byte[] update, Session origin) {
    doc.applyUpdate(update, origin, DecodeLimits.untrusted());
  }

  Message.SyncStep1 step1() {
    return SyncProtocol.step1(doc);
  }

  /**
   * {@return the answer to a client's first step}
   *
   * @throws DecodeException if its state vector is malformed
   */
  Message.SyncStep2 answer(Message.SyncStep1 question) {
    return SyncProtocol.step2(doc, question);
  }

  /** {@return one update with everything that a reader with these arrears lacks} */
  Message.SyncUpdate missing(Arrears arrears) {
    StateVector known = arrears.known(doc.stateVector());
    return new Message.SyncUpdate(doc.encodeStateAsUpdate(known.encode()));
  }

  /**
   * {@return everything, as the store should keep it} Safe for use by any thread.
   *
   * @throws IllegalStateException if the document is destroyed
   */
  byte[] snapshot() {
    return doc.read(
        open -> {
          if (open.isDestroyed()) {
            throw new IllegalStateException("the room is gone");
          }
          return open.encodeStateAsUpdate();
        });
  }

  void destroy() {
    doc.destroy();
  }
}
