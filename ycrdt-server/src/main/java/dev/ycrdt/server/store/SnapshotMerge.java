package dev.ycrdt.server.store;

import java.util.List;

/** The step of a compaction that every store shares. */
final class SnapshotMerge {
  private SnapshotMerge() {}

  /**
   * Merges the records of a room, turning any failure into one that names the room.
   *
   * @throws StoreException if a record cannot be decoded
   */
  static byte[] merge(UpdateMerger merger, String room, List<byte[]> records) {
    try {
      return merger.merge(records);
    } catch (RuntimeException e) {
      // the merger is a function of the caller, so any of its errors is named here
      throw new StoreException(
          "room \""
              + room
              + "\" keeps its "
              + records.size()
              + " records: merging them failed: "
              + e.getMessage(),
          e);
    }
  }
}
