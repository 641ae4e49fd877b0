package dev.ycrdt.server.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RecordChecksumProperties {
  @Property
  void isIntact_noSingleFlippedBitPasses(
      @ForAll @Size(min = 1, max = 200) byte[] payload, @ForAll @IntRange(min = 0) int position) {
    long checksum = RecordChecksum.of("room", SqliteSchema.KIND_UPDATE, payload);
    assertTrue(new SqliteRecord(1, SqliteSchema.KIND_UPDATE, payload, checksum).isIntact("room"));
    int bit = position % (8 * payload.length);
    payload[bit / 8] ^= (byte) (1 << bit % 8);
    assertFalse(new SqliteRecord(1, SqliteSchema.KIND_UPDATE, payload, checksum).isIntact("room"));
  }
}
