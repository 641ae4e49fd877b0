package dev.ycrdt.core.internal.update.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.RawUpdate;
import dev.ycrdt.core.lib0.ByteReader;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The queue against the sorted array, for structs of one kind, where both must agree. */
final class ReaderOrderProperties {

  @Provide
  Arbitrary<List<byte[]>> updates() {
    Arbitrary<byte[]> update =
        Combinators.combine(
                Arbitraries.longs().between(1, 2),
                Arbitraries.integers().between(0, 4),
                Arbitraries.integers().between(0, 5))
            .as(ReaderOrderProperties::update);
    return update.list().ofMaxSize(90);
  }

  private static byte[] update(long client, int clock, int structs) {
    RawUpdate update = new RawUpdate().block(client, clock);
    for (int i = 0; i < structs; i++) {
      update.gc(1 + i % 2);
    }
    return update.bytes();
  }

  @Property
  void queue_picksTheReadersThatTheArrayPicks(
      @ForAll("updates") List<byte[]> updates, @ForAll Random random) {
    StructRows rows = new StructRows(16);
    int[] starts = new int[updates.size() + 1];
    for (int i = 0; i < updates.size(); i++) {
      addRows(updates.get(i), i, rows);
      starts[i + 1] = rows.size();
    }
    ReaderOrder queue = new ReaderQueue(rows, starts);
    ReaderOrder array = new ReaderArray(rows, starts);

    while (array.selectHead()) {
      assertEquals(true, queue.selectHead());
      assertEquals(array.headRow(), queue.headRow());
      for (int steps = random.nextInt(4); steps > 0 && array.headRow() >= 0; steps--) {
        assertEquals(array.advanceHead(), queue.advanceHead());
      }
    }
    assertEquals(false, queue.selectHead());
  }

  private static void addRows(byte[] update, int source, StructRows rows) {
    StructScanner structs = new StructScanner(new ByteReader(update), DecodeLimits.trusted());
    while (structs.next()) {
      rows.add(structs, source);
    }
  }
}
