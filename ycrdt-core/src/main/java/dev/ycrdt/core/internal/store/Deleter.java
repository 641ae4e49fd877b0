package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.struct.ContentDoc;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.type.TypeNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Marks items as deleted, together with everything inside them. Nested types are walked with an
 * explicit stack, so no depth of nesting overflows the thread's.
 *
 * <p>Source: Yjs {@code Item.delete} and {@code ContentType.delete}.
 */
public final class Deleter {
  private final Deque<Item> waiting = new ArrayDeque<>(0);

  /** Deletes {@code item}; does nothing if it is deleted already. */
  public void delete(DocTransaction transaction, Item item) {
    if (!item.isDeleted()) {
      deleteOne(transaction, item);
      while (!waiting.isEmpty()) {
        Item next = waiting.pop();
        if (!next.isDeleted()) {
          deleteOne(transaction, next);
        } else if (next.clock < transaction.beforeClock(next.client)) {
          // its garbage will touch that of its new neighbours, but it is in no delete range of
          // this transaction
          transaction.addMergeCandidate(next);
        }
      }
    }
  }

  private void deleteOne(DocTransaction transaction, Item item) {
    int visible = item.visibleLength();
    String key = item.parentSub();
    item.markDeleted();
    if (key == null) {
      item.parent.sequence.afterDelete(item, visible);
    }
    transaction.deletes().add(item.client, item.clock, item.length);
    transaction.addChanged(item.parent, key);
    if (item instanceof ContentItem contentItem) {
      if (contentItem.content() instanceof ContentType content) {
        transaction.removeChanged(content.type());
        pushChildren(content.type());
      } else if (contentItem.content() instanceof ContentDoc content) {
        transaction.subdocs().delete(content.doc());
      }
    }
  }

  private void pushChildren(TypeNode type) {
    List<Item> children = new ArrayList<>();
    for (Item child = type.sequence.first(); child != null; child = child.right) {
      children.add(child);
    }
    children.addAll(type.mapItems().values());
    for (int i = children.size() - 1; i >= 0; i--) {
      waiting.push(children.get(i));
    }
  }
}
