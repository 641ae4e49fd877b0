package dev.ycrdt.core;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.PendingLimits;
import dev.ycrdt.core.internal.store.StructStore;
import dev.ycrdt.core.internal.store.TypeDepthLimit;
import dev.ycrdt.core.internal.store.UpdateApplier;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.update.DecodedUpdate;
import dev.ycrdt.core.internal.update.StateEncoder;
import dev.ycrdt.core.internal.update.UpdateFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document in its binary form: its state as updates, and updates of other replicas applied to it.
 *
 * <p>Source: Yjs {@code utils/encoding.js}.
 */
abstract sealed class DocUpdates extends DocEvents permits YDoc {
  DocUpdates() {}

  /** {@return the limits for updates} */
  public final DecodeLimits limits() {
    return state().limits();
  }

  /**
   * {@return the whole document as an update in format V1}
   *
   * <p>Source: Yjs {@code encodeStateAsUpdate}.
   */
  public final byte[] encodeStateAsUpdate() {
    return state().locked(() -> StateEncoder.encode(state().store(), StateVector.of(Map.of())));
  }

  /**
   * {@return what a replica lacks, as an update in format V1; all deletions are part of it}
   *
   * <p>Source: Yjs {@code encodeStateAsUpdate}.
   *
   * @param encodedStateVector the state vector of that replica
   * @throws DecodeException if that is no state vector
   */
  public final byte[] encodeStateAsUpdate(byte[] encodedStateVector) {
    StateVector target = StateVector.decode(encodedStateVector, limits());
    return state().locked(() -> StateEncoder.encode(state().store(), target));
  }

  /**
   * {@return the whole document as an update in format V2}
   *
   * <p>Source: Yjs {@code encodeStateAsUpdateV2}.
   */
  public final byte[] encodeStateAsUpdateV2() {
    return state().locked(() -> StateEncoder.encodeV2(state().store(), StateVector.of(Map.of())));
  }

  /**
   * {@return what a replica lacks, as an update in format V2; all deletions are part of it}
   *
   * <p>Source: Yjs {@code encodeStateAsUpdateV2}.
   *
   * @param encodedStateVector the state vector of that replica, which has only one format
   * @throws DecodeException if that is no state vector
   */
  public final byte[] encodeStateAsUpdateV2(byte[] encodedStateVector) {
    StateVector target = StateVector.decode(encodedStateVector, limits());
    return state().locked(() -> StateEncoder.encodeV2(state().store(), target));
  }

  /**
   * {@return the state vector in its binary form}
   *
   * <p>Source: Yjs {@code encodeStateVector}.
   */
  public final byte[] encodeStateVector() {
    return stateVector().encode();
  }

  /** {@return how much of each client's changes this replica has} */
  public final StateVector stateVector() {
    return state()
        .locked(
            () -> {
              List<ClientStructs> clients = state().store().clients();
              long[] ids = new long[clients.size()];
              long[] clocks = new long[ids.length];
              for (int i = 0; i < ids.length; i++) {
                ids[i] = clients.get(i).id;
                clocks[i] = clients.get(i).state();
              }
              return StateVector.of(ids, clocks);
            });
  }

  /**
   * Applies an update in format V1.
   *
   * @see #applyUpdate(byte[], Object)
   */
  public final void applyUpdate(byte[] update) {
    applyUpdate(update, null);
  }

  /**
   * Applies an update in format V1. What depends on updates that are not here yet waits for them,
   * see {@link #hasPending()}. What is known already is ignored.
   *
   * <p>A listener of another document may call this while a second thread does the same the other
   * way round. Where both would wait for each other for ever, one of the two updates is checked and
   * left to the thread that holds this document, which applies it when it is done; what listeners
   * throw then goes to the uncaught exception handler of that thread.
   *
   * <p>Source: Yjs {@code applyUpdate}. Differs: the update is decoded and checked as a whole
   * before anything is changed.
   *
   * @param origin tells listeners where the change comes from
   * @throws DecodeException if {@code update} is no update, or past {@link #limits()}; the document
   *     is as before
   */
  public final void applyUpdate(byte[] update, @Nullable Object origin) {
    applyUpdate(update, origin, limits());
  }

  /**
   * Applies an update in format V1 as {@link #applyUpdate(byte[], Object)} does, with limits of its
   * own: a document can take more from its store than from a peer.
   *
   * @throws DecodeException if {@code update} is no update, or past {@code limits}; the document is
   *     as before
   */
  public final void applyUpdate(byte[] update, @Nullable Object origin, DecodeLimits limits) {
    apply(UpdateFormat.V1, update, origin, limits);
  }

  /**
   * Applies an update in format V2.
   *
   * @see #applyUpdateV2(byte[], Object)
   */
  public final void applyUpdateV2(byte[] update) {
    applyUpdateV2(update, null);
  }

  /**
   * Applies an update in format V2, as {@link #applyUpdate(byte[], Object)} does for V1.
   *
   * <p>Source: Yjs {@code applyUpdateV2}. Differs: the update is decoded and checked as a whole
   * before anything is changed. A few bytes of this format can stand for any number of structs; at
   * most {@link DecodeLimits#maxStructs()} are accepted.
   *
   * @param origin tells listeners where the change comes from
   * @throws DecodeException if {@code update} is no update, or past {@link #limits()}; the document
   *     is as before
   */
  public final void applyUpdateV2(byte[] update, @Nullable Object origin) {
    applyUpdateV2(update, origin, limits());
  }

  /**
   * Applies an update in format V2 with limits of its own, see {@link #applyUpdate(byte[], Object,
   * DecodeLimits)}.
   *
   * @throws DecodeException if {@code update} is no update, or past {@code limits}; the document is
   *     as before
   */
  public final void applyUpdateV2(byte[] update, @Nullable Object origin, DecodeLimits limits) {
    apply(UpdateFormat.V2, update, origin, limits);
  }

  private void apply(
      UpdateFormat format, byte[] update, @Nullable Object origin, DecodeLimits limits) {
    DocState state = state();
    if (!state.lockUnlessDeadlocked()) {
      postpone(format, update.clone(), origin, limits);
      return;
    }
    try {
      DecodedUpdate decoded = format.decode(update, limits, state.store().lookup());
      PendingLimits.check(state.store().pending, decoded, limits);
      TypeDepthLimit.check(state.store().pending, decoded, limits);
      try (DocTransaction transaction = state.begin(origin, false)) {
        UpdateApplier.apply(transaction, decoded);
      }
    } finally {
      state.unlock();
    }
  }

  private void postpone(
      UpdateFormat format, byte[] update, @Nullable Object origin, DecodeLimits limits) {
    format.decode(update, limits, new StructStore().lookup());
    state().postpone(() -> apply(format, update, origin, limits));
  }

  /** {@return whether something that was applied waits for updates that are not here yet} */
  public final boolean hasPending() {
    return state().locked(() -> !state().store().pending.isEmpty());
  }
}
