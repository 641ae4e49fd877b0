package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.ItemView;
import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.event.Changes;
import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.event.KeyChange;
import dev.ycrdt.core.event.KeyChange.Action;
import dev.ycrdt.core.event.YEvent;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.transaction.TypeChange;
import dev.ycrdt.core.type.SharedType;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The common part of all events.
 *
 * <p>Source: Yjs {@code utils/YEvent.js}.
 */
public abstract class ComputedEvent {
  private final TypeChange change;
  private TypeNode currentTarget;
  private @Nullable Map<String, KeyChange> keys;
  private @Nullable Changes changes;
  private @Nullable List<Object> path;

  ComputedEvent(TypeChange change) {
    this.change = change;
    this.currentTarget = change.type;
  }

  /** {@return the event of the kind that belongs to the changed type} */
  public static ComputedEvent of(TypeChange change) {
    return switch (change.type.kind()) {
      case TEXT, XML_TEXT -> new ComputedTextEvent(change);
      case MAP, XML_HOOK -> new ComputedMapEvent(change);
      case XML_ELEMENT, XML_FRAGMENT -> new ComputedXmlEvent(change);
      case ARRAY, UNTYPED -> new ComputedArrayEvent(change);
    };
  }

  /** {@return this as the API shows it} */
  public abstract YEvent asEvent();

  abstract Changes computeChanges(DocTransaction transaction);

  final TypeChange change() {
    return change;
  }

  /** {@return the node that changed} */
  public final TypeNode node() {
    return change.type;
  }

  /** Sets the type whose observers are called next. */
  public final void setCurrentTarget(TypeNode type) {
    currentTarget = type;
    path = null;
  }

  /** {@return see {@link YEvent#target()}} */
  public final SharedType target() {
    return TypeHandles.handleOf(change.type);
  }

  /** {@return see {@link YEvent#currentTarget()}} */
  public final SharedType currentTarget() {
    return TypeHandles.handleOf(currentTarget);
  }

  /** {@return see {@link YEvent#transaction()}} */
  public final Transaction transaction() {
    return change.transaction;
  }

  /** {@return see {@link YEvent#path()}} */
  public final List<Object> path() {
    if (path == null) {
      path = computePath();
    }
    return path;
  }

  private List<Object> computePath() {
    Deque<Object> steps = new ArrayDeque<>();
    TypeNode child = change.type;
    while (child != currentTarget && child.item != null) {
      Item item = child.item;
      String key = item.parentSub();
      steps.addFirst(key != null ? key : item.parent.sequence.indexOf(item));
      child = item.parent;
    }
    return List.copyOf(steps);
  }

  /** {@return see {@link YEvent#keys()}} */
  public final Map<String, KeyChange> keys() {
    if (keys == null) {
      checkOpen();
      keys = computeKeys();
    }
    return keys;
  }

  /** {@return see {@link YEvent#delta()}} */
  public final Delta delta() {
    return changes().delta();
  }

  /** {@return see {@link YEvent#changes()}} */
  public final Changes changes() {
    if (changes == null) {
      checkOpen();
      changes = computeChanges(change.transaction);
    }
    return changes;
  }

  /** {@return see {@link YEvent#adds(ItemView)}} */
  public final boolean adds(ItemView item) {
    checkOpen();
    ClientStructs client = clientOf(item);
    return client == null || item.clock() >= change.transaction.beforeClock(client);
  }

  /** {@return see {@link YEvent#deletes(ItemView)}} */
  public final boolean deletes(ItemView item) {
    checkOpen();
    ClientStructs client = clientOf(item);
    return client != null
        && change.transaction.deletes().contains(client, Math.toIntExact(item.clock()));
  }

  // The view may belong to another document, like every struct in Yjs it is judged by its id.
  private @Nullable ClientStructs clientOf(ItemView item) {
    return change.transaction.state().store().clientIfKnown(item.client());
  }

  private void checkOpen() {
    if (change.transaction.isOver()) {
      throw new IllegalStateException(
          "the transaction is over; ask an event for its changes in the observer");
    }
  }

  private Map<String, KeyChange> computeKeys() {
    Map<String, KeyChange> result = new LinkedHashMap<>();
    for (String key : change.keys()) {
      Item item = change.type.mapItem(key);
      KeyChange keyChange = item == null ? null : keyChange(item);
      if (keyChange != null) {
        result.put(key, keyChange);
      }
    }
    return Collections.unmodifiableMap(result);
  }

  private @Nullable KeyChange keyChange(Item item) {
    if (!isAdded(item)) {
      return isDeletedNow(item) ? new KeyChange(Action.DELETE, lastValue(item)) : null;
    }
    Item previous = item.left;
    while (previous != null && isAdded(previous)) {
      previous = previous.left;
    }
    boolean hadValue = previous != null && isDeletedNow(previous);
    if (isDeletedNow(item)) {
      return hadValue ? new KeyChange(Action.DELETE, lastValue(previous)) : null;
    }
    return hadValue
        ? new KeyChange(Action.UPDATE, lastValue(previous))
        : new KeyChange(Action.ADD, Undefined.INSTANCE);
  }

  private boolean isAdded(Item item) {
    return item.clock >= change.transaction.beforeClock(item.client);
  }

  private boolean isDeletedNow(Item item) {
    return change.transaction.deletes().contains(item.client, item.clock);
  }

  private static @Nullable Object lastValue(@Nullable Item item) {
    return item instanceof ContentItem contentItem
        ? TypeHandles.publicValue(contentItem.content().valueAt(item.length - 1))
        : Undefined.INSTANCE;
  }

  final Set<String> changedKeys() {
    return change.keys();
  }
}
