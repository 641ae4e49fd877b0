package dev.ycrdt.core.internal.undo;

import dev.ycrdt.core.internal.store.DeleteRanges;
import org.jspecify.annotations.Nullable;

/**
 * What one or several transactions added and deleted, to be taken back at once.
 *
 * <p>The order of the clients is that of their first change, and decides on the clocks of what is
 * created anew.
 *
 * <p>Source: {@code StackItem} in Yjs {@code utils/UndoManager.js}.
 */
public final class UndoStep {
  /** The API object, once there is one. */
  public @Nullable Object handle;

  private DeleteRanges insertions;
  private DeleteRanges deletions;

  UndoStep(DeleteRanges insertions, DeleteRanges deletions) {
    this.insertions = insertions;
    this.deletions = deletions;
  }

  /** {@return the clocks that were added} */
  public DeleteRanges insertions() {
    return insertions;
  }

  /** {@return the clocks that were deleted} */
  public DeleteRanges deletions() {
    return deletions;
  }

  /** Adds what another transaction did. */
  void append(DeleteRanges laterInsertions, DeleteRanges laterDeletions) {
    insertions = merge(insertions, laterInsertions);
    deletions = merge(deletions, laterDeletions);
  }

  // not in place: the deletions may still be those of a transaction
  private static DeleteRanges merge(DeleteRanges ranges, DeleteRanges later) {
    DeleteRanges merged = new DeleteRanges();
    merged.addAll(ranges);
    merged.addAll(later);
    merged.sortAndMerge();
    return merged;
  }
}
