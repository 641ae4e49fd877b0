package dev.ycrdt.server.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds of one room, in the order in which it must be applied.
 *
 * @param snapshot the compacted beginning of the log, a V1 update, or null if it was never
 *     compacted
 * @param updates the V1 updates appended since, oldest first
 * @param damagedRecords how many records of this room failed their checksum and were set aside
 *     during this call; they are not in {@code snapshot} or {@code updates}
 */
@SuppressWarnings(
    "ArrayRecordComponent") // compared by nobody; a defensive copy per update would cost
public record StoredDocument(byte @Nullable [] snapshot, List<byte[]> updates, int damagedRecords) {
  /** Makes the list of updates unmodifiable. */
  public StoredDocument {
    updates = List.copyOf(updates);
  }

  /** {@return the document of a room about which nothing is stored} */
  public static StoredDocument empty() {
    return new StoredDocument(null, List.of(), 0);
  }

  /** {@return true if nothing readable is stored} */
  public boolean isEmpty() {
    return snapshot == null && updates.isEmpty();
  }

  /** {@return snapshot, if any, and updates in one list, in the order to apply them} */
  public List<byte[]> inOrder() {
    if (snapshot == null) {
      return updates;
    }
    List<byte[]> all = new ArrayList<>(updates.size() + 1);
    all.add(snapshot);
    all.addAll(updates);
    return all;
  }

  /** {@return the size of snapshot and updates together, in bytes} */
  public long byteCount() {
    long bytes = snapshot == null ? 0 : snapshot.length;
    for (byte[] update : updates) {
      bytes += update.length;
    }
    return bytes;
  }
}
