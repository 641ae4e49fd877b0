package dev.ycrdt.core.type;

import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.Subscription;
import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.event.MapEvent;
import dev.ycrdt.core.internal.type.MapEditor;
import dev.ycrdt.core.internal.type.MapReader;
import dev.ycrdt.core.internal.type.SnapshotReader;
import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from strings to values. When several people set the same key at the same time, one value
 * wins, the same one everywhere.
 *
 * <pre>{@code
 * YMap meta = doc.getMap("meta");
 * meta.set("title", "Notes");
 * String title = (String) meta.get("title");
 * }</pre>
 *
 * <p>Values are plain values (null, {@code Undefined}, booleans, numbers, strings, byte arrays,
 * lists, maps), shared types and documents. Plain values are copied on the way in and immutable on
 * the way out. Thread rules are those of {@link SharedType}.
 *
 * <p>Source: Yjs {@code types/YMap.js}.
 */
public sealed class YMap extends SharedType implements Iterable<Map.Entry<String, @Nullable Object>>
    permits YXmlHook {
  /** Makes an empty map, to be inserted into another shared type. */
  public YMap() {
    this(preliminary(TypeKind.MAP));
  }

  /**
   * Makes a map with entries, to be inserted into another shared type.
   *
   * @throws IllegalArgumentException as {@link #set}
   */
  public YMap(Map<String, ?> entries) {
    this();
    entries.forEach(this::set);
  }

  YMap(TypeNode node) {
    super(node);
  }

  /**
   * Sets the value of an entry.
   *
   * @throws IllegalArgumentException if {@code value} is of an unsupported class, or is a shared
   *     type that is part of a document already
   */
  public final void set(String key, @Nullable Object value) {
    setMapValue(key, value);
  }

  /** {@return the value of an entry, null when there is none; see {@link #has}} */
  public final @Nullable Object get(String key) {
    return mapValue(key);
  }

  /** {@return whether there is an entry} */
  public final boolean has(String key) {
    return hasMapValue(key);
  }

  /** Deletes an entry; does nothing if there is none. */
  public final void delete(String key) {
    deleteMapValue(key);
  }

  /** Deletes all entries in one transaction. */
  public final void clear() {
    edit(
        transaction -> {
          for (String key : List.copyOf(node().mapItems().keySet())) {
            MapEditor.delete(transaction, node(), key);
          }
        },
        preliminary -> preliminary.map.clear());
  }

  /**
   * {@return the number of entries}
   *
   * <p>Cost: the number of keys that ever had a value.
   */
  public final int size() {
    return readAnyTime(() -> MapReader.size(node()), preliminary -> preliminary.map.size());
  }

  /** {@return the keys as they are now, in the order in which they first appeared here} */
  public final Set<String> keys() {
    return Collections.unmodifiableSet(entries().keySet());
  }

  /** {@return the entries as they are now, in the order in which their keys first appeared here} */
  public final Map<String, @Nullable Object> entries() {
    return mapValues();
  }

  /** {@return the values as they are now, in the order of {@link #keys()}} */
  public final Collection<@Nullable Object> values() {
    return entries().values();
  }

  /** {@return an iterator over the entries as they are now} */
  @Override
  public final Iterator<Map.Entry<String, @Nullable Object>> iterator() {
    return entries().entrySet().iterator();
  }

  /** Calls {@code action} with the key and the value of every entry there is now. */
  public final void forEach(BiConsumer<String, @Nullable Object> action) {
    entries().forEach(action);
  }

  /**
   * {@return this map as a Java map that shows every change and passes edits on, each as a
   * transaction of its own unless one is open}
   *
   * <p>Its iterators go over the entries as they were at the start.
   */
  public final Map<String, @Nullable Object> asMap() {
    return new MapView(this);
  }

  @Override
  public YMap copy() {
    return (YMap) copied();
  }

  /**
   * {@return the value of an entry as it was at a snapshot, null when there was none}
   *
   * <p>Source: Yjs {@code typeMapGetSnapshot}. Differs: a value that was overwritten is found even
   * if it has been merged with later ones.
   */
  public final @Nullable Object get(String key, Snapshot snapshot) {
    return mapValue(key, snapshot);
  }

  /** {@return whether there was an entry at a snapshot} */
  public final boolean has(String key, Snapshot snapshot) {
    return read(node -> SnapshotReader.has(node, key, snapshot));
  }

  /**
   * {@return the entries as they were at a snapshot, in the order in which their keys first
   * appeared here}
   *
   * <p>Shared types are those of the document, deleted ones included; read them with the same
   * snapshot. Source: Yjs {@code typeMapGetAllSnapshot}, with the difference of {@link #get(String,
   * Snapshot)}.
   */
  public final Map<String, @Nullable Object> entries(Snapshot snapshot) {
    return mapValues(snapshot);
  }

  /**
   * Calls {@code observer} after every transaction that changed this map.
   *
   * @return ends the observation when closed
   */
  public final Subscription observe(BiConsumer<MapEvent, Transaction> observer) {
    return observeShallow((event, transaction) -> observer.accept((MapEvent) event, transaction));
  }
}
