package dev.ycrdt.core.event;

import dev.ycrdt.core.ItemView;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that one transaction did to one shared type. Immutable.
 *
 * <p>Items that were both added and deleted by the transaction are in neither list. For text both
 * lists are empty: only its delta tells what changed. Entries of maps and attributes are in {@code
 * keys} only.
 *
 * <p>The items themselves are valid only while the observer runs, see {@link ItemView}.
 *
 * <p>Source: the property {@code changes} of Yjs {@code utils/YEvent.js}. Differs: items come in
 * lists, because a view is no key of a set.
 *
 * @param added the items that are new in the list part, in the order of the list
 * @param deleted the items that were deleted from the list part, in the order of the list
 * @param keys see {@link YEvent#keys()}
 * @param delta see {@link YEvent#delta()}
 */
public record Changes(
    List<ItemView> added, List<ItemView> deleted, Map<String, KeyChange> keys, Delta delta) {
  /** Copies the lists and the map. */
  public Changes {
    added = List.copyOf(added);
    deleted = List.copyOf(deleted);
    keys = keys.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }
}
