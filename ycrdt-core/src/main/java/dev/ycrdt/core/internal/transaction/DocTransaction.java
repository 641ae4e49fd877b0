package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.DeleteSet;
import dev.ycrdt.core.StateVector;
import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.DeleteRanges;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.type.TypeNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The bookkeeping of one transaction. It costs what the transaction changes: for each client that
 * gets structs the state before, for each changed type what changed, and the deleted ranges.
 *
 * <p>Source: Yjs {@code utils/Transaction.js}. Differs: Yjs copies the state vector of the whole
 * document at the start.
 */
public final class DocTransaction implements Transaction {
  private static final int MAX_LINEAR = 8;

  private final DocState state;
  private final @Nullable Object origin;
  private final DeleteRanges deletes = new DeleteRanges();
  private final List<Item> mergeCandidates = new ArrayList<>(0);
  private final List<TypeChange> changes = new ArrayList<>(1);
  private @Nullable SubdocChanges subdocs;
  private boolean local;
  private boolean needsFormattingCleanup;
  private boolean closed;
  private final boolean inSeries;
  private final int position;
  private ClientStructs[] touched = new ClientStructs[1];
  private int[] before = new int[1];
  private int[] after = new int[1];
  private int touchedCount;
  private Map<ClientStructs, Integer> touchedIndexes = Map.of();

  /**
   * Makes an open transaction.
   *
   * @param inSeries whether an earlier transaction is still being cleaned up
   */
  DocTransaction(DocState state, @Nullable Object origin, boolean local, boolean inSeries) {
    this.inSeries = inSeries;
    this.position = state.queued();
    this.state = state;
    this.origin = origin;
    this.local = local;
  }

  /** {@return the document} */
  public DocState state() {
    return state;
  }

  @Override
  public YDoc doc() {
    return state.doc();
  }

  @Override
  public @Nullable Object origin() {
    return origin;
  }

  @Override
  public boolean local() {
    return local;
  }

  /**
   * Returns whether text may be appended to an item where Yjs would merge a new one at the end.
   *
   * <p>The update of a transaction contains what transactions of its observers have added by then,
   * and that is not merged yet: in those, appending would show. So it would to a filter that is
   * asked about items before they are merged.
   */
  public boolean growsItems() {
    return !inSeries && state.gcFilter() == null;
  }

  /** Marks the transaction as one that applies an update. */
  public void setRemote() {
    local = false;
  }

  /** {@return the deleted ranges} */
  public DeleteRanges deletes() {
    return deletes;
  }

  /** {@return the subdocuments that appeared, disappeared or are to be loaded} */
  public SubdocChanges subdocs() {
    if (subdocs == null) {
      subdocs = new SubdocChanges();
    }
    return subdocs;
  }

  boolean hasSubdocChanges() {
    return subdocs != null && !subdocs.isEmpty();
  }

  /** {@return what changed, by type, in the order of the first change} */
  public List<TypeChange> changes() {
    return changes;
  }

  /** Remembers an item that may be merged with a neighbour when the transaction ends. */
  public void addMergeCandidate(Item item) {
    mergeCandidates.add(item);
  }

  List<Item> mergeCandidates() {
    return mergeCandidates;
  }

  /** Asks for a cleanup of redundant attributes when the observers have been called. */
  public void requestFormattingCleanup() {
    needsFormattingCleanup = true;
  }

  boolean needsFormattingCleanup() {
    return needsFormattingCleanup;
  }

  /** Records the state of {@code client} before its first change in this transaction. */
  public void touch(ClientStructs client) {
    if (client.touchedBy != this) {
      client.touchedBy = this;
      client.touchedIndex = touchedCount;
      addTouched(client, client.state());
      if (inSeries) {
        state.touches().add(position, client, client.state());
      }
    }
  }

  private void addTouched(ClientStructs client, int stateBefore) {
    if (touchedCount == touched.length) {
      int capacity = touchedCount * 2;
      touched = Arrays.copyOf(touched, capacity);
      before = Arrays.copyOf(before, capacity);
      after = Arrays.copyOf(after, capacity);
    }
    touched[touchedCount] = client;
    before[touchedCount++] = stateBefore;
    if (touchedCount > MAX_LINEAR) {
      indexTouched();
    }
  }

  private void indexTouched() {
    if (touchedIndexes.isEmpty()) {
      touchedIndexes = new HashMap<>();
    }
    for (int i = touchedIndexes.size(); i < touchedCount; i++) {
      touchedIndexes.put(touched[i], i);
    }
  }

  /**
   * {@return the state of {@code client} at the start of this transaction}
   *
   * <p>Transactions that observers start change the document before the cleanup of this one is
   * over, so a client that is not touched here may be touched there.
   */
  public int beforeClock(ClientStructs client) {
    if (client.touchedBy == this) {
      return before[client.touchedIndex];
    }
    int index = indexOf(client);
    return index >= 0 ? before[index] : state.clockBeforeLater(this, client);
  }

