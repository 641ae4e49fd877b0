package dev.ycrdt.core.internal.undo;

import dev.ycrdt.core.internal.store.DeleteRanges;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Saves deleted content from garbage collection while it can still be created anew.
 *
 * <p>There is one flag per item, and no count: who releases an item releases it for every undo
 * manager, and with it the types around it, even where those hold other items that are kept.
 *
 * <p>Source: Yjs {@code keepItem}.
 */
final class KeepFlags {
  private KeepFlags() {}

  /** Sets the flag of {@code item} and of the items around it, up to one that has it already. */
  static void set(Item item, boolean keep) {
    for (@Nullable Item next = item; next != null && next.isKept() != keep; ) {
      next.setKept(keep);
      next = next.parent.item;
    }
  }

  /** Sets the flags of what is in {@code scope} and in {@code ranges}. */
  static void setAll(
      DocTransaction transaction, DeleteRanges ranges, UndoScope scope, boolean keep) {
    ItemsInRanges.forEach(
        transaction,
        ranges,
        item -> {
          if (scope.contains(item)) {
            set(item, keep);
          }
        });
  }
}
