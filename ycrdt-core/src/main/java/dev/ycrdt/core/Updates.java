package dev.ycrdt.core;

import dev.ycrdt.core.internal.update.bytes.Obfuscator;
import dev.ycrdt.core.internal.update.bytes.UpdateFormat;
import dev.ycrdt.core.internal.update.bytes.UpdateMerge;
import dev.ycrdt.core.internal.update.bytes.UpdateScan;
import java.util.List;

/**
 * Work on encoded updates that needs no document and builds none. Methods whose name ends in V2
 * take and return format V2, the others format V1.
 *
 * <p>Results are the bytes that Yjs makes of the same input. Unlike Yjs, every method checks all of
 * its input and throws {@link DecodeException} for bytes that are no update; bytes after the update
 * are ignored. Refused although Yjs takes them: structs and deleted ranges of length 0, which no
 * Yjs writes and which damage documents, and clocks beyond 2<sup>31</sup>-1. Inputs are not
 * modified and results are fresh arrays. Safe for use by any thread. Each method has a form that
 * takes {@link DecodeLimits} for bytes from a network; the other one uses {@link
 * DecodeLimits#trusted()}, with which a few bytes of format V2 can stand for more structs than
 * there is memory for.
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
    return merge(updates, UpdateFormat.V1, limits);
  }

  /**
   * Merges updates of format V2, as {@link #merge(List)} does.
   *
   * <p>A pair of surrogates that two strings share survives, as it does in Yjs.
   *
   * <p>Source: Yjs {@code mergeUpdatesV2}. Differs: as {@link #merge(List)}.
   *
   * @throws DecodeException if one of the updates is malformed; its offset counts in that update
   */
  public static byte[] mergeV2(List<byte[]> updates) {
    return mergeV2(updates, DecodeLimits.trusted());
  }

  /**
   * Merges updates as {@link #mergeV2(List)} does, with limits on each of them.
   *
   * @throws LimitExceededException if an update exceeds one of the limits
   * @throws DecodeException if one of the updates is malformed
   */
  public static byte[] mergeV2(List<byte[]> updates, DecodeLimits limits) {
    return merge(updates, UpdateFormat.V2, limits);
  }

  private static byte[] merge(List<byte[]> updates, UpdateFormat format, DecodeLimits limits) {
    if (updates.size() == 1) {
      byte[] only = updates.get(0);
      scan(only, format, limits).validate();
      return only.clone();
    }
    checkSizes(updates, limits);
    return UpdateMerge.merge(updates, format, limits);
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
    return UpdateMerge.compact(updates, UpdateFormat.V1, limits);
  }

  /**
   * Merges and compacts updates of format V2, as {@link #compact(List)} does.
   *
   * @throws DecodeException if one of the updates is malformed; its offset counts in that update
   */
  public static byte[] compactV2(List<byte[]> updates) {
    return compactV2(updates, DecodeLimits.trusted());
  }

  /**
   * Merges and compacts as {@link #compactV2(List)} does, with limits on each update.
   *
   * @throws LimitExceededException if an update exceeds one of the limits
   * @throws DecodeException if one of the updates is malformed
   */
  public static byte[] compactV2(List<byte[]> updates, DecodeLimits limits) {
    checkSizes(updates, limits);
    return UpdateMerge.compact(updates, UpdateFormat.V2, limits);
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
    return scan(update, UpdateFormat.V1, limits).diff(StateVector.decode(stateVector, limits));
  }

  /**
   * Returns the part of an update of format V2 that a peer lacks, as {@link #diff(byte[], byte[])}
   * does. State vectors are the same in both formats.
   *
   * <p>Source: Yjs {@code diffUpdateV2}.
   *
   * @throws DecodeException if the update or the state vector is malformed
   */
  public static byte[] diffV2(byte[] update, byte[] stateVector) {
    return diffV2(update, stateVector, DecodeLimits.trusted());
  }

  /**
   * Returns what a peer lacks as {@link #diffV2(byte[], byte[])} does, with limits on both inputs.
   *
   * @throws LimitExceededException if an input exceeds one of the limits
   * @throws DecodeException if the update or the state vector is malformed
   */
  public static byte[] diffV2(byte[] update, byte[] stateVector, DecodeLimits limits) {
    return scan(update, UpdateFormat.V2, limits).diff(StateVector.decode(stateVector, limits));
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
    return scan(update, UpdateFormat.V1, limits).stateVector();
  }

  /**
   * Returns the state vector of an update of format V2, as {@link #stateVector(byte[])} does.
   *
   * <p>Source: Yjs {@code encodeStateVectorFromUpdateV2}.
   *
   * @throws DecodeException if the update is malformed
   */
  public static byte[] stateVectorV2(byte[] update) {
    return stateVectorV2(update, DecodeLimits.trusted());
  }

  /**
   * Returns the state vector as {@link #stateVectorV2(byte[])} does, with limits on the update.
   *
   * @throws LimitExceededException if the update exceeds one of the limits
   * @throws DecodeException if the update is malformed
   */
  public static byte[] stateVectorV2(byte[] update, DecodeLimits limits) {
    return scan(update, UpdateFormat.V2, limits).stateVector();
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
    return scan(update, UpdateFormat.V1, limits).meta();
  }

  /**
   * Returns the clocks of an update of format V2, as {@link #meta(byte[])} does.
   *
   * <p>Source: Yjs {@code parseUpdateMetaV2}.
   *
   * @throws DecodeException if the update is malformed
   */
  public static UpdateMeta metaV2(byte[] update) {
    return metaV2(update, DecodeLimits.trusted());
  }

  /**
   * Returns the clocks as {@link #metaV2(byte[])} does, with limits on the update.
   *
   * @throws LimitExceededException if the update exceeds one of the limits
   * @throws DecodeException if the update is malformed
   */
  public static UpdateMeta metaV2(byte[] update, DecodeLimits limits) {
    return scan(update, UpdateFormat.V2, limits).meta();
  }

  /**
   * Converts an update of format V1 to format V2.
   *
   * <p>Source: Yjs {@code convertUpdateFormatV1ToV2}. Differs: deleted ranges that overlap or do
   * not ascend, for which Yjs writes garbage, are merged.
   *
   * @throws DecodeException if the update is malformed
   */
  public static byte[] toV2(byte[] updateV1) {
    return toV2(updateV1, DecodeLimits.trusted());
  }

  /**
   * Converts as {@link #toV2(byte[])} does, with limits on the update.
   *
   * @throws LimitExceededException if the update exceeds one of the limits
   * @throws DecodeException if the update is malformed
   */
  public static byte[] toV2(byte[] updateV1, DecodeLimits limits) {
    return scan(updateV1, UpdateFormat.V1, limits).convert(UpdateFormat.V2);
  }

  /**
   * Converts an update of format V2 to format V1.
   *
   * <p>Format V1 holds embeds and attribute values as JSON: NaN and the infinities become null, -0
   * becomes 0, members that are undefined are lost and bytes become an object. Half of a surrogate
   * pair becomes U+FFFD.
   *
   * <p>Source: Yjs {@code convertUpdateFormatV2ToV1}.
   *
   * @throws DecodeException if the update is malformed
   * @throws IllegalArgumentException if an embed or attribute value is undefined or holds a bigint,
   *     which JSON cannot; the message names struct and value. Yjs throws a {@code TypeError}.
   */
  public static byte[] toV1(byte[] updateV2) {
    return toV1(updateV2, DecodeLimits.trusted());
  }

  /**
   * Converts as {@link #toV1(byte[])} does, with limits on the update.
   *
   * @throws LimitExceededException if the update exceeds one of the limits
   * @throws DecodeException if the update is malformed
   * @throws IllegalArgumentException if JSON cannot hold an embed or attribute value
   */
  public static byte[] toV1(byte[] updateV2, DecodeLimits limits) {
    return scan(updateV2, UpdateFormat.V2, limits).convert(UpdateFormat.V1);
  }

  /**
   * Returns an update of the same structure with other contents, to be shown to others.
   *
   * <p>Texts and values are replaced by the number of their item, map keys, attributes, names and
   * subdocuments too. Clients, clocks, lengths and names of root types stay.
   *
   * <p>Source: Yjs {@code obfuscateUpdate}.
   *
   * @throws DecodeException if the update is malformed
   */
  public static byte[] obfuscate(byte[] update) {
    return obfuscate(update, ObfuscateOptions.ALL);
  }

  /**
   * Obfuscates as {@link #obfuscate(byte[])} does, but leaves what {@code options} say.
   *
   * @throws DecodeException if the update is malformed
   */
  public static byte[] obfuscate(byte[] update, ObfuscateOptions options) {
    return obfuscate(update, options, DecodeLimits.trusted());
  }

  /**
   * Obfuscates as {@link #obfuscate(byte[], ObfuscateOptions)} does, with limits.
   *
   * @throws LimitExceededException if the update exceeds one of the limits
   * @throws DecodeException if the update is malformed
   */
  public static byte[] obfuscate(byte[] update, ObfuscateOptions options, DecodeLimits limits) {
    return scan(update, UpdateFormat.V1, limits).obfuscate(new Obfuscator(options));
  }

  /**
   * Obfuscates an update of format V2, as {@link #obfuscate(byte[])} does.
   *
   * <p>Source: Yjs {@code obfuscateUpdateV2}.
   *
   * @throws DecodeException if the update is malformed
   */
  public static byte[] obfuscateV2(byte[] update) {
    return obfuscateV2(update, ObfuscateOptions.ALL);
  }

  /**
   * Obfuscates as {@link #obfuscateV2(byte[])} does, but leaves what {@code options} say.
   *
   * @throws DecodeException if the update is malformed
   */
  public static byte[] obfuscateV2(byte[] update, ObfuscateOptions options) {
    return obfuscateV2(update, options, DecodeLimits.trusted());
  }

  /**
   * Obfuscates as {@link #obfuscateV2(byte[], ObfuscateOptions)} does, with limits.
   *
   * @throws LimitExceededException if the update exceeds one of the limits
   * @throws DecodeException if the update is malformed
   */
  public static byte[] obfuscateV2(byte[] update, ObfuscateOptions options, DecodeLimits limits) {
    return scan(update, UpdateFormat.V2, limits).obfuscate(new Obfuscator(options));
  }

  private static UpdateScan scan(byte[] update, UpdateFormat format, DecodeLimits limits) {
    checkSize(update, limits);
    return new UpdateScan(update, format, limits);
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
