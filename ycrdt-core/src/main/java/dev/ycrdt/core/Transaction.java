package dev.ycrdt.core;

import org.jspecify.annotations.Nullable;

/**
 * One atomic change of a document: everything from the outermost call of {@link YDoc#transact} to
 * the end of its observers. Belongs to the thread that runs it.
 *
 * <p>Source: Yjs {@code utils/Transaction.js}.
 */
public interface Transaction {
  /** {@return the document} */
  YDoc doc();

  /** {@return what was given as the origin of the change, null when nothing was} */
  @Nullable Object origin();

  /** {@return whether the change was made here; false when it applies an update} */
  boolean local();

  /**
   * {@return the state of the document before the change}
   *
   * @throws IllegalStateException if the transaction is over
   */
  StateVector beforeState();

  /**
   * {@return the state of the document after the change, or now while it is still being made}
   *
   * @throws IllegalStateException if the transaction is over
   */
  StateVector afterState();

  /** {@return what the change deleted} */
  DeleteSet deleteSet();
}
