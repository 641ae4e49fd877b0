package dev.ycrdt.core;

import dev.ycrdt.core.internal.transaction.DocHandles;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.type.SnapshotEncoder;
import dev.ycrdt.core.internal.update.bytes.UpdateFormat;
import dev.ycrdt.core.internal.update.bytes.UpdateScan;
import dev.ycrdt.core.lib0.ByteReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a document was at one moment: which elements it had, and which of them were deleted. It is
 * small, because it has no content. Together with the document, which must not have given up
 * deleted content since then ({@code YDoc.builder().gc(false)}), it brings the former content back.
 *
 * <pre>{@code
 * Snapshot before = Snapshot.of(doc);
 * doc.getText("content").insert(0, "new ");
 * Delta then = doc.getText("content").toDelta(before);
 * Delta changes = doc.getText("content").toDelta(Snapshot.of(doc), before);
 * YDoc old = before.restore(doc);
 * }</pre>
 *
 * <p>Two snapshots that say the same are equal, however they were made. Immutable and safe for use
 * by any thread.
 *
 * <p>Source: Yjs {@code utils/Snapshot.js}. Differs: Yjs keeps the delete ranges as they were read,
 * here they are sorted and joined.
 */
public final class Snapshot {
  private static final Snapshot EMPTY = new Snapshot(DeleteSet.empty(), StateVector.of(Map.of()));

  private final DeleteSet deleteSet;
  private final StateVector stateVector;

  private Snapshot(DeleteSet deleteSet, StateVector stateVector) {
    this.deleteSet = deleteSet;
    this.stateVector = stateVector;
  }

  /** {@return the snapshot of a document without content} */
  public static Snapshot empty() {
    return EMPTY;
  }

  /**
   * {@return the snapshot of a document as it is now}
   *
   * <p>Source: Yjs {@code snapshot}. Cost: the number of structs.
   */
  public static Snapshot of(YDoc doc) {
    return doc.read(d -> new Snapshot(DeleteSet.of(d), d.stateVector()));
  }

  /**
   * {@return the snapshot with the given parts}
   *
   * <p>Source: Yjs {@code createSnapshot}.
   */
  public static Snapshot of(DeleteSet deleteSet, StateVector stateVector) {
    return new Snapshot(deleteSet, stateVector);
  }

  /** {@return what was deleted} */
  public DeleteSet deleteSet() {
    return deleteSet;
  }

  /** {@return how much of each client's changes there was} */
  public StateVector stateVector() {
    return stateVector;
  }

  /**
   * {@return the encoded form (V1)}
   *
   * <p>Source: Yjs {@code encodeSnapshot}.
   */
  public byte[] encode() {
    return concat(deleteSet.encode(), stateVector.encode());
  }

