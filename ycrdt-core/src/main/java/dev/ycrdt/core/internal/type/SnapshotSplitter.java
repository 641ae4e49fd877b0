package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.DeleteSet;
import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.StateVector;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.StructStore;
import dev.ycrdt.core.internal.transaction.DocTransaction;

/**
 * Splits the items of a document where a snapshot begins or ends to show them, so that each item is
 * visible as a whole or not at all. They are merged again when the transaction ends.
 *
 * <p>Source: Yjs {@code splitSnapshotAffectedStructs}.
 */
final class SnapshotSplitter {
  private final DocTransaction transaction;
  private final StructStore store;

  SnapshotSplitter(DocTransaction transaction) {
    this.transaction = transaction;
    this.store = transaction.state().store();
  }

  void split(Snapshot snapshot) {
    StateVector states = snapshot.stateVector();
    for (int i = 0; i < states.size(); i++) {
      splitBefore(states.clientAt(i), states.clockAt(i));
    }
    snapshot.deleteSet().forEach(this::splitAround);
  }

  private void splitAround(long client, DeleteSet.Range range) {
    splitBefore(client, range.clock());
    splitBefore(client, range.end());
  }

  void splitBefore(long clientId, long clock) {
    ClientStructs client = store.clientIfKnown(clientId);
    if (client != null && clock < client.state()) {
      store.splitBefore(transaction, client, (int) clock);
    }
  }
}
