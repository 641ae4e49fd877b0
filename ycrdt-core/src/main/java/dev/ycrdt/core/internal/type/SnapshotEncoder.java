package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.DeleteSet;
import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.StateVector;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.StructStore;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.update.UpdateWriter;
import dev.ycrdt.core.internal.update.UpdateWriterV2;

/**
 * Encodes what a document was at a snapshot as an update of format V2.
 *
 * <p>Source: Yjs {@code createDocFromSnapshot}.
 */
public final class SnapshotEncoder {
  private final DocTransaction transaction;
  private final StructStore store;
  private final UpdateWriter writer = new UpdateWriterV2();

  private SnapshotEncoder(DocTransaction transaction) {
    this.transaction = transaction;
    this.store = transaction.state().store();
  }

  /**
   * {@return an update with everything the snapshot has}
   *
   * @throws IllegalArgumentException if the document lacks something of it
   */
  public static byte[] encode(DocState state, Snapshot snapshot) {
    DocTransaction transaction = state.begin(null, true);
    try {
      return new SnapshotEncoder(transaction).encode(snapshot);
    } finally {
      state.end(transaction);
    }
  }

  private byte[] encode(Snapshot snapshot) {
    StateVector states = snapshot.stateVector();
    int count = 0;
    for (int i = 0; i < states.size(); i++) {
      checkPresent(states.clientAt(i), states.clockAt(i));
      count += states.clockAt(i) > 0 ? 1 : 0;
    }
    writer.writeCount(count);
    for (int i = states.size() - 1; i >= 0; i--) {
      if (states.clockAt(i) > 0) {
        writeStructs(store.client(states.clientAt(i)), (int) states.clockAt(i));
      }
    }
    writeDeletes(snapshot.deleteSet());
    return writer.toByteArray();
  }

  private void checkPresent(long client, long clock) {
    if (clock > store.state(client)) {
      throw new IllegalArgumentException(
          "the snapshot has clocks of client "
              + client
              + " up to "
              + clock
              + ", the document only up to "
              + store.state(client));
    }
  }

  private void writeStructs(ClientStructs client, int end) {
    new SnapshotSplitter(transaction).splitBefore(client.id, end);
    int count = client.countFrom(client.first());
    if (end < client.state()) {
      count -= client.countFrom(client.locate(end));
    }
    writer.writeCount(count);
    writer.writeClient(client);
    writer.writeCount(0);
    long place = client.first();
    for (int i = 0; i < count; i++, place = client.next(place)) {
      client.at(place).write(writer, 0);
    }
  }

  private void writeDeletes(DeleteSet deletes) {
    writer.writeCount(deletes.clients().size());
    for (long client : deletes.clients()) {
      var ranges = deletes.ranges(client);
      writer.startDeleteRanges(store.lookup().resolve(client), ranges.size());
      ranges.forEach(range -> writer.writeDeleteRange((int) range.clock(), (int) range.length()));
    }
  }
}