  private int indexOf(ClientStructs client) {
    if (touchedCount > MAX_LINEAR) {
      return touchedIndexes.getOrDefault(client, -1);
    }
    for (int i = 0; i < touchedCount; i++) {
      if (touched[i] == client) {
        return i;
      }
    }
    return -1;
  }

  /** {@return the place in the series of transactions that are cleaned up together, from 0} */
  int position() {
    return position;
  }

  /** Counts what later transactions of the series have touched as changed since this one began. */
  void absorbLater() {
    state
        .touches()
        .forEachBehind(
            position,
            (client, clock) -> {
              if (indexOf(client) < 0) {
                addTouched(client, clock);
                after[touchedCount - 1] = clock;
              }
            });
  }

  /** Fixes the state after the transaction, clients in the order of their first struct. */
  void fixAfterState() {
    if (touchedCount > 1) {
      sortTouched();
    }
    for (int i = 0; i < touchedCount; i++) {
      after[i] = touched[i].state();
    }
  }

  private void sortTouched() {
    Integer[] order = new Integer[touchedCount];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Integer.compare(touched[a].ordinal(), touched[b].ordinal()));
    ClientStructs[] sortedTouched = new ClientStructs[touched.length];
    int[] sortedBefore = new int[before.length];
    for (int i = 0; i < touchedCount; i++) {
      sortedTouched[i] = touched[order[i]];
      sortedBefore[i] = before[order[i]];
      if (sortedTouched[i].touchedBy == this) {
        sortedTouched[i].touchedIndex = i;
      }
    }
    touched = sortedTouched;
    before = sortedBefore;
    if (touchedCount > MAX_LINEAR) {
      touchedIndexes = Map.of();
      indexTouched();
    }
  }

  int touchedCount() {
    return touchedCount;
  }

  ClientStructs touchedClient(int index) {
    return touched[index];
  }

  int beforeAt(int index) {
    return before[index];
  }

  int afterAt(int index) {
    return after[index];
  }

  /** {@return whether the transaction added or deleted anything} */
  boolean hasContent() {
    if (!deletes.isEmpty()) {
      return true;
    }
    for (int i = 0; i < touchedCount; i++) {
      if (before[i] != after[i]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Records a change of the list part of {@code type} (null key) or of a map entry.
   *
   * <p>Only types that existed before the transaction and are not deleted count. Source: Yjs {@code
   * addChangedTypeToTransaction}.
   */
  public void addChanged(TypeNode type, @Nullable String key) {
    Item item = type.item;
    if (item != null && (item.isDeleted() || item.clock >= beforeClock(item.client))) {
      return;
    }
    TypeChange change = type.change;
    if (change == null || change.transaction != this) {
      change = new TypeChange(this, type);
      type.change = change;
      changes.add(change);
    }
    if (key == null) {
      change.addList();
    } else {
      change.addKey(key);
    }
  }

  /** Forgets the changes of a type that was deleted. */
  public void removeChanged(TypeNode type) {
    TypeChange change = type.change;
    if (change != null && change.transaction == this) {
      type.change = null;
      changes.remove(change);
    }
  }

  /** Calls {@code action} for each client that got structs, with the clock of the first one. */
  public void forEachNewRange(ObjIntConsumer<ClientStructs> action) {
    for (int i = 0; i < touchedCount; i++) {
      if (before[i] != after[i]) {
        action.accept(touched[i], before[i]);
      }
    }
  }

  /** {@return the clocks that were added, clients in the order of their first struct} */
  public DeleteRanges insertions() {
    DeleteRanges insertions = new DeleteRanges();
    for (int i = 0; i < touchedCount; i++) {
      if (before[i] != after[i]) {
        insertions.add(touched[i], before[i], after[i] - before[i]);
      }
    }
    return insertions;
  }

  /** Lets go of the document's structures; nothing can be asked of the transaction afterwards. */
  void close() {
    for (int i = 0; i < touchedCount; i++) {
      if (touched[i].touchedBy == this) {
        touched[i].touchedBy = null;
      }
    }
    for (TypeChange change : changes) {
      if (change.type.change == change) {
        change.type.change = null;
      }
    }
    closed = true;
  }

  /** {@return whether the cleanup of this transaction is over} */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public StateVector beforeState() {
    return stateVector(true);
  }

  @Override
  public StateVector afterState() {
    return stateVector(false);
  }

  private StateVector stateVector(boolean beforeChanges) {
    return state.locked(
        () -> {
          if (closed) {
            throw new IllegalStateException(
                "the transaction is over; ask for its states in a listener");
          }
          Map<Long, Long> clocks = new HashMap<>();
          for (ClientStructs client : state.store().clients()) {
            int clock = beforeChanges ? beforeClock(client) : afterClock(client);
            if (clock > 0) {
              clocks.put(client.id, (long) clock);
            }
          }
          return StateVector.of(clocks);
        });
  }

  private int afterClock(ClientStructs client) {
    int index = indexOf(client);
    if (index >= 0) {
      return state.current() == this ? client.state() : after[index];
    }
    return state.clockBeforeLater(this, client);
  }

  @Override
  public DeleteSet deleteSet() {
    return state.locked(deletes::toDeleteSet);
  }
}
