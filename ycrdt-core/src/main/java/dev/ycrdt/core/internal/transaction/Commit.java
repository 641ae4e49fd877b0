package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.UpdateListener;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.GarbageCollector;
import dev.ycrdt.core.internal.store.StructMerger;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.type.FormattingCleanup;
import dev.ycrdt.core.internal.update.StateEncoder;
import dev.ycrdt.core.internal.update.UpdateWriter;
import dev.ycrdt.core.internal.update.UpdateWriterV1;
import dev.ycrdt.core.internal.update.UpdateWriterV2;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What happens after the body of a transaction, in this order:
 *
 * <ol>
 *   <li>the delete ranges and the state after are fixed; <b>beforeObserverCalls</b>
 *   <li>type observers, deep observers, <b>afterTransaction</b>
 *   <li>cleanup of redundant attributes, in a transaction of its own
 *   <li>garbage collection, then merging: deleted ranges, new structs, split structs
 *   <li><b>afterTransactionCleanup</b>, <b>update</b>, <b>updateV2</b>, <b>subdocs</b>
 *   <li>the same for transactions that were started meanwhile; <b>afterAllTransactions</b>
 * </ol>
 *
 * <p>A listener that throws stops none of this; what it threw is thrown at the end.
 *
 * <p>Source: Yjs {@code cleanupTransactions}.
 */
final class Commit {
  private final DocState doc;
  private final DocListeners listeners;
  private final Failures failures = new Failures();

  Commit(DocState doc) {
    this.doc = doc;
    this.listeners = doc.listeners();
  }

  void run(List<DocTransaction> queue) {
    try {
      for (int i = 0; i < queue.size(); i++) {
        cleanUp(queue.get(i));
      }
    } finally {
      finish(queue);
    }
    failures.throwIfAny();
  }

  private void finish(List<DocTransaction> queue) {
    List<Transaction> all =
        listeners.afterAllTransactions.isEmpty() ? List.of() : List.copyOf(queue);
    for (DocTransaction transaction : queue) {
      transaction.release();
    }
    queue.clear();
    doc.touches().clear();
    if (!all.isEmpty()) {
      listeners.afterAllTransactions.forEach(failures, listener -> listener.accept(doc.doc(), all));
    }
  }

  private void cleanUp(DocTransaction transaction) {
    transaction.deletes().sortAndMerge();
    transaction.absorbLater();
    transaction.fixAfterState();
    notify(listeners.beforeObserverCalls, transaction);
    if (!transaction.changes().isEmpty()) {
      new ObserverCalls(transaction, failures).run();
    }
    notify(listeners.afterTransaction, transaction);
    if (transaction.needsFormattingCleanup()) {
      failures.run(() -> FormattingCleanup.afterTransaction(transaction));
    }
    tidy(transaction);
    renewClientIdOnCollision(transaction);
    notify(listeners.afterTransactionCleanup, transaction);
    emitUpdate(listeners.update, UpdateWriterV1::new, transaction);
    emitUpdate(listeners.updateV2, UpdateWriterV2::new, transaction);
    emitSubdocs(transaction);
  }

  private void notify(
      ListenerList<Consumer<Transaction>> listenerList, DocTransaction transaction) {
    if (!listenerList.isEmpty()) {
      listenerList.forEach(failures, listener -> listener.accept(transaction));
    }
  }

  private void tidy(DocTransaction transaction) {
    if (!transaction.deletes().isEmpty()) {
      if (doc.gc()) {
        new GarbageCollector(doc.store(), this::mayCollect).collect(transaction.deletes());
      }
      StructMerger.mergeDeleted(transaction.deletes());
    }
    for (int i = 0; i < transaction.touchedCount(); i++) {
      if (transaction.beforeAt(i) != transaction.afterAt(i)) {
        StructMerger.mergeNew(transaction.touchedClient(i), transaction.beforeAt(i));
      }
    }
    StructMerger.mergeCandidates(transaction.mergeCandidates());
  }

  private boolean mayCollect(Item item) {
    Predicate<Item> filter = doc.gcFilter();
    if (filter == null) {
      return true;
    }
    try {
      return filter.test(item);
    } catch (Throwable e) {
      // user code: what it cannot decide on stays, and the error is thrown when all else is done
      failures.add(e);
      return false;
    }
  }

  private void renewClientIdOnCollision(DocTransaction transaction) {
    if (transaction.local()) {
      return;
    }
    for (int i = 0; i < transaction.touchedCount(); i++) {
      if (transaction.touchedClient(i).id == doc.clientId()
          && transaction.beforeAt(i) != transaction.afterAt(i)) {
        doc.setClientId(DocState.randomClientId());
        return;
      }
    }
  }

  private void emitUpdate(
      ListenerList<UpdateListener> updateListeners,
      Supplier<UpdateWriter> format,
      DocTransaction transaction) {
    if (!updateListeners.isEmpty() && transaction.hasContent()) {
      transaction.absorbLater();
      byte[] update = encodeUpdate(transaction, format.get());
      updateListeners.forEach(
          failures, listener -> listener.onUpdate(update, transaction.origin(), transaction));
    }
  }

  private static byte[] encodeUpdate(DocTransaction transaction, UpdateWriter writer) {
    List<StateEncoder.Part> parts = new ArrayList<>(transaction.touchedCount());
    for (int i = 0; i < transaction.touchedCount(); i++) {
      ClientStructs client = transaction.touchedClient(i);
      if (transaction.beforeAt(i) < client.state()) {
        parts.add(new StateEncoder.Part(client, transaction.beforeAt(i)));
      }
    }
    StateEncoder.writeStructs(writer, parts);
    transaction.deletes().write(writer);
    return writer.toByteArray();
  }

  private void emitSubdocs(DocTransaction transaction) {
    if (!transaction.hasSubdocChanges()) {
      return;
    }
    SubdocChanges changes = transaction.subdocs();
    doc.life().apply(changes);
    listeners.subdocs.forEach(
        failures,
        listener ->
            listener.onSubdocs(changes.loaded(), changes.added(), changes.removed(), transaction));
    changes.removed().forEach(subdoc -> failures.run(subdoc::destroy));
  }
}
