package dev.ycrdt.server.store;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * CRC-32C over everything that gives a record its meaning: room, kind and payload. A record that
 * was moved to another room or turned from update to snapshot is as damaged as one with a flipped
 * bit.
 */
final class RecordChecksum {
  private RecordChecksum() {}

  static long of(String room, int kind, byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(room.getBytes(StandardCharsets.UTF_8));
    crc.update(0);
    crc.update(kind);
    crc.update(payload);
    return crc.getValue();
  }
}
