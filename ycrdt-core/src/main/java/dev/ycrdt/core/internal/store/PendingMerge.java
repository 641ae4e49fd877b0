package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.update.DecodedStruct;
import dev.ycrdt.core.internal.update.StructRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges two lists of structs of one client into one without overlaps.
 *
 * <p>Where both lists have the same clocks, the list that is being read goes on as long as it has
 * no gap; what the other list repeats is dropped or cut. That is the order in which Yjs decides,
 * and it shows in the bytes.
 *
 * <p>Source: Yjs {@code mergeUpdatesV2}, restricted to one client.
 */
final class PendingMerge {
  private final Cursor first;
  private final Cursor second;
  private final List<DecodedStruct> merged;

  private PendingMerge(List<DecodedStruct> first, List<DecodedStruct> second) {
    this.first = new Cursor(first);
    this.second = new Cursor(second);
    this.merged = new ArrayList<>(first.size() + second.size());
  }

  static List<DecodedStruct> merge(List<DecodedStruct> known, List<DecodedStruct> more) {
    return new PendingMerge(known, more).run();
  }

  private List<DecodedStruct> run() {
    Cursor current = first;
    while (first.hasNext() || second.hasNext()) {
      current = pick(current);
      takeRun(current);
    }
    return merged;
  }

  private Cursor pick(Cursor current) {
    Cursor other = current == first ? second : first;
    if (!current.hasNext()) {
      return other;
    }
    return other.hasNext() && other.peek().clock < current.peek().clock ? other : current;
  }

  private void takeRun(Cursor current) {
    if (!merged.isEmpty()) {
      boolean skipped = false;
      while (current.hasNext() && current.peek().endClock() <= end()) {
        current.take();
        skipped = true;
      }
      if (!current.hasNext() || (skipped && current.peek().clock > end())) {
        return;
      }
    }
    append(current.take());
    while (current.hasNext() && current.peek().clock == end()) {
      merged.add(current.take());
    }
  }

  private int end() {
    return merged.get(merged.size() - 1).endClock();
  }

  private void append(DecodedStruct struct) {
    if (merged.isEmpty()) {
      merged.add(struct);
      return;
    }
    int known = end() - struct.clock;
    if (known > 0) {
      struct.skipFirst(known);
    }
    DecodedStruct last = merged.get(merged.size() - 1);
    if (last.ref == StructRef.GC && struct.ref == StructRef.GC && last.endClock() == struct.clock) {
      last.length += struct.length;
    } else {
      merged.add(struct);
    }
  }

  /** A list and how far it is read. */
  private static final class Cursor {
    private final List<DecodedStruct> structs;
    private int next;

    Cursor(List<DecodedStruct> structs) {
      this.structs = structs;
    }

    boolean hasNext() {
      return next < structs.size();
    }

    DecodedStruct peek() {
      return structs.get(next);
    }

    DecodedStruct take() {
      return structs.get(next++);
    }
  }
}
