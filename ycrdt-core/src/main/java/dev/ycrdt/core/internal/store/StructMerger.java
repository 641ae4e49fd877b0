package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.store.DeleteRanges.ClientRanges;
import dev.ycrdt.core.internal.struct.Gc;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.Struct;
import java.util.List;

/**
 * Joins neighbouring structs that could have been created as one. What is joined shows in every
 * later encoding, so the passes look at exactly the places where Yjs looks.
 *
 * <p>Source: Yjs {@code tryToMergeWithLefts}, {@code tryMergeDeleteSet} and {@code
 * cleanupTransactions}.
 */
public final class StructMerger {
  private StructMerger() {}

  /** Merges the structs in and next to deleted ranges. */
  public static void mergeDeleted(DeleteRanges ranges) {
    for (ClientRanges clientRanges : ranges.clients()) {
      for (int i = clientRanges.count() - 1; i >= 0; i--) {
        mergeRange(clientRanges.client(), clientRanges.clock(i), clientRanges.end(i));
      }
    }
  }

  private static void mergeRange(ClientStructs client, int clock, int end) {
    long place = client.locate(end - 1);
    long behind = client.next(place);
    if (behind >= 0) {
      place = behind;
    }
    while (place >= 0 && client.at(place).clock >= clock) {
      place = client.previous(mergeLeftwards(client, place));
    }
  }

  /** Merges the structs that a client got from {@code clock} on, with what is before them. */
  public static void mergeNew(ClientStructs client, int clock) {
    int stop = client.find(clock).clock;
    long place = client.lastPlace();
    while (place >= 0 && client.at(place).clock >= stop) {
      place = client.previous(mergeLeftwards(client, place));
    }
  }

  /** Merges the items that were split during a transaction, from the last to the first. */
  public static void mergeCandidates(List<Item> candidates) {
    for (int i = candidates.size() - 1; i >= 0; i--) {
      Item candidate = candidates.get(i);
      mergeAround(candidate.client, candidate.client.locate(candidate.clock));
    }
  }

  private static void mergeAround(ClientStructs client, long place) {
    long next = client.next(place);
    if (next >= 0 && mergeLeftwards(client, next) < place) {
      return;
    }
    mergeLeftwards(client, place);
  }

  /**
   * Merges the struct at {@code place} into the one before it, that one into its predecessor, and
   * so on while it is possible. Returns the place of the struct that has taken over the others.
   */
  private static long mergeLeftwards(ClientStructs client, long place) {
    long current = place;
    for (long left = client.previous(current); left >= 0; left = client.previous(current)) {
      if (!merge(client.at(left), client.at(current))) {
        return current;
      }
      client.remove(current);
      current = left;
    }
    return current;
  }

  private static boolean merge(Struct left, Struct right) {
    if (left instanceof Gc && right instanceof Gc) {
      left.length += right.length;
      return true;
    }
    return left instanceof Item leftItem
        && right instanceof Item rightItem
        && mergeItems(leftItem, rightItem);
  }

  private static boolean mergeItems(Item left, Item right) {
    if (!left.mergeWith(right)) {
      return false;
    }
    String key = right.parentSub();
    if (key == null) {
      right.parent.sequence.afterMerge(left, right);
    } else if (right.parent.mapItem(key) == right) {
      right.parent.putMapItem(key, left);
    }
    return true;
  }
}
