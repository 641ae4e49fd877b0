package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.update.DecodedStruct;
import dev.ycrdt.core.internal.update.StructRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** Inserts {@code more} into {@code known} if it fits between two structs. */
  static boolean insert(List<DecodedStruct> known, List<DecodedStruct> more) {
    int index = firstEndingBehind(known, more.get(0).clock);
    return fitsBefore(known, index, more) && known.addAll(index, more);
  }

  /** {@return all structs of both lists} */
  static List<DecodedStruct> merge(List<DecodedStruct> known, List<DecodedStruct> more) {
    return new PendingMerge(known, more).run();
  }

  /** {@return the struct that covers a clock, null when there is none} */
  static @Nullable DecodedStruct find(List<DecodedStruct> structs, int clock) {
    int index = firstEndingBehind(structs, clock);
    return index < structs.size() && structs.get(index).clock <= clock ? structs.get(index) : null;
  }

  private static int firstEndingBehind(List<DecodedStruct> structs, int clock) {
    int low = 0;
    int high = structs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (structs.get(middle).endClock() > clock) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** {@return whether {@code more} lies between two known structs and joins neither} */
  private static boolean fitsBefore(
      List<DecodedStruct> known, int index, List<DecodedStruct> more) {
    DecodedStruct last = more.get(more.size() - 1);
    return (index == known.size() || known.get(index).clock >= last.endClock())
        && (index == 0 || !joins(known.get(index - 1), more.get(0)))
        && (index == known.size() || !joins(last, known.get(index)));
  }

  private static boolean joins(DecodedStruct left, DecodedStruct right) {
    return left.ref == StructRef.GC && right.ref == StructRef.GC && left.endClock() == right.clock;
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
    if (joins(last, struct)) {
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
