package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.YDoc;
import java.util.concurrent.CompletableFuture;

/**
 * Whether the content of a document is there. Whoever provides the content reports it: that it was
 * loaded from storage, and that it is in sync with peers or no longer so.
 *
 * <p>Listeners and what waits for a future are called on the reporting thread, with no lock held;
 * futures complete after all listeners were called.
 *
 * <p>Source: {@code isLoaded}, {@code isSynced}, {@code whenLoaded} and {@code whenSynced} of Yjs
 * {@code utils/Doc.js}. Differs: what still waits when the document is destroyed is cancelled,
 * where a promise of Yjs stays open for ever.
 */
public final class Readiness {
  private final YDoc doc;
  private final DocListeners listeners;
  private final CompletableFuture<YDoc> whenLoaded = new CompletableFuture<>();
  private CompletableFuture<YDoc> whenSynced = new CompletableFuture<>();
  private boolean loaded;
  private boolean synced;
  private boolean ended;

  Readiness(YDoc doc, DocListeners listeners) {
    this.doc = doc;
    this.listeners = listeners;
  }

  /** {@return whether the content was loaded} */
  public synchronized boolean isLoaded() {
    return loaded;
  }

  /** {@return whether the document is in sync} */
  public synchronized boolean isSynced() {
    return synced;
  }

  /** {@return completes when the content was loaded} */
  public CompletableFuture<YDoc> whenLoaded() {
    return whenLoaded.copy();
  }

  /** {@return completes when the document is in sync} */
  public synchronized CompletableFuture<YDoc> whenSynced() {
    return whenSynced.copy();
  }

  /** Reports that the content was loaded. */
  public void setLoaded() {
    synchronized (this) {
      if (ended) {
        return;
      }
      loaded = true;
    }
    Failures failures = new Failures();
    listeners.load.forEach(failures, listener -> listener.accept(doc));
    whenLoaded.complete(doc);
    failures.throwIfAny();
  }

  /** Reports whether the document is in sync; if so it is loaded, too. */
  public void setSynced(boolean inSync) {
    boolean newlyLoaded;
    CompletableFuture<YDoc> waiting;
    synchronized (this) {
      if (ended) {
        return;
      }
      if (synced && !inSync) {
        whenSynced = new CompletableFuture<>();
      }
      synced = inSync;
      newlyLoaded = inSync && !loaded;
      loaded |= inSync;
      waiting = whenSynced;
    }
    Failures failures = new Failures();
    if (newlyLoaded) {
      listeners.load.forEach(failures, listener -> listener.accept(doc));
    }
    listeners.sync.forEach(failures, listener -> listener.accept(inSync));
    if (inSync) {
      whenLoaded.complete(doc);
      waiting.complete(doc);
    }
    failures.throwIfAny();
  }

  /** Cancels what still waits; nothing is reported any more. */
  void end() {
    CompletableFuture<YDoc> waiting;
    synchronized (this) {
      ended = true;
      waiting = whenSynced;
    }
    whenLoaded.cancel(false);
    waiting.cancel(false);
  }
}
