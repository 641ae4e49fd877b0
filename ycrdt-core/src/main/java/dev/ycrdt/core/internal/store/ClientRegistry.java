package dev.ycrdt.core.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link ClientStructs} of a client id: an open-addressing hash table of longs, with the
 * last hit in front because neighbouring structs mostly have the same author.
 */
final class ClientRegistry {
  private @Nullable ClientStructs[] table = new @Nullable ClientStructs[8];
  private int size;
  private @Nullable ClientStructs lastHit;

  @Nullable ClientStructs get(long id) {
    ClientStructs candidate = lastHit;
    if (candidate != null && candidate.id == id) {
      return candidate;
    }
    candidate = table[slot(table, id)];
    if (candidate != null) {
      lastHit = candidate;
    }
    return candidate;
  }

  /** Makes a client known, which it may be already. */
  void register(@Nullable ClientStructs client) {
    if (client == null || client.isRegistered()) {
      return;
    }
    client.setRegistered();
    if (2 * (size + 1) > table.length) {
      grow();
    }
    table[slot(table, client.id)] = client;
    size++;
  }

  private void grow() {
    @Nullable ClientStructs[] larger = new @Nullable ClientStructs[table.length * 2];
    for (ClientStructs client : table) {
      if (client != null) {
        larger[slot(larger, client.id)] = client;
      }
    }
    table = larger;
  }

  private static int slot(@Nullable ClientStructs[] table, long id) {
    int mask = table.length - 1;
    long hash = id * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 40) & mask;
    while (true) {
      ClientStructs client = table[slot];
      if (client == null || client.id == id) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }
}
