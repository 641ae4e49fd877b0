package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.struct.Content;
import dev.ycrdt.core.internal.struct.ContentAny;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Local edits of the list part of a type that is not text. Indexes are checked by the caller.
 *
 * <p>Source: the {@code typeList…} functions of Yjs {@code types/AbstractType.js}.
 */
public final class ListEditor {
  private ListEditor() {}

  /** Inserts prepared values directly behind the visible element before {@code index}. */
  public static void insert(
      DocTransaction transaction, TypeNode node, int index, List<@Nullable Object> values) {
    if (values.isEmpty()) {
      return;
    }
    Item reference = null;
    if (index > 0) {
      reference = node.sequence.find(index - 1);
      int end = node.sequence.offsetInItem() + 1;
      if (end < reference.length) {
        transaction.state().store().split(transaction, reference, end);
      }
    }
    Item first = insertAfter(transaction, node, reference, values);
    node.sequence.setCursor(first, index);
  }

  /** Appends prepared values behind the last item, be it visible or not. */
  public static void push(
      DocTransaction transaction, TypeNode node, List<@Nullable Object> values) {
    if (!values.isEmpty()) {
      insertAfter(transaction, node, node.sequence.last(), values);
    }
  }

  /**
   * Inserts prepared values directly behind {@code reference}, or at the start. Runs of plain
   * values become one item.
   *
   * @return the first new item
   */
  public static Item insertAfter(
      DocTransaction transaction,
      TypeNode node,
      @Nullable Item reference,
      List<@Nullable Object> values) {
    Item right = reference == null ? node.sequence.first() : reference.right;
    Item left = reference;
    Item first = null;
    int next = 0;
    while (next < values.size()) {
      int end = next + 1;
      if (Values.isPlain(values.get(next))) {
        while (end < values.size() && Values.isPlain(values.get(end))) {
          end++;
        }
        left =
            insertItem(transaction, node, left, right, plainContent(values, next, end), end - next);
      } else {
        left = insertItem(transaction, node, left, right, Values.contentOf(values.get(next)), 1);
      }
      first = first == null ? left : first;
      next = end;
    }
    if (first == null) {
      throw new IllegalArgumentException("nothing to insert");
    }
    return first;
  }

  private static Content plainContent(List<@Nullable Object> values, int from, int to) {
    return new ContentAny(values.subList(from, to).toArray());
  }

  private static Item insertItem(
      DocTransaction transaction,
      TypeNode node,
      @Nullable Item left,
      @Nullable Item right,
      Content content,
      int length) {
    ClientStructs client = transaction.state().localClient(length);
    ContentItem item = new ContentItem(client, client.state(), length, node, content);
    transaction.state().integrator().insertLocal(transaction, item, left, right);
    return item;
  }

  /** Deletes {@code length} elements from {@code index} on. */
  public static void delete(DocTransaction transaction, TypeNode node, int index, int length) {
    if (length == 0) {
      return;
    }
    Item item = node.sequence.find(index);
    int offset = node.sequence.offsetInItem();
    if (offset > 0) {
      item = transaction.state().store().split(transaction, item, offset);
    }
    node.sequence.setCursor(item, index);
    int remaining = length;
    for (Item next = item; next != null && remaining > 0; next = next.right) {
      if (!next.isDeleted()) {
        if (remaining < next.length) {
          transaction.state().store().split(transaction, next, remaining);
        }
        transaction.state().deleter().delete(transaction, next);
        remaining -= next.length;
      }
    }
  }
}
