package dev.ycrdt.core.internal.undo;

import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an undo manager: takes them from transactions, and takes them back.
 *
 * <p>All methods are called with the document locked.
 *
 * <p>Source: Yjs {@code utils/UndoManager.js}.
 */
public final class UndoHistory {
  private final DocState doc;
  private final UndoSettings settings;
  private final UndoEvents events;
  private final UndoScope scope = new UndoScope();
  private final TrackedOrigins origins = new TrackedOrigins();
  private final List<UndoStep> undoSteps = new ArrayList<>();
  private final List<UndoStep> redoSteps = new ArrayList<>();
  private boolean undoing;
  private boolean redoing;
  private long lastChange;

  /** Makes an empty history. */
  public UndoHistory(DocState doc, UndoSettings settings, UndoEvents events) {
    this.doc = doc;
    this.settings = settings;
    this.events = events;
  }

  /** {@return what can be undone} */
  public UndoScope scope() {
    return scope;
  }

  /** {@return whose transactions are captured} */
  public TrackedOrigins origins() {
    return origins;
  }

  UndoSettings settings() {
    return settings;
  }

  /** {@return the steps that can be undone, the latest last} */
  public List<UndoStep> undoSteps() {
    return Collections.unmodifiableList(undoSteps);
  }

  /** {@return the steps that can be redone, the latest last} */
  public List<UndoStep> redoSteps() {
    return Collections.unmodifiableList(redoSteps);
  }

  /** {@return whether a step is being undone} */
  public boolean isUndoing() {
    return undoing;
  }

  /** {@return whether a step is being redone} */
  public boolean isRedoing() {
    return redoing;
  }

  /** Makes the next change start a new step. */
  public void stopCapturing() {
    lastChange = 0;
  }

  boolean hasDeleted(ClientStructs client, int clock) {
    return hasDeleted(undoSteps, client, clock) || hasDeleted(redoSteps, client, clock);
  }

  private static boolean hasDeleted(List<UndoStep> steps, ClientStructs client, int clock) {
    for (UndoStep step : steps) {
      if (step.deletions().contains(client, clock)) {
        return true;
      }
    }
    return false;
  }

  /** Takes up what a transaction did, once its observers have been called. */
  public void capture(Transaction finished) {
    DocTransaction transaction = (DocTransaction) finished;
    if (!settings.captures().test(transaction)
        || !scope.isTouchedBy(transaction)
        || !origins.contains(transaction.origin())) {
      return;
    }
    if (undoing) {
      stopCapturing();
    } else if (!redoing) {
      clear(false, true);
    }
    long now = settings.clock().getAsLong();
    boolean appends = !undoing && !redoing && !undoSteps.isEmpty() && isRecent(now);
    if (!undoing && !redoing) {
      lastChange = now;
    }
    List<UndoStep> steps = undoing ? redoSteps : undoSteps;
    if (appends) {
      lastOf(steps).append(transaction.insertions(), transaction.deletes());
    } else {
      steps.add(new UndoStep(transaction.insertions(), transaction.deletes()));
    }
    KeepFlags.setAll(transaction, transaction.deletes(), scope, true);
    if (appends) {
      events.updated(lastOf(steps), transaction);
    } else {
      events.added(lastOf(steps), undoing, transaction);
    }
  }

  private boolean isRecent(long now) {
    return lastChange > 0 && now - lastChange < settings.captureTimeout();
  }

  private static UndoStep lastOf(List<UndoStep> steps) {
    return steps.get(steps.size() - 1);
  }

  /** Gives up steps; what only they have kept is collected with what is around it. */
  public void clear(boolean undo, boolean redo) {
    if ((undo && !undoSteps.isEmpty()) || (redo && !redoSteps.isEmpty())) {
      doc.transact(
          null,
          true,
          transaction -> {
            if (undo) {
              release(transaction, undoSteps);
            }
            if (redo) {
              release(transaction, redoSteps);
            }
            events.cleared(undo, redo);
          });
    }
  }

  private void release(DocTransaction transaction, List<UndoStep> steps) {
    for (UndoStep step : steps) {
      KeepFlags.setAll(transaction, step.deletions(), scope, false);
    }
    steps.clear();
  }

  /**
   * Takes back the latest step that makes a difference; those after it that make none are lost.
   *
   * @param redo whether of the steps that can be redone
   * @param origin of the transaction, if it is a new one
   * @return the step, null if there was none
   */
  public @Nullable UndoStep pop(boolean redo, Object origin) {
    if (undoing || redoing) {
      throw new IllegalStateException(
          "undo or redo inside of " + (undoing ? "an undo" : "a redo") + " by the same manager");
    }
    undoing = !redo;
    redoing = redo;
    try {
      Popping popping = new Popping(redo ? redoSteps : undoSteps);
      doc.transact(origin, true, popping::run);
      if (popping.step != null && popping.transaction != null) {
        events.popped(popping.step, redo, popping.transaction);
      }
      return popping.step;
    } finally {
      undoing = false;
      redoing = false;
    }
  }

  /** One undo or redo. */
  private final class Popping {
    private final List<UndoStep> steps;
    private @Nullable UndoStep step;
    private @Nullable DocTransaction transaction;

    Popping(List<UndoStep> steps) {
      this.steps = steps;
    }

    void run(DocTransaction current) {
      transaction = current;
      while (step == null && !steps.isEmpty()) {
        UndoStep candidate = steps.remove(steps.size() - 1);
        if (new StepReversal(current, UndoHistory.this).reverse(candidate)) {
          step = candidate;
        }
      }
    }
  }
}
