package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.TextItem;
import dev.ycrdt.core.internal.update.StructRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads types as they were at a snapshot.
 *
 * <p>Source: Yjs {@code typeListToArraySnapshot}, {@code typeMapGetSnapshot} and {@code
 * typeMapGetAllSnapshot}. Differs: Yjs shows or hides an item as a whole, so that what it reads
 * depends on which items happen to be merged. Here each element counts by itself, as it does in Yjs
 * once the items are split at the snapshot.
 */
public final class SnapshotReader {
  private SnapshotReader() {}

  /** {@return the elements of a list; text gives one string per UTF-16 code unit} */
  public static List<@Nullable Object> toList(TypeNode node, Snapshot snapshot) {
    SnapshotView view = new SnapshotView(snapshot);
    List<@Nullable Object> values = new ArrayList<>();
    for (Item item = node.sequence.first(); item != null; item = item.right) {
      if (item.isCountable()) {
        Item current = item;
        view.forEachVisible(item, (from, to) -> ListReader.addValues(current, from, to, values));
      }
    }
    return values;
  }

  /** {@return the characters of a text, without embedded values} */
  public static String toText(TypeNode node, Snapshot snapshot) {
    SnapshotView view = new SnapshotView(snapshot);
    StringBuilder text = new StringBuilder();
    for (Item item = node.sequence.first(); item != null; item = item.right) {
      if (item instanceof TextItem run && !run.isCollected()) {
        view.forEachVisible(
            run, (from, to) -> run.client.text.appendTo(text, run.textOffset() + from, to - from));
      }
    }
    return text.toString();
  }

  /** {@return the value of an entry, null when there was none} */
  public static @Nullable Object get(TypeNode node, String key, Snapshot snapshot) {
    Entry entry = entry(node.mapItem(key), snapshot);
    return entry == null ? null : entry.value();
  }

  /** {@return whether there was an entry} */
  public static boolean has(TypeNode node, String key, Snapshot snapshot) {
    return entry(node.mapItem(key), snapshot) != null;
  }

  /** {@return all entries, in the order in which their keys appeared} */
  public static Map<String, @Nullable Object> entries(TypeNode node, Snapshot snapshot) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    node.mapItems()
        .forEach(
            (key, item) -> {
              Entry entry = entry(item, snapshot);
              if (entry != null) {
                entries.put(key, entry.value());
              }
            });
    return entries;
  }

  private static @Nullable Entry entry(@Nullable Item current, Snapshot snapshot) {
    for (Item item = current; item != null; item = item.left) {
      long state = snapshot.stateVector().get(item.client.id);
      if (item.clock < state) {
        int last = (int) Math.min(item.length, state - item.clock) - 1;
        boolean isVisible =
            item.contentRef() != StructRef.DELETED
                && !snapshot.deleteSet().isDeleted(item.client.id, (long) item.clock + last);
        return isVisible && item instanceof ContentItem value ? new Entry(value, last) : null;
      }
    }
    return null;
  }

  /** A value of a map entry. */
  private record Entry(ContentItem item, int offset) {
    @Nullable Object value() {
      return TypeHandles.publicValue(item.content().valueAt(offset));
    }
  }
}
