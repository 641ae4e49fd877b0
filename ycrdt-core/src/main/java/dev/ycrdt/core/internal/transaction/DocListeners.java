package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.SubdocsListener;
import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.UpdateListener;
import dev.ycrdt.core.YDoc;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The listeners of one document, by event; the names are those of the Yjs events. */
public final class DocListeners {
  /** Before the first transaction of a series. */
  public final ListenerList<Consumer<YDoc>> beforeAllTransactions = new ListenerList<>();

  /** Before the body of a transaction. */
  public final ListenerList<Consumer<Transaction>> beforeTransaction = new ListenerList<>();

  /** After the body, before type observers. */
  public final ListenerList<Consumer<Transaction>> beforeObserverCalls = new ListenerList<>();

  /** After type observers. */
  public final ListenerList<Consumer<Transaction>> afterTransaction = new ListenerList<>();

  /** After garbage collection and merging. */
  public final ListenerList<Consumer<Transaction>> afterTransactionCleanup = new ListenerList<>();

  /** With the update that a transaction makes, in format V1. */
  public final ListenerList<UpdateListener> update = new ListenerList<>();

  /** With the same in format V2. */
  public final ListenerList<UpdateListener> updateV2 = new ListenerList<>();

  /** When subdocuments appear, disappear or are to be loaded. */
  public final ListenerList<SubdocsListener> subdocs = new ListenerList<>();

  /** After the last transaction of a series. */
  public final ListenerList<BiConsumer<YDoc, List<Transaction>>> afterAllTransactions =
      new ListenerList<>();

  /** When the content was loaded from storage, or has come from elsewhere. */
  public final ListenerList<Consumer<YDoc>> load = new ListenerList<>();

  /** When the document gets in sync with its peers, or is not any more. */
  public final ListenerList<Consumer<Boolean>> sync = new ListenerList<>();

  /** When the document is destroyed. */
  public final ListenerList<Consumer<YDoc>> destroy = new ListenerList<>();

  /** Removes all listeners. */
  public void clear() {
    beforeAllTransactions.clear();
    beforeTransaction.clear();
    beforeObserverCalls.clear();
    afterTransaction.clear();
    afterTransactionCleanup.clear();
    update.clear();
    updateV2.clear();
    subdocs.clear();
    afterAllTransactions.clear();
    load.clear();
    sync.clear();
    destroy.clear();
  }
}
