package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.store.DeleteRanges.ClientRanges;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts items, in thought only, where a transaction treated one part differently from the next.
 *
 * <p>Text is appended to and merged with older items while a transaction runs, so one item may be
 * old in its first part and new in its second.
 */
final class ChangeRuns {
  private final DocTransaction transaction;
  private @Nullable Item item;
  private int start;
  private int end;
  private boolean added;
  private boolean deleted;

  ChangeRuns(DocTransaction transaction) {
    this.transaction = transaction;
  }

  /** Starts with the first run of {@code newItem}. */
  void start(Item newItem) {
    item = newItem;
    end = 0;
  }

  /** Moves to the next run of the item. Returns false when there is none. */
  boolean next() {
    Item current = item;
    if (current == null || end == current.length) {
      return false;
    }
    start = end;
    int clock = current.clock + start;
    int before = transaction.beforeClock(current.client);
    added = clock >= before;
    deleted = false;
    if (!transaction.growsItems()) {
      // nothing was appended to items; what an earlier transaction has merged meanwhile Yjs judges
      // by its first element
      deleted = transaction.deletes().contains(current.client, clock);
      end = current.length;
      return true;
    }
    int endClock = added ? current.endClock() : Math.min(current.endClock(), before);
    if (current.isDeleted()) {
      endClock = cutAtDeleteRange(current, clock, endClock);
    }
    end = endClock - current.clock;
    return true;
  }

  private int cutAtDeleteRange(Item current, int clock, int endClock) {
    ClientRanges ranges = transaction.deletes().clientRanges(current.client);
    if (ranges == null) {
      return endClock;
    }
    int index = ranges.lastStartingAtOrBefore(clock);
    if (index >= 0 && clock < ranges.end(index)) {
      deleted = true;
      return Math.min(endClock, ranges.end(index));
    }
    return index + 1 < ranges.count() ? Math.min(endClock, ranges.clock(index + 1)) : endClock;
  }

  /** {@return where in the item the run starts} */
  int offset() {
    return start;
  }

  /** {@return the length of the run} */
  int length() {
    return end - start;
  }

  /** {@return whether the transaction created the run} */
  boolean isAdded() {
    return added;
  }

  /** {@return whether the transaction deleted the run} */
  boolean isDeletedNow() {
    return deleted;
  }
}
