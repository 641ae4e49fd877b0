package dev.ycrdt.core;

import java.util.Set;

/** Is told of subdocuments that appear, disappear or are to be loaded. */
@FunctionalInterface
public interface SubdocsListener {
  /**
   * Called on the thread of the transaction, which holds the lock of the document.
   *
   * @param loaded subdocuments that somebody wants to use
   * @param added subdocuments that became part of the document
   * @param removed subdocuments that are no longer part of it; they are destroyed afterwards
   * @param transaction the transaction
   */
  void onSubdocs(Set<YDoc> loaded, Set<YDoc> added, Set<YDoc> removed, Transaction transaction);
}
