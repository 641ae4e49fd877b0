package dev.ycrdt.server.store;

/** One row of the log of a known room. */
@SuppressWarnings(
    "ArrayRecordComponent") // compared by nobody; a defensive copy per update would cost
record SqliteRecord(long seq, int kind, byte[] payload, long checksum) {
  boolean isIntact(String room) {
    return checksum == RecordChecksum.of(room, kind, payload);
  }

  boolean isSnapshot() {
    return kind == SqliteSchema.KIND_SNAPSHOT;
  }
}
