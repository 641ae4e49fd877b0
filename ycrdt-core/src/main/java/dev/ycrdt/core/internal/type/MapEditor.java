package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.MapItem;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Local edits of the map part of a type.
 *
 * <p>Source: the {@code typeMap…} functions of Yjs {@code types/AbstractType.js}.
 */
public final class MapEditor {
  private MapEditor() {}

  /** Sets the value of an entry to a prepared value. */
  public static void set(
      DocTransaction transaction, TypeNode node, String key, @Nullable Object value) {
    ClientStructs client = transaction.state().localClient(1);
    MapItem item = new MapItem(client, client.state(), 1, node, key, Values.contentOf(value));
    transaction.state().integrator().insertLocal(transaction, item, node.mapItem(key), null);
  }

  /** Deletes an entry; does nothing if there is none. */
  public static void delete(DocTransaction transaction, TypeNode node, String key) {
    Item current = node.mapItem(key);
    if (current != null) {
      transaction.state().deleter().delete(transaction, current);
    }
  }
}
