package dev.ycrdt.core;

import dev.ycrdt.core.internal.transaction.DocListeners;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The events of a document. Those of one transaction come in the order in which their methods stand
 * here, beginning with {@link #onBeforeAllTransactions}.
 *
 * <p>Listeners are called on the thread that made the change, each of them also when another one
 * throws; the first error is thrown at the end, with the others suppressed in it. A listener is
 * called as often as it was added.
 *
 * <p>Source: the events of Yjs {@code utils/Doc.js}.
 */
abstract sealed class DocEvents permits YDoc {
  DocEvents() {}

  abstract DocListeners listeners();

  /** Calls {@code listener} before the first of a series of transactions. */
  public final Subscription onBeforeAllTransactions(Consumer<YDoc> listener) {
    return listeners().beforeAllTransactions.add(listener);
  }

  /** Calls {@code listener} at the start of every transaction. */
  public final Subscription onBeforeTransaction(Consumer<Transaction> listener) {
    return listeners().beforeTransaction.add(listener);
  }

  /** Calls {@code listener} after the body of every transaction, before the observers of types. */
  public final Subscription onBeforeObserverCalls(Consumer<Transaction> listener) {
    return listeners().beforeObserverCalls.add(listener);
  }

  /** Calls {@code listener} after the observers of every transaction. */
  public final Subscription onAfterTransaction(Consumer<Transaction> listener) {
    return listeners().afterTransaction.add(listener);
  }

  /** Calls {@code listener} when a transaction is complete, before its update is emitted. */
  public final Subscription onAfterTransactionCleanup(Consumer<Transaction> listener) {
    return listeners().afterTransactionCleanup.add(listener);
  }

  /**
   * Calls {@code listener} with the update of every transaction that changed something, in format
   * V1.
   */
  public final Subscription onUpdate(UpdateListener listener) {
    return listeners().update.add(listener);
  }

  /**
   * Calls {@code listener} with the update of every transaction that changed something, in format
   * V2, after the listeners of {@link #onUpdate}.
   */
  public final Subscription onUpdateV2(UpdateListener listener) {
    return listeners().updateV2.add(listener);
  }

  /** Calls {@code listener} when subdocuments appear, disappear or are to be loaded. */
  public final Subscription onSubdocs(SubdocsListener listener) {
    return listeners().subdocs.add(listener);
  }

  /** Calls {@code listener} after the last of a series of transactions. */
  public final Subscription onAfterAllTransactions(BiConsumer<YDoc, List<Transaction>> listener) {
    return listeners().afterAllTransactions.add(listener);
  }

  /** Calls {@code listener} when the content was loaded, see {@link YDoc#setLoaded()}. */
  public final Subscription onLoad(Consumer<YDoc> listener) {
    return listeners().load.add(listener);
  }

  /** Calls {@code listener} when {@link YDoc#setSynced} is called, with its argument. */
  public final Subscription onSync(Consumer<Boolean> listener) {
    return listeners().sync.add(listener);
  }

  /** Calls {@code listener} when the document is destroyed. */
  public final Subscription onDestroy(Consumer<YDoc> listener) {
    return listeners().destroy.add(listener);
  }
}
