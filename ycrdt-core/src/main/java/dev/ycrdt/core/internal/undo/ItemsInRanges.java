package dev.ycrdt.core.internal.undo;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.DeleteRanges;
import dev.ycrdt.core.internal.store.DeleteRanges.ClientRanges;
import dev.ycrdt.core.internal.store.StructStore;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.Struct;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import java.util.function.Consumer;

/**
 * Visits the items that lie in ranges of clocks, after splits where a range starts or ends in the
 * middle of one.
 *
 * <p>Source: Yjs {@code iterateDeletedStructs} and {@code iterateStructs}.
 */
final class ItemsInRanges {
  private ItemsInRanges() {}

  /**
   * Calls {@code action} for each item, in the order of the clients in {@code ranges} and of their
   * clocks. The action may add structs and split others than the one it is given.
   */
  static void forEach(DocTransaction transaction, DeleteRanges ranges, Consumer<Item> action) {
    for (ClientRanges clientRanges : ranges.clients()) {
      ClientStructs client = clientRanges.client();
      int known = client.state();
      for (int i = 0; i < clientRanges.count() && clientRanges.clock(i) < known; i++) {
        visit(transaction, client, clientRanges.clock(i), clientRanges.end(i), action);
      }
    }
  }

  private static void visit(
      DocTransaction transaction, ClientStructs client, int clock, int end, Consumer<Item> action) {
    StructStore store = transaction.state().store();
    Struct struct = store.splitBefore(transaction, client, clock);
    while (true) {
      if (end < struct.endClock()) {
        store.splitBefore(transaction, client, end);
      }
      if (struct instanceof Item item) {
        action.accept(item);
      }
      int next = struct.endClock();
      if (next >= end || next >= client.state()) {
        return;
      }
      struct = client.find(next);
    }
  }
}
