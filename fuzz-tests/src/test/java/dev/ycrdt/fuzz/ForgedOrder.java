package dev.ycrdt.fuzz;

import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.Struct;
import dev.ycrdt.core.internal.transaction.DocHandles;
import dev.ycrdt.core.internal.type.TypeNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells documents in which the order of items depends on the order of updates: an item names
 * neighbours that are not around it, or a map entry has several values at once. No editor makes
 * those, Yjs accepts them as well, and replicas need not agree about them.
 */
final class ForgedOrder {
  private final Map<Struct, Integer> places = new HashMap<>();
  private final Deque<TypeNode> types = new ArrayDeque<>();

  private ForgedOrder() {}

  static boolean isIn(YDoc doc) {
    return doc.read(
        locked -> {
          ForgedOrder check = new ForgedOrder();
          check.types.addAll(DocHandles.stateOf(locked).roots().values());
          return check.run();
        });
  }

  private boolean run() {
    while (!types.isEmpty()) {
      TypeNode type = types.pop();
      if (isForged(type.sequence.first(), false)) {
        return true;
      }
      for (String key : type.mapItems().keySet()) {
        if (isForged(type.firstMapItem(key), true)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isForged(@Nullable Item first, boolean isEntry) {
    places.clear();
    for (Item item = first; item != null; item = item.right) {
      places.put(item, places.size());
    }
    for (Item item = first; item != null; item = item.right) {
      if (item instanceof ContentItem holder && holder.content() instanceof ContentType content) {
        types.push(content.type());
      }
      boolean isOverwritten = isEntry && item.right != null && !item.isDeleted();
      if (isOverwritten
          || (isEntry && item.length > 1)
          || isMisplaced(item, item.originClient, item.originClock, true)
          || isMisplaced(item, item.rightOriginClient, item.rightOriginClock, false)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMisplaced(
      Item item, @Nullable ClientStructs client, int clock, boolean isOrigin) {
    if (client == null) {
      return false;
    }
    Integer place = places.get(client.find(clock));
    Integer own = places.get(item);
    return place == null || own == null || (isOrigin ? place >= own : place <= own);
  }
}
