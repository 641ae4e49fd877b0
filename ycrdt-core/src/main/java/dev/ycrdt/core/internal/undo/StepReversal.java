package dev.ycrdt.core.internal.undo;

import dev.ycrdt.core.internal.store.DeleteRanges;
import dev.ycrdt.core.internal.store.RedoneItems;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.Struct;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes one step back in a transaction: what the step has deleted is created anew, then what it has
 * added is deleted.
 *
 * <p>Source: Yjs {@code popStackItem}.
 */
final class StepReversal {
  private final DocTransaction transaction;
  private final UndoHistory history;

  StepReversal(DocTransaction transaction, UndoHistory history) {
    this.transaction = transaction;
    this.history = history;
  }

  /** {@return whether taking {@code step} back has made a difference} */
  boolean reverse(UndoStep step) {
    List<Item> toDelete = insertedItems(step.insertions());
    Set<Item> toRedo = deletedItems(step);
    ItemRedo redo = new ItemRedo(transaction, toRedo, step.insertions(), history);
    boolean changed = false;
    for (Item item : toRedo) {
      changed |= redo.redo(item);
    }
    // children before the types around them, so that the filter still sees those with content
    for (int i = toDelete.size() - 1; i >= 0; i--) {
      if (history.settings().mayDelete().test(toDelete.get(i))) {
        transaction.state().deleter().delete(transaction, toDelete.get(i));
        changed = true;
      }
    }
    return changed;
  }

  private List<Item> insertedItems(DeleteRanges insertions) {
    List<Item> inserted = new ArrayList<>();
    ItemsInRanges.forEach(
        transaction,
        insertions,
        item -> {
          if (latest(item) instanceof Item live
              && !live.isDeleted()
              && history.scope().contains(live)) {
            inserted.add(live);
          }
        });
    return inserted;
  }

  private Struct latest(Item item) {
    if (!item.isRedone()) {
      return item;
    }
    RedoneItems.Latest latest = transaction.state().store().redone.follow(item.client, item.clock);
    Struct struct = latest.struct();
    return latest.offset() > 0 && struct instanceof Item longer
        ? transaction.state().store().split(transaction, longer, latest.offset())
        : struct;
  }

  private Set<Item> deletedItems(UndoStep step) {
    Set<Item> deleted = new LinkedHashSet<>();
    ItemsInRanges.forEach(
        transaction,
        step.deletions(),
        item -> {
          // what came and went within one step stays away
          if (history.scope().contains(item)
              && !step.insertions().contains(item.client, item.clock)) {
            deleted.add(item);
          }
        });
    return deleted;
  }
}
