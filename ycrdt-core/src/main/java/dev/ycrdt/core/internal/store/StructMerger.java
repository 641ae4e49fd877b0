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
    long first = place;
    int count = 0;
    long left = client.previous(place);
    while (left >= 0 && canMerge(client.at(left), client.at(first))) {
      first = left;
      left = client.previous(first);
      count++;
    }
    // from left to right, so that a run of values is copied once and not once per value
    for (int i = 0; i < count; i++) {
      long next = client.next(first);
      merge(client.at(first), client.at(next));
      client.remove(next);
    }
    return first;
  }

  private static boolean canMerge(Struct left, Struct right) {
    return left instanceof Item leftItem
        ? right instanceof Item rightItem && leftItem.canTakeOver(rightItem)
        : right instanceof Gc;
  }

  private static void merge(Struct left, Struct right) {
    if (left instanceof Item leftItem && right instanceof Item rightItem) {
      mergeItems(leftItem, rightItem);
    } else {
      left.length += right.length;
    }
  }

  private static void mergeItems(Item left, Item right) {
    left.takeOver(right);
    String key = right.parentSub();
    if (key == null) {
      right.parent.sequence.afterMerge(left, right);
    } else if (right.parent.mapItem(key) == right) {
      right.parent.putMapItem(key, left);
    }
  }
}
