package dev.ycrdt.core.internal.undo;

import dev.ycrdt.core.internal.transaction.DocTransaction;

/** Who is told what happens to the steps of an {@link UndoHistory}; the document is locked. */
public interface UndoEvents {
  /**
   * A step was added.
   *
   * @param redo whether to the steps that can be redone
   */
  void added(UndoStep step, boolean redo, DocTransaction transaction);

  /** The last step that can be undone has grown by a transaction. */
  void updated(UndoStep step, DocTransaction transaction);

  /** A step was undone, or redone, by {@code transaction}. */
  void popped(UndoStep step, boolean redo, DocTransaction transaction);

  /** Steps were given up. */
  void cleared(boolean undoSteps, boolean redoSteps);
}
