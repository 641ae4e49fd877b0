package dev.ycrdt.core;

import org.jspecify.annotations.Nullable;

/** Is told of every change of a document, as an update for other replicas. */
@FunctionalInterface
public interface UpdateListener {
  /**
   * Called on the thread of the transaction, which holds the lock of the document: hand over and
   * return.
   *
   * @param update the change in the update format that was asked for; shared with the other
   *     listeners, not to be changed
   * @param origin the origin of the transaction
   * @param transaction the transaction
   */
  void onUpdate(byte[] update, @Nullable Object origin, Transaction transaction);
}
