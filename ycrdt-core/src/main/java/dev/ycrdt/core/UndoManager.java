package dev.ycrdt.core;

import dev.ycrdt.core.event.YEvent;
import dev.ycrdt.core.internal.transaction.ChangedParents;
import dev.ycrdt.core.internal.transaction.DocHandles;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.transaction.Failures;
import dev.ycrdt.core.internal.transaction.ListenerList;
import dev.ycrdt.core.internal.type.TypeHandles;
import dev.ycrdt.core.internal.undo.UndoEvents;
import dev.ycrdt.core.internal.undo.UndoHistory;
import dev.ycrdt.core.internal.undo.UndoSettings;
import dev.ycrdt.core.internal.undo.UndoStep;
import dev.ycrdt.core.type.SharedType;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes back the changes that one user has made to shared types, and only those: what others have
 * changed meanwhile stays.
 *
 * <pre>{@code
 * UndoManager undoManager = UndoManager.builder(text).build();
 * text.insert(0, "hello");
 * undoManager.undo(); // ""
 * undoManager.redo(); // "hello"
 * }</pre>
 *
 * <p>A change is captured if it is in the scope, the types that were given, and its transaction has
 * a tracked origin; that is null by default, so give the updates of others an origin when you apply
 * them. Changes that follow each other within the capture timeout are taken back together.
 *
 * <p>Undo is a new change, for which the content that was deleted has to be there still. So an undo
 * manager keeps deleted content in its scope from being collected until the stacks are {@link
 * #clear() cleared}. One that is closed without being cleared before leaves it behind.
 *
 * <p>What was deleted comes back as a copy, and not as the same item. These consequences are those
 * of Yjs, because the same calls give the same updates:
 *
 * <ul>
 *   <li>A nested type comes back as another object with the same content. The old one stays
 *       deleted, with its observers; if it was given as the scope itself, the new one is not in the
 *       scope.
 *   <li>Elements that were deleted and come back take their place between the nearest neighbours
 *       that are left. Where several were deleted and inserted in turns, undo and redo can bring
 *       them back in another order.
 *   <li>When the insertion of something that came back is undone, that is what the copy has become:
 *       elements that others have put directly behind it and that became one with it are deleted as
 *       well, and of a copy that was split since only the first part is.
 *   <li>An entry of a map that somebody else has set since is not changed back, unless {@link
 *       Builder#ignoreRemoteMapChanges} says so. A step of which nothing could be taken back is
 *       dropped, and the one before it is undone.
 *   <li>With several undo managers on one document, clearing one gives up content that another may
 *       need; what is gone does not come back.
 *   <li>Undo inside an open transaction becomes a part of it: it can only be redone as part of that
 *       transaction, if that is captured.
 *   <li>With the whole document as scope, a transaction that changes nothing is a step too.
 * </ul>
 *
 * <p>Safe for use by several threads: every call holds the lock of the document. Listeners run with
 * that lock on the thread that made the change.
 *
 * <p>Source: Yjs {@code utils/UndoManager.js}. Differs: types of another document are refused,
 * where Yjs warns; undo or redo by a listener during an undo is refused, where Yjs loses steps; a
 * manager is usable after an observer has thrown during an undo; the set of origins is not shared
 * with the caller.
 */
public final class UndoManager implements AutoCloseable {
  private final DocState doc;
  private final UndoHistory history;
  private final Subscription capturing;
  private final Subscription closing;
  private final ListenerList<Consumer<StackItemEvent>> added = new ListenerList<>();
  private final ListenerList<Consumer<StackItemEvent>> updated = new ListenerList<>();
  private final ListenerList<Consumer<StackItemEvent>> popped = new ListenerList<>();
  private final ListenerList<Consumer<StackClearedEvent>> cleared = new ListenerList<>();

  private UndoManager(Builder builder) {
    doc = DocHandles.stateOf(builder.doc);
    history = new UndoHistory(doc, builder.settings(), new Events());
    builder.origins.forEach(history.origins()::add);
    history.origins().add(this);
    if (builder.wholeDocument) {
      history.scope().addWholeDocument();
    }
    builder.types.forEach(type -> history.scope().add(TypeHandles.nodeOf(type)));
    capturing = doc.listeners().afterTransaction.add(history::capture);
    closing = doc.listeners().destroy.add(destroyed -> close());
  }

  /**
   * {@return a builder for a manager of the changes of types, with everything inside them}
   *
   * @throws IllegalArgumentException if no type is given, or they are not part of one document
   */
  public static Builder builder(SharedType... types) {
    YDoc doc = types.length == 0 ? null : types[0].doc();
    if (doc == null) {
      throw new IllegalArgumentException(
          types.length == 0
              ? "no type is given; use builder(doc, List.of()) to add types later"
              : "this shared type is not part of a document yet: insert it first");
    }
    return builder(doc, List.of(types));
  }

  /** {@return a builder for a manager of all changes of a document} */
  public static Builder builder(YDoc doc) {
    Builder builder = new Builder(doc);
    builder.wholeDocument = true;
    return builder;
  }

  /**
   * {@return a builder for a manager of the changes of types, of which there need not be any yet}
   *
   * @throws IllegalArgumentException if a type is not part of {@code doc}
   */
  public static Builder builder(YDoc doc, Collection<? extends SharedType> types) {
    Builder builder = new Builder(doc);
    for (SharedType type : types) {
      checkSameDoc(doc, type);
      builder.types.add(type);
    }
    return builder;
  }

  private static void checkSameDoc(YDoc doc, SharedType type) {
    if (type.doc() != doc) {
      throw new IllegalArgumentException(
          "a shared type in the scope of an undo manager must be part of its document");
    }
  }

  /** {@return the document} */
  public YDoc doc() {
    return doc.doc();
  }

  /** {@return the types in the scope, in the order in which they were added} */
  public Set<SharedType> scope() {
    return doc.locked(
        () -> {
          Set<SharedType> types = new LinkedHashSet<>();
          history.scope().types().forEach(node -> types.add(TypeHandles.handleOf(node)));
          return Collections.unmodifiableSet(types);
        });
  }

  /**
   * Adds types, with everything inside them, to the scope.
   *
   * @throws IllegalArgumentException if one is not part of the document; nothing is added then
   */
  public void addToScope(SharedType... types) {
    for (SharedType type : types) {
      checkSameDoc(doc(), type);
    }
    locked(
        () -> {
          for (SharedType type : types) {
            history.scope().add(TypeHandles.nodeOf(type));
          }
        });
  }

  /**
   * Makes the whole document the scope.
   *
   * @throws IllegalArgumentException if it is another document than that of this manager
   */
  public void addToScope(YDoc document) {
    if (document != doc()) {
      throw new IllegalArgumentException("an undo manager works on one document only");
    }
    locked(history.scope()::addWholeDocument);
  }

  /** Captures transactions of one more origin, see {@link Builder#trackedOrigins}. */
  public void addTrackedOrigin(@Nullable Object origin) {
    locked(() -> history.origins().add(origin));
  }

  /** Captures transactions of an origin no longer. */
  public void removeTrackedOrigin(@Nullable Object origin) {
    locked(() -> history.origins().remove(origin));
  }

  /**
   * Takes back the latest captured change, in a transaction with this manager as origin. Changes of
   * which nothing can be taken back any more are dropped on the way.
   *
   * @return what was undone, null if there was nothing
   * @throws IllegalStateException if called by an observer or listener during an undo or redo
   */
  public @Nullable StackItem undo() {
    return pop(false);
  }

  /**
   * Takes back the latest undo, if nothing was captured since.
   *
   * @return what was redone, null if there was nothing
   * @throws IllegalStateException if called by an observer or listener during an undo or redo
   */
  public @Nullable StackItem redo() {
    return pop(true);
  }

  private @Nullable StackItem pop(boolean redo) {
    return doc.locked(
        () -> {
          UndoStep step = history.pop(redo, this);
          return step == null ? null : StackItem.of(doc, step);
        });
  }

  /** {@return whether the undo stack has an item} */
  public boolean canUndo() {
    return doc.locked(() -> !history.undoSteps().isEmpty());
  }

  /** {@return whether the redo stack has an item} */
  public boolean canRedo() {
    return doc.locked(() -> !history.redoSteps().isEmpty());
  }

  /** {@return what can be undone, the latest last} */
  public List<StackItem> undoStack() {
    return doc.locked(() -> items(history.undoSteps()));
  }

  /** {@return what can be redone, the latest last} */
  public List<StackItem> redoStack() {
    return doc.locked(() -> items(history.redoSteps()));
  }

  private List<StackItem> items(List<UndoStep> steps) {
    return steps.stream().map(step -> StackItem.of(doc, step)).toList();
  }

  /** {@return whether an undo is under way, for listeners} */
  public boolean isUndoing() {
    return doc.locked(history::isUndoing);
  }

  /** {@return whether a redo is under way, for listeners} */
  public boolean isRedoing() {
    return doc.locked(history::isRedoing);
  }

  /** Makes the next captured change an undo of its own, however soon it follows. */
  public void stopCapturing() {
    locked(history::stopCapturing);
  }

  /** Empties both stacks, see {@link #clear(boolean, boolean)}. */
  public void clear() {
    clear(true, true);
  }

  /**
   * Empties stacks; the content they have kept is collected when a type around it is deleted.
   * Listeners are told if one of the stacks that are asked for was not empty.
   */
  public void clear(boolean undoStack, boolean redoStack) {
    locked(() -> history.clear(undoStack, redoStack));
  }

  /**
   * Captures nothing any more and drops all listeners; what is in the stacks can still be undone.
   * Happens by itself when the document is destroyed.
   */
  @Override
  public void close() {
    locked(() -> history.origins().remove(this));
    capturing.close();
    closing.close();
    added.clear();
    updated.clear();
    popped.clear();
    cleared.clear();
  }

  private void locked(Runnable action) {
    doc.lock();
    try {
      action.run();
    } finally {
      doc.unlock();
    }
  }

  /**
   * Calls {@code listener} when an item was added to a stack: to the undo stack by a change or a
   * redo, to the redo stack by an undo. It runs before the transaction is over.
   */
  public Subscription onStackItemAdded(Consumer<StackItemEvent> listener) {
    return added.add(listener);
  }

  /** Calls {@code listener} when a change was added to the last item of the undo stack. */
  public Subscription onStackItemUpdated(Consumer<StackItemEvent> listener) {
    return updated.add(listener);
  }

  /**
   * Calls {@code listener} when an item was undone or redone, after the transaction unless undo or
   * redo was called inside of one.
   */
  public Subscription onStackItemPopped(Consumer<StackItemEvent> listener) {
    return popped.add(listener);
  }

  /** Calls {@code listener} when a stack was cleared. */
  public Subscription onStackCleared(Consumer<StackClearedEvent> listener) {
    return cleared.add(listener);
  }

  /** Turns what happens to the history into events. */
  private final class Events implements UndoEvents {
    @Override
    public void added(UndoStep step, boolean redo, DocTransaction transaction) {
      emit(added, step, redo, transaction.origin(), transaction);
    }

    @Override
    public void updated(UndoStep step, DocTransaction transaction) {
      emit(updated, step, false, transaction.origin(), transaction);
    }

    @Override
    public void popped(UndoStep step, boolean redo, DocTransaction transaction) {
      emit(popped, step, redo, UndoManager.this, transaction);
    }

    @Override
    public void cleared(boolean undoSteps, boolean redoSteps) {
      call(cleared, new StackClearedEvent(undoSteps, redoSteps));
    }

    private void emit(
        ListenerList<Consumer<StackItemEvent>> listeners,
        UndoStep step,
        boolean redo,
        @Nullable Object origin,
        DocTransaction transaction) {
      if (!listeners.isEmpty()) {
        Map<SharedType, List<YEvent>> changed = ChangedParents.of(transaction);
        StackItemEvent.Type type = redo ? StackItemEvent.Type.REDO : StackItemEvent.Type.UNDO;
        call(listeners, new StackItemEvent(StackItem.of(doc, step), type, origin, changed));
      }
    }

    private <E> void call(ListenerList<Consumer<E>> listeners, E event) {
      Failures failures = new Failures();
      listeners.forEach(failures, listener -> listener.accept(event));
      failures.throwIfAny();
    }
  }

  /** The options of an undo manager. Not safe for use by several threads. */
  public static final class Builder {
    private final YDoc doc;
    private final Set<SharedType> types = new LinkedHashSet<>();
    private boolean wholeDocument;
    private long captureTimeout = 500;
    private LongSupplier clock = System::currentTimeMillis;
    private Predicate<Transaction> captureTransaction = transaction -> true;
    private @Nullable Predicate<ItemView> deleteFilter;
    private Set<@Nullable Object> origins = Collections.singleton(null);
    private boolean ignoreRemoteMapChanges;

    private Builder(YDoc doc) {
      this.doc = doc;
    }

    /**
     * Sets how long after a change the next one is still undone together with it.
     *
     * @param millis 500 by default; 0 makes every change an undo of its own
     * @throws IllegalArgumentException if it is negative
     */
    public Builder captureTimeout(long millis) {
      if (millis < 0) {
        throw new IllegalArgumentException("capture timeout of " + millis + " ms");
      }
      captureTimeout = millis;
      return this;
    }

    /**
     * Sets the clock for the capture timeout, in milliseconds since any time before 0; by default
     * that of the system. It is read with the document locked, once for each captured change.
     */
    public Builder clock(LongSupplier millis) {
      clock = millis;
      return this;
    }

    /**
     * Sets what decides whether a transaction is captured; by default all are that have a tracked
     * origin. It is asked about every transaction of the document, after its observers.
     */
    public Builder captureTransaction(Predicate<Transaction> filter) {
      captureTransaction = filter;
      return this;
    }

    /**
     * Sets what decides whether an item may be deleted when its insertion is taken back; by default
     * all may. What is inside a type that is deleted goes with it.
     *
     * <p>The filter runs inside the transaction of the undo and must not change the document.
     */
    public Builder deleteFilter(Predicate<ItemView> filter) {
      deleteFilter = filter;
      return this;
    }

    /**
     * Sets the origins whose transactions are captured, in place of null alone. An origin is
     * matched if the set contains something equal to it, or its exact class. The manager itself is
     * always one of them.
     */
    public Builder trackedOrigins(Set<?> trackedOrigins) {
      origins = Collections.unmodifiableSet(new LinkedHashSet<>(trackedOrigins));
      return this;
    }

    /**
     * Sets whether undo and redo give a map entry or attribute its old value back even if somebody
     * else has set it since; by default they do not.
     */
    public Builder ignoreRemoteMapChanges(boolean ignore) {
      ignoreRemoteMapChanges = ignore;
      return this;
    }

    /** {@return a manager with these options, which captures changes from now on} */
    public UndoManager build() {
      return new UndoManager(this);
    }

    private UndoSettings settings() {
      Predicate<ItemView> filter = deleteFilter;
      return new UndoSettings(
          captureTimeout,
          clock,
          captureTransaction,
          filter == null ? item -> true : item -> filter.test(new ItemView(item)),
          ignoreRemoteMapChanges);
    }
  }
}
