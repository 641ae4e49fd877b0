package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.DeleteSet;
import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.struct.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot shows of the items of a document. Not all of an item need be visible: it may have
 * been merged since.
 */
final class SnapshotView {
  private final Snapshot snapshot;
  private final Map<ClientStructs, ClientView> clients = new HashMap<>();
  private @Nullable ClientView last;

  SnapshotView(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Calls {@code action} for each visible part of an item, with the offsets where it begins and
   * ends.
   */
  void forEachVisible(Item item, PartAction action) {
    ClientView view = view(item.client);
    long end = Math.min(item.endClock(), view.state);
    long clock = item.clock;
    int range = clock < end ? view.firstEndingAfter(clock) : 0;
    while (clock < end) {
      DeleteSet.Range deleted = range < view.deleted.size() ? view.deleted.get(range) : null;
      long visibleEnd = deleted == null ? end : Math.min(end, deleted.clock());
      if (clock < visibleEnd) {
        action.accept((int) (clock - item.clock), (int) (visibleEnd - item.clock));
      }
      clock = deleted == null ? end : deleted.end();
      range++;
    }
  }

  /** {@return whether the first element of an item is visible} */
  boolean isVisible(Item item) {
    ClientView view = view(item.client);
    if (item.clock >= view.state) {
      return false;
    }
    int range = view.firstEndingAfter(item.clock);
    return range == view.deleted.size() || view.deleted.get(range).clock() > item.clock;
  }

  private ClientView view(ClientStructs client) {
    ClientView view = last;
    if (view == null || view.client != client) {
      view =
          clients.computeIfAbsent(
              client,
              c ->
                  new ClientView(
                      c, snapshot.stateVector().get(c.id), snapshot.deleteSet().ranges(c.id)));
      last = view;
    }
    return view;
  }

  /** A part of an item. */
  @FunctionalInterface
  interface PartAction {
    void accept(int from, int to);
  }

  /** What the snapshot says of one client. */
  private record ClientView(ClientStructs client, long state, List<DeleteSet.Range> deleted) {
    int firstEndingAfter(long clock) {
      int low = 0;
      int high = deleted.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (deleted.get(middle).end() <= clock) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
