package dev.ycrdt.core.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DeleteSet;
import dev.ycrdt.core.internal.store.DeleteRanges.ClientRanges;
import dev.ycrdt.core.internal.update.UpdateWriterV1;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** That delete ranges, added in any order, are the set of clocks that was added. */
final class DeleteRangesProperties {
  private static final int MAX_CLOCK = 64;

  record Range(int client, int clock, int length) {}

  private final StructStore store = new StructStore();

  @Provide
  Arbitrary<List<Range>> ranges() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(0, MAX_CLOCK),
            Arbitraries.integers().between(1, 9))
        .as(Range::new)
        .list()
        .ofMaxSize(40);
  }

  @Example
  void nothing_isEmpty() {
    assertTrue(new DeleteRanges().isEmpty());
    assertFalse(new DeleteRanges().contains(store.client(1), 0));
  }

  @Property(tries = 300)
  void sortedAndMerged_areTheSameClocks(@ForAll("ranges") List<Range> added) {
    DeleteRanges ranges = new DeleteRanges();
    Map<Integer, BitSet> model = new TreeMap<>();
    for (Range range : added) {
      ranges.add(store.client(range.client()), range.clock(), range.length());
      model
          .computeIfAbsent(range.client(), client -> new BitSet())
          .set(range.clock(), range.clock() + range.length());
    }

    ranges.sortAndMerge();

    assertEquals(added.isEmpty(), ranges.isEmpty());
    assertEquals(model.size(), ranges.clients().size());
    model.forEach((client, clocks) -> assertClocks(clocks, ranges, store.client(client)));
  }

  private static void assertClocks(BitSet clocks, DeleteRanges ranges, ClientStructs client) {
    for (int clock = 0; clock <= clocks.length(); clock++) {
      assertEquals(clocks.get(clock), ranges.contains(client, clock));
    }
    ClientRanges merged = ranges.clientRanges(client);
    int end = -1;
    for (int i = 0; merged != null && i < merged.count(); i++) {
      assertTrue(merged.clock(i) > end, "ranges touch or are unsorted");
      end = merged.end(i);
    }
  }

  @Property(tries = 200)
  void written_isReadAsTheSameSet(@ForAll("ranges") List<Range> added) {
    DeleteRanges ranges = new DeleteRanges();
    added.forEach(range -> ranges.add(store.client(range.client()), range.clock(), range.length()));
    ranges.sortAndMerge();
    DeleteRanges copy = new DeleteRanges();
    copy.addAll(ranges);
    UpdateWriterV1 writer = new UpdateWriterV1();

    copy.write(writer);

    DeleteSet read = DeleteSet.decode(writer.toByteArray());
    for (ClientRanges client : ranges.clients()) {
      for (int clock = 0; clock < MAX_CLOCK + 10; clock++) {
        assertEquals(client.find(clock) >= 0, read.isDeleted(client.client().id, clock));
      }
    }
  }
}
