package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.Struct;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which deleted items undo managers have created anew, and as which. Few items are, so it is
 * written down here and takes no room in an item but a flag.
 *
 * <p>A copy is known by its first clock and not as an object, because it is split and merged like
 * any other item. A copy that was deleted may have a copy of its own, and so on.
 *
 * <p>Source: {@code redone} in Yjs {@code structs/Item.js}.
 */
public final class RedoneItems {
  private final StructStore store;
  private Map<Item, Copy> copies = Map.of();

  RedoneItems(StructStore store) {
    this.store = store;
  }

  /** Where the copy of an item starts. */
  private record Copy(ClientStructs client, int clock) {}

  /**
   * The end of a chain of copies.
   *
   * @param struct covers the copy of the clock that was asked for
   * @param offset where in it that clock is
   */
  public record Latest(Struct struct, int offset) {}

  /** Records that {@code copy}, which need not be integrated yet, is the copy of {@code item}. */
  public void put(Item item, Item copy) {
    if (copies.isEmpty()) {
      copies = new HashMap<>();
    }
    copies.put(item, new Copy(copy.client, copy.clock));
    item.markRedone();
  }

  /**
   * {@return the item that starts as the copy of {@code item} does, after a split where that is in
   * the middle of one; null if the copy was collected or there is none}
   */
  public @Nullable Item copyOf(DocTransaction transaction, Item item) {
    Copy copy = item.isRedone() ? copies.get(item) : null;
    return copy != null
            && store.splitBefore(transaction, copy.client, copy.clock) instanceof Item found
        ? found
        : null;
  }

  /**
   * {@return what has become of a clock: the struct that covers it, or covers its latest copy}
   *
   * <p>Source: Yjs {@code followRedone}.
   *
   * @param clock 0 to the state of {@code client} - 1
   */
  public Latest follow(ClientStructs client, int clock) {
    Struct struct = client.find(clock);
    int offset = clock - struct.clock;
    while (struct instanceof Item item && item.isRedone()) {
      Copy copy = copies.get(item);
      if (copy == null) {
        throw new IllegalStateException("no copy is known of the item at clock " + item.clock);
      }
      struct = copy.client.find(copy.clock + offset);
      offset += copy.clock - struct.clock;
    }
    return new Latest(struct, offset);
  }

  void afterSplit(Item item, Item rightPart) {
    Copy copy = copies.get(item);
    if (copy != null) {
      copies.put(rightPart, new Copy(copy.client, copy.clock + item.length));
    }
  }

  void forget(Item item) {
    copies.remove(item);
  }
}
