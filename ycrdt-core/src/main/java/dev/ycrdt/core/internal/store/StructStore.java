package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.struct.Gc;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.Struct;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All structs of a document, by client.
 *
 * <p>Source: Yjs {@code utils/StructStore.js}.
 */
public final class StructStore {
  private final ClientRegistry registry = new ClientRegistry();

  /** What has arrived too early. */
  public final PendingUpdates pending = new PendingUpdates(registry);

  /** Which items undo managers have created anew. */
  public final RedoneItems redone = new RedoneItems(this);

  private final List<ClientStructs> clients = new ArrayList<>();

  /** {@return a lookup for the clients of one update} */
  public ClientLookup lookup() {
    return new ClientLookup(registry);
  }

  /** {@return the structs of a client, which becomes known by this} */
  public ClientStructs client(long id) {
    ClientStructs client = registry.get(id);
    if (client == null) {
      client = new ClientStructs(id);
      registry.register(client);
    }
    return client;
  }

  /** {@return the structs of a client, null when the document never had to do with it} */
  public @Nullable ClientStructs clientIfKnown(long id) {
    return registry.get(id);
  }

  /** {@return the clients that have structs, in the order of their first one} */
  public List<ClientStructs> clients() {
    return Collections.unmodifiableList(clients);
  }

  /** {@return the next clock of a client, 0 when it has no structs} */
  public int state(long clientId) {
    ClientStructs client = registry.get(clientId);
    return client == null ? 0 : client.state();
  }

  /** Appends a struct to those of its client. */
  public void add(DocTransaction transaction, Struct struct) {
    ClientStructs client = struct.client;
    transaction.touch(client);
    if (client.state() == 0) {
      registry.register(client);
      client.setOrdinal(clients.size());
      clients.add(client);
    }
    client.append(struct);
  }

  /**
   * {@return the struct that starts at {@code clock}, after a split where that is in the middle of
   * an item; garbage is not split}
   *
   * <p>Source: Yjs {@code getItemCleanStart}.
   */
  public Struct splitBefore(DocTransaction transaction, ClientStructs client, int clock) {
    long place = client.locate(clock);
    Struct struct = client.at(place);
    if (struct.clock < clock && struct instanceof Item item) {
      return split(transaction, item, place, clock - item.clock);
    }
    return struct;
  }

  /**
   * {@return the struct that ends with {@code clock}, after a split where that is in the middle of
   * an item; garbage is not split}
   *
   * <p>Source: Yjs {@code getItemCleanEnd}.
   */
  public Struct splitAfter(DocTransaction transaction, ClientStructs client, int clock) {
    long place = client.locate(clock);
    Struct struct = client.at(place);
    if (clock != struct.endClock() - 1 && struct instanceof Item item) {
      split(transaction, item, place, clock - item.clock + 1);
    }
    return struct;
  }

  /** Splits an item behind its first {@code offset} elements and returns the right part. */
  public Item split(DocTransaction transaction, Item item, int offset) {
    return split(transaction, item, item.client.locate(item.clock), offset);
  }

  private Item split(DocTransaction transaction, Item item, long place, int offset) {
    Item rightPart = item.split(offset);
    item.client.insertAfter(place, rightPart);
    transaction.addMergeCandidate(rightPart);
    if (item.isRedone()) {
      redone.afterSplit(item, rightPart);
    }
    String key = rightPart.parentSub();
    if (key == null) {
      rightPart.parent.sequence.afterSplit(item, rightPart);
    } else if (rightPart.right == null) {
      rightPart.parent.putMapItem(key, rightPart);
    }
    return rightPart;
  }

  /** Puts garbage in the place of a deleted item whose parent was collected. */
  public void replaceByGarbage(Item item) {
    if (item.isRedone()) {
      redone.forget(item);
    }
    item.client.replace(
        item.client.locate(item.clock), new Gc(item.client, item.clock, item.length));
  }

  /**
   * {@return all deleted ranges of the document}
   *
   * <p>Source: Yjs {@code createDeleteSetFromStructStore}. Cost: the number of structs.
   */
  public DeleteRanges deleteRanges() {
    DeleteRanges ranges = new DeleteRanges();
    for (ClientStructs client : clients) {
      for (long place = client.first(); place >= 0; place = client.next(place)) {
        Struct struct = client.at(place);
        if (struct.isDeleted()) {
          ranges.add(client, struct.clock, struct.length);
        }
      }
    }
    return ranges;
  }
}
