package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.store.DeleteRanges.ClientRanges;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.Struct;
import dev.ycrdt.core.internal.struct.TextItem;
import dev.ycrdt.core.internal.type.TypeNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/**
 * Gives up the content of deleted items. Items inside a deleted type are replaced by garbage that
 * takes no part in any list.
 *
 * <p>Source: Yjs {@code tryGcDeleteSet}, {@code Item.gc} and {@code ContentType.gc}. Differs:
 * nested types are walked with an explicit stack.
 */
public final class GarbageCollector {
  private final StructStore store;
  private final Predicate<Item> filter;

  /**
   * Makes a collector for the items of {@code store}.
   *
   * @param filter is asked for each item before it is given up, though not for what is inside it
   */
  public GarbageCollector(StructStore store, Predicate<Item> filter) {
    this.store = store;
    this.filter = filter;
  }

  /**
   * Collects what lies in {@code ranges}, is not kept by an undo manager, and passes the filter.
   */
  public void collect(DeleteRanges ranges) {
    for (ClientRanges clientRanges : ranges.clients()) {
      for (int i = clientRanges.count() - 1; i >= 0; i--) {
        collect(clientRanges.client(), clientRanges.clock(i), clientRanges.end(i));
      }
      clientRanges.client().compactText();
    }
  }

  private void collect(ClientStructs client, int clock, int end) {
    for (long place = client.locate(clock); place >= 0; place = client.next(place)) {
      Struct struct = client.at(place);
      if (struct.clock >= end) {
        return;
      }
      if (struct instanceof Item item && item.isDeleted() && !item.isKept() && filter.test(item)) {
        collect(item);
      }
    }
  }

  private void collect(Item item) {
    if (item instanceof ContentItem contentItem
        && contentItem.content() instanceof ContentType content) {
      collectChildren(content.type());
    }
    item.collectContent();
  }

  private void collectChildren(TypeNode type) {
    Deque<TypeNode> types = new ArrayDeque<>();
    types.push(type);
    while (!types.isEmpty()) {
      TypeNode next = types.pop();
      for (Item child = next.sequence.first(); child != null; child = child.right) {
        replace(child, types);
      }
      for (Item current : next.mapItems().values()) {
        for (Item value = current; value != null; value = value.left) {
          replace(value, types);
        }
      }
      next.clear();
    }
  }

  private void replace(Item child, Deque<TypeNode> types) {
    if (child instanceof ContentItem contentItem
        && contentItem.content() instanceof ContentType content) {
      types.push(content.type());
    } else if (child instanceof TextItem) {
      child.collectContent();
    }
    store.replaceByGarbage(child);
  }
}
