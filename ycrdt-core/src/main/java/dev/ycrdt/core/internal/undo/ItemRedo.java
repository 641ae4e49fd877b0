package dev.ycrdt.core.internal.undo;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.DeleteRanges;
import dev.ycrdt.core.internal.store.RedoneItems;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.type.TypeNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates deleted items anew, as copies with new clocks: a deletion can never be taken back. An
 * item is copied once, however often it is asked for.
 *
 * <p>The copy of a type is empty. Items whose type was deleted go into the copy of that type, which
 * is created first if it is among the items to be redone. In a list, the copy goes between the next
 * items on both sides that are, or have copies, in the list it belongs to. In a map entry it
 * becomes the last value, unless somebody else has set the entry since.
 *
 * <p>Source: Yjs {@code redoItem}. Differs: where Yjs fails because a copy was collected meanwhile,
 * the item is not redone; deleted types around an item are redone without recursion.
 */
final class ItemRedo {
  private final DocTransaction transaction;
  private final RedoneItems redone;
  private final Set<Item> items;
  private final DeleteRanges undoneInsertions;
  private final UndoHistory history;

  /**
   * Makes a redo for one step.
   *
   * @param items all that is to be redone
   * @param undoneInsertions what the same step is about to delete
   */
  ItemRedo(
      DocTransaction transaction,
      Set<Item> items,
      DeleteRanges undoneInsertions,
      UndoHistory history) {
    this.transaction = transaction;
    this.redone = transaction.state().store().redone;
    this.items = items;
    this.undoneInsertions = undoneInsertions;
    this.history = history;
  }

  /** {@return whether there is a copy of {@code item} now} */
  boolean redo(Item item) {
    if (item.isRedone()) {
      // Yjs looks for the copy here, and the split that comes with it stays
      redone.copyOf(transaction, item);
      return true;
    }
    Deque<Item> outermostFirst = new ArrayDeque<>();
    outermostFirst.push(item);
    Item holder = item.parent.item;
    while (holder != null && holder.isDeleted() && !holder.isRedone()) {
      if (!items.contains(holder)) {
        return false;
      }
      outermostFirst.push(holder);
      holder = holder.parent.item;
    }
    for (Item next : outermostFirst) {
      if (!redoOne(next)) {
        return false;
      }
    }
    return true;
  }

  private boolean redoOne(Item item) {
    TypeNode parent = currentParent(item);
    if (parent == null) {
      return false;
    }
    Item left;
    Item right;
    String key = item.parentSub();
    if (key == null) {
      left = inList(item.left, parent, false);
      right = inList(item, parent, true);
    } else {
      right = null;
      left = parent.mapItem(key);
      if (item.right != null && !history.settings().ignoresRemoteMapChanges()) {
        Item last = lastThatYields(item);
        if (last == null) {
          return false;
        }
        if (last.parent.item == parent.item) {
          left = last;
        }
      }
    }
    insertCopy(item, parent, left, right);
    return true;
  }

  private void insertCopy(Item item, TypeNode parent, @Nullable Item left, @Nullable Item right) {
    ClientStructs client = transaction.state().localClient(item.length);
    Item copy = item.copyFor(client, parent);
    redone.put(item, copy);
    KeepFlags.set(copy, true);
    transaction.state().integrator().insertLocal(transaction, copy, left, right);
  }

  /** {@return the latest copy of the item's parent, null if that was collected} */
  private @Nullable TypeNode currentParent(Item item) {
    Item holder = item.parent.item;
    if (holder == null || !holder.isDeleted()) {
      return item.parent;
    }
    while (holder != null && holder.isRedone()) {
      holder = redone.copyOf(transaction, holder);
    }
    return holder instanceof ContentItem contentItem
            && contentItem.content() instanceof ContentType content
        ? content.type()
        : null;
  }

  /** {@return the next item from {@code start} on that is in {@code parent} or has a copy there} */
  private @Nullable Item inList(@Nullable Item start, TypeNode parent, boolean rightwards) {
    for (Item next = start; next != null; next = rightwards ? next.right : next.left) {
      Item trace = next;
      while (trace != null && trace.parent.item != parent.item) {
        trace = redone.copyOf(transaction, trace);
      }
      if (trace != null) {
        return trace;
      }
    }
    return null;
  }

  /**
   * {@return the last value of the item's entry, or of its copies' entry, if all values behind the
   * item give way to it; null if one does not}
   */
  private @Nullable Item lastThatYields(Item item) {
    Item last = item;
    while (last.right != null) {
      last = last.right;
      if (!yields(last)) {
        return null;
      }
      while (last.isRedone()) {
        last = redone.copyOf(transaction, last);
        if (last == null) {
          return null;
        }
      }
    }
    return last;
  }

  private boolean yields(Item item) {
    return item.isRedone()
        || undoneInsertions.contains(item.client, item.clock)
        || history.hasDeleted(item.client, item.clock);
  }
}
