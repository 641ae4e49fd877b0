package dev.ycrdt.core;

import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.undo.UndoStep;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one undo takes back: the changes of one transaction, or of several that followed each other
 * quickly.
 *
 * <p>Safe for use by any thread. Equal only to itself.
 *
 * <p>Source: Yjs {@code StackItem} in {@code utils/UndoManager.js}.
 */
public final class StackItem {
  private final DocState doc;
  private final UndoStep step;
  private final Map<Object, @Nullable Object> meta =
      Collections.synchronizedMap(new LinkedHashMap<>());

  private StackItem(DocState doc, UndoStep step) {
    this.doc = doc;
    this.step = step;
  }

  /** {@return the one item of {@code step}; the document is locked} */
  static StackItem of(DocState doc, UndoStep step) {
    if (step.handle instanceof StackItem item) {
      return item;
    }
    StackItem item = new StackItem(doc, step);
    step.handle = item;
    return item;
  }

  /** {@return the clocks that were added} */
  public DeleteSet insertions() {
    return doc.locked(() -> step.insertions().toDeleteSet());
  }

  /** {@return the clocks that were deleted} */
  public DeleteSet deletions() {
    return doc.locked(() -> step.deletions().toDeleteSet());
  }

  /**
   * {@return a map for whatever belongs to this step, such as the selection at the time}
   *
   * <p>Fill it when the item is added or updated, and read it when the item is popped: a redo has
   * an item of its own. Synchronised; hold its monitor to iterate over it.
   */
  public Map<Object, @Nullable Object> meta() {
    return meta;
  }
}
