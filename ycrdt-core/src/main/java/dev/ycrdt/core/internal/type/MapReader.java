package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.Item;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the map part of a type as values of the API.
 *
 * <p>Source: {@code typeMapGet} and {@code typeMapGetAll} of Yjs.
 */
public final class MapReader {
  private MapReader() {}

  /** {@return the value of an entry, null when there is none} */
  public static @Nullable Object get(TypeNode node, String key) {
    Item item = node.liveMapItem(key);
    return item == null ? null : TypeHandles.publicValue(valueOf(item));
  }

  /** {@return all entries, in the order their keys appeared} */
  public static Map<String, @Nullable Object> entries(TypeNode node) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    node.mapItems()
        .forEach(
            (key, item) -> {
              if (!item.isDeleted()) {
                entries.put(key, TypeHandles.publicValue(valueOf(item)));
              }
            });
    return entries;
  }

  /**
   * {@return the number of entries}
   *
   * <p>Cost: the number of keys that ever had a value.
   */
  public static int size(TypeNode node) {
    int size = 0;
    for (Item item : node.mapItems().values()) {
      if (!item.isDeleted()) {
        size++;
      }
    }
    return size;
  }

  static @Nullable Object valueOf(Item item) {
    return ((ContentItem) item).content().valueAt(item.length - 1);
  }
}