  /**
   * {@return the encoded form (V2), in which the delete ranges are written as distances}
   *
   * <p>Source: Yjs {@code encodeSnapshotV2}.
   */
  public byte[] encodeV2() {
    return concat(deleteSet.encodeV2(), stateVector.encode());
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /**
   * Reads an encoded snapshot (V1). Bytes that follow it are ignored.
   *
   * <p>Source: Yjs {@code decodeSnapshot}.
   *
   * @throws DecodeException if {@code bytes} is no snapshot
   */
  public static Snapshot decode(byte[] bytes) {
    return decode(bytes, DecodeLimits.trusted());
  }

  /**
   * Reads a snapshot as {@link #decode(byte[])} does, with limits.
   *
   * @throws LimitExceededException if it is longer than {@link DecodeLimits#maxBytes()}, or has
   *     more than {@link DecodeLimits#maxDeleteRanges()} or {@link DecodeLimits#maxClients()}
   * @throws DecodeException if {@code bytes} is no snapshot
   */
  public static Snapshot decode(byte[] bytes, DecodeLimits limits) {
    ByteReader in = reader(bytes, limits);
    return new Snapshot(DeleteSet.readV1(in, limits), StateVector.read(in, limits));
  }

  /**
   * Reads an encoded snapshot (V2). Bytes that follow it are ignored.
   *
   * <p>Source: Yjs {@code decodeSnapshotV2}.
   *
   * @throws DecodeException if {@code bytes} is no snapshot
   */
  public static Snapshot decodeV2(byte[] bytes) {
    return decodeV2(bytes, DecodeLimits.trusted());
  }

  /**
   * Reads a snapshot as {@link #decodeV2(byte[])} does, with limits.
   *
   * @throws LimitExceededException if it is longer than {@link DecodeLimits#maxBytes()}, or has
   *     more than {@link DecodeLimits#maxDeleteRanges()} or {@link DecodeLimits#maxClients()}
   * @throws DecodeException if {@code bytes} is no snapshot
   */
  public static Snapshot decodeV2(byte[] bytes, DecodeLimits limits) {
    ByteReader in = reader(bytes, limits);
    return new Snapshot(DeleteSet.readV2(in, limits), StateVector.read(in, limits));
  }

  private static ByteReader reader(byte[] bytes, DecodeLimits limits) {
    if (bytes.length > limits.maxBytes()) {
      throw new LimitExceededException(
          "snapshot length in bytes", bytes.length, limits.maxBytes(), "maxBytes", 0);
    }
    return new ByteReader(bytes);
  }

  /**
   * {@return whether a document with this snapshot has everything that is in an update of format
   * V1}
   *
   * <p>A gap in the update counts as content.
   *
   * <p>Source: Yjs {@code snapshotContainsUpdate}.
   *
   * @throws DecodeException if {@code update} is no update
   */
  public boolean containsUpdate(byte[] update) {
    return containsUpdate(update, DecodeLimits.trusted());
  }

  /**
   * {@return what {@link #containsUpdate(byte[])} returns, for bytes from a network}
   *
   * @throws DecodeException if {@code update} is no update, or past the limits
   */
  public boolean containsUpdate(byte[] update, DecodeLimits limits) {
    return covers(update, UpdateFormat.V1, limits);
  }

  private boolean covers(byte[] update, UpdateFormat format, DecodeLimits limits) {
    if (update.length > limits.maxBytes()) {
      throw new LimitExceededException(
          "update length in bytes", update.length, limits.maxBytes(), "maxBytes", 0);
    }
    return new UpdateScan(update, format, limits).isCoveredBy(stateVector, deleteSet);
  }

  /**
   * {@return whether a document with this snapshot has everything that is in an update of format
   * V2, see {@link #containsUpdate}}
   *
   * <p>Source: Yjs {@code snapshotContainsUpdateV2}.
   *
   * @throws DecodeException if {@code update} is no update
   */
  public boolean containsUpdateV2(byte[] update) {
    return containsUpdateV2(update, DecodeLimits.trusted());
  }

  /**
   * {@return what {@link #containsUpdateV2(byte[])} returns, for bytes from a network}
   *
   * @throws DecodeException if {@code update} is no update, or past the limits
   */
  public boolean containsUpdateV2(byte[] update, DecodeLimits limits) {
    return covers(update, UpdateFormat.V2, limits);
  }

  /**
   * Makes a document with the content of this snapshot.
   *
   * @see #restoreInto(YDoc, YDoc)
   * @param origin the document that the snapshot was taken of, or a replica of it
   * @return a new document, with the limits of {@code origin}
   */
  public YDoc restore(YDoc origin) {
    YDoc restored = YDoc.builder().limits(origin.limits()).build();
    restoreInto(origin, restored);
    return restored;
  }

  /**
   * Applies to a document the content of this snapshot, with the origin {@code "snapshot"}.
   *
   * <p>Opens a transaction in {@code origin} that changes nothing and has no update, though text is
   * cut where the snapshot ends: a surrogate pair of two transactions with the snapshot between
   * them becomes U+FFFD twice.
   *
   * <p>Source: Yjs {@code createDocFromSnapshot}.
   *
   * @param origin the document that the snapshot was taken of, or a replica of it
   * @param target usually a new document
   * @throws IllegalStateException if {@code origin} collects garbage, so that the content of what
   *     was deleted since is lost
   * @throws IllegalArgumentException if {@code origin} lacks something that the snapshot has
   * @throws LimitExceededException if the content exceeds the limits of {@code target}
   */
  public void restoreInto(YDoc origin, YDoc target) {
    DocState state = DocHandles.stateOf(origin);
    if (state.gc()) {
      throw new IllegalStateException(
          "the document gives up deleted content, so its past cannot be restored: build it with"
              + " gc(false)");
    }
    target.applyUpdateV2(SnapshotEncoder.encode(state, this), "snapshot");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Snapshot that
        && deleteSet.equals(that.deleteSet)
        && stateVector.equals(that.stateVector);
  }

  @Override
  public int hashCode() {
    return 31 * deleteSet.hashCode() + stateVector.hashCode();
  }

  /** {@return both parts, for people} */
  @Override
  public String toString() {
    return "Snapshot[" + stateVector + ", " + deleteSet + "]";
  }
}
