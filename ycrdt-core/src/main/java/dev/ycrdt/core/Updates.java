package dev.ycrdt.core;

import dev.ycrdt.core.internal.update.bytes.UpdateMerge;
import dev.ycrdt.core.internal.update.bytes.UpdateScan;
import java.util.List;

/**
 * Work on encoded updates (format V1) that needs no document and builds none.
 *
 * <p>Results are the bytes that Yjs makes of the same input. Unlike Yjs, every method checks all of
 * its input and throws {@link DecodeException} for bytes that are no update; bytes after the update
 * are ignored. Refused although Yjs takes them: structs and deleted ranges of length 0, which no
 * Yjs writes and which damage documents, and clocks beyond 2<sup>31</sup>-1. Inputs are not
 * modified and results are fresh arrays. Safe for use by any thread. Each method has a form that
 * takes {@link DecodeLimits} for bytes from a network; the other one uses {@link
 * DecodeLimits#trusted()}.
 *
 * <pre>{@code
 * byte[] all = Updates.merge(List.of(first, second));
 * byte[] missing = Updates.diff(all, peerStateVector);
 * }</pre>
 */
public final class Updates {
  private Updates() {}

  /**
   * Merges updates into one that has the same effect.
   *
   * <p>The updates may overlap, repeat, arrive out of order and leave gaps; a gap becomes a Skip.
   * Where updates overlap inside a surrogate pair, the pair is cut and its second half becomes
   * U+FFFD. Items are not joined, see {@link #compact(List)} for that. Cost: near linear in the
   * total size if the updates are in order, else with a sort of them.
   *
   * <p>Source: Yjs {@code mergeUpdates}. Differs: updates whose clients do not stand in descending
   * order, which no Yjs writes, lose nothing here. Yjs can drop structs of them.
   *
   * @param updates any number; none gives the empty update, one gives a copy of it
   * @throws DecodeException if one of the updates is malformed; its offset counts in that update
   */
  public static byte[] merge(List<byte[]> updates) {
    return merge(updates, DecodeLimits.trusted());
  }

  /**
   * Merges updates as {@link #merge(List)} does, with limits on each of them.
   *
   * @throws LimitExceededException if an update exceeds one of the limits
   * @throws DecodeException if one of the updates is malformed
   */
  public static byte[] merge(List<byte[]> updates, DecodeLimits limits) {
    if (updates.size() == 1) {
      byte[] only = updates.get(0);
      scan(only, limits).validate();
      return only.clone();
    }
    checkSizes(updates, limits);
    return UpdateMerge.merge(updates, limits);
  }

  /**
   * Merges updates as {@link #merge(List)} does, and joins neighbouring structs into one wherever a
   * document would hold them as one: text that was typed key by key shrinks to a tenth.
   *
   * <p>Applied to a new document the result gives the same content, state vector and delete set as
   * the merged update. Yjs has no such function; what it makes of its own documents when they are
   * encoded is at least as small. A single update is compacted as well.
   *
   * <p>The delete set tells overwritten map values from list elements. So updates must carry the
   * deletions of the transaction they come from, as every update of a Yjs document does.
   *
   * @throws DecodeException if one of the updates is malformed; its offset counts in that update
   */
  public static byte[] compact(List<byte[]> updates) {
    return compact(updates, DecodeLimits.trusted());
  }

  /**
   * Merges and compacts as {@link #compact(List)} does, with limits on each update.
   *
   * @throws LimitExceededException if an update exceeds one of the limits
   * @throws DecodeException if one of the updates is malformed
   */
  public static byte[] compact(List<byte[]> updates, DecodeLimits limits) {
    checkSizes(updates, limits);
    return UpdateMerge.compact(updates, limits);
  }

  /**
   * Returns the part of an update that a peer with the given state lacks.
   *
   * <p>The delete set is kept whole: a state vector says nothing about deletions.
   *
   * <p>Source: Yjs {@code diffUpdate}.
   *
   * @param stateVector the peer's encoded state vector
   * @throws DecodeException if the update or the state vector is malformed
   */
  public static byte[] diff(byte[] update, byte[] stateVector) {
    return diff(update, stateVector, DecodeLimits.trusted());
  }

  /**
   * Returns what a peer lacks as {@link #diff(byte[], byte[])} does, with limits on both inputs.
   *
   * @throws LimitExceededException if an input exceeds one of the limits
   * @throws DecodeException if the update or the state vector is malformed
   */
  public static byte[] diff(byte[] update, byte[] stateVector, DecodeLimits limits) {
    return scan(update, limits).diff(StateVector.decode(stateVector, limits));
  }

  /**
   * Returns the encoded state vector of a document that holds nothing but this update.
   *
   * <p>Clients whose structs do not begin at clock 0 are left out, and what follows a gap does not
   * count.
   *
   * <p>Source: Yjs {@code encodeStateVectorFromUpdate}.
   *
   * @throws DecodeException if the update is malformed
   */
  public static byte[] stateVector(byte[] update) {
    return stateVector(update, DecodeLimits.trusted());
  }

  /**
   * Returns the state vector as {@link #stateVector(byte[])} does, with limits on the update.
   *
   * @throws LimitExceededException if the update exceeds one of the limits
   * @throws DecodeException if the update is malformed
   */
  public static byte[] stateVector(byte[] update, DecodeLimits limits) {
    return scan(update, limits).stateVector();
  }

  /**
   * Returns the clocks at which the structs of each client begin and end, gaps included.
   *
   * <p>Source: Yjs {@code parseUpdateMeta}.
   *
   * @throws DecodeException if the update is malformed
   */
  public static UpdateMeta meta(byte[] update) {
    return meta(update, DecodeLimits.trusted());
  }

  /**
   * Returns the clocks as {@link #meta(byte[])} does, with limits on the update.
   *
   * @throws LimitExceededException if the update exceeds one of the limits
   * @throws DecodeException if the update is malformed
   */
  public static UpdateMeta meta(byte[] update, DecodeLimits limits) {
    return scan(update, limits).meta();
  }

  private static UpdateScan scan(byte[] update, DecodeLimits limits) {
    checkSize(update, limits);
    return new UpdateScan(update, limits);
  }

  private static void checkSizes(List<byte[]> updates, DecodeLimits limits) {
    for (byte[] update : updates) {
      checkSize(update, limits);
    }
  }

  private static void checkSize(byte[] update, DecodeLimits limits) {
    if (update.length > limits.maxBytes()) {
      throw new LimitExceededException(
          "update size in bytes", update.length, limits.maxBytes(), "maxBytes", 0);
    }
  }
}
