package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.core.DeleteSet.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Delete sets against the plain set of (client, clock) pairs that they stand for. */
final class DeleteSetProperties {
  private static final int CLOCKS = 40;

  @Provide
  Arbitrary<Map<Long, List<Range>>> ranges() {
    Arbitrary<Range> range =
        Combinators.combine(
                Arbitraries.integers().between(0, CLOCKS - 8), Arbitraries.integers().between(1, 7))
            .as((clock, length) -> new Range(clock, length));
    return Arbitraries.maps(Arbitraries.longs().between(0, 3), range.list().ofMaxSize(6));
  }

  @Property
  void isDeleted_equalsMembership(@ForAll("ranges") Map<Long, List<Range>> ranges) {
    DeleteSet set = DeleteSet.of(ranges);

    for (long client = 0; client <= 4; client++) {
      for (long clock = 0; clock <= CLOCKS; clock++) {
        assertEquals(contains(ranges, client, clock), set.isDeleted(client, clock));
      }
    }
  }

  @Property
  void ranges_neitherOverlapNorTouch(@ForAll("ranges") Map<Long, List<Range>> ranges) {
    DeleteSet set = DeleteSet.of(ranges);

    for (long client : set.clients()) {
      long end = -1;
      for (Range range : set.ranges(client)) {
        assertEquals(true, range.clock() > end);
        end = range.end();
      }
    }
  }

  @Property
  void encode_roundTrips(@ForAll("ranges") Map<Long, List<Range>> ranges) {
    DeleteSet set = DeleteSet.of(ranges);

    assertEquals(set, DeleteSet.decode(set.encode()));
    assertEquals(set, DeleteSet.decodeV2(set.encodeV2()));
  }

  @Property
  void intersectionAndDifference_equalThoseOfClocks(
      @ForAll("ranges") Map<Long, List<Range>> a, @ForAll("ranges") Map<Long, List<Range>> b) {
    DeleteSet setA = DeleteSet.of(a);
    DeleteSet setB = DeleteSet.of(b);

    assertEquals(
        clocks((client, clock) -> contains(a, client, clock) && contains(b, client, clock)),
        setA.intersection(setB));
    assertEquals(
        clocks((client, clock) -> contains(a, client, clock) && !contains(b, client, clock)),
        setA.difference(setB));
    assertEquals(setA, setA.difference(setB).union(setA.intersection(setB)));
  }

  @Property
  void contains_isEmptyDifference(
      @ForAll("ranges") Map<Long, List<Range>> a, @ForAll("ranges") Map<Long, List<Range>> b) {
    DeleteSet setA = DeleteSet.of(a);
    DeleteSet setB = DeleteSet.of(b);

    assertEquals(setB.difference(setA).isEmpty(), setA.contains(setB));
    assertEquals(true, setA.union(setB).contains(setB));
    assertEquals(true, setA.contains(setA.intersection(setB)));
  }

  @Property
  void forEach_givesAllRangesInOrder(@ForAll("ranges") Map<Long, List<Range>> ranges) {
    DeleteSet set = DeleteSet.of(ranges);
    Map<Long, List<Range>> seen = new LinkedHashMap<>();
    set.forEach((client, range) -> seen.computeIfAbsent(client, c -> new ArrayList<>()).add(range));

    assertEquals(List.copyOf(set.clients()), List.copyOf(seen.keySet()));
    assertEquals(set.rangeCount(), seen.values().stream().mapToInt(List::size).sum());
    seen.forEach((client, list) -> assertEquals(set.ranges(client), list));
  }

  private static DeleteSet clocks(BiPredicate<Long, Long> isMember) {
    Map<Long, List<Range>> members = new HashMap<>();
    for (long client = 0; client <= 4; client++) {
      for (long clock = 0; clock <= CLOCKS; clock++) {
        if (isMember.test(client, clock)) {
          members.computeIfAbsent(client, c -> new ArrayList<>()).add(new Range(clock, 1));
        }
      }
    }
    return DeleteSet.of(members);
  }

  @Property
  void merge_isUnionInAnyOrder(
      @ForAll("ranges") Map<Long, List<Range>> a, @ForAll("ranges") Map<Long, List<Range>> b) {
    Map<Long, List<Range>> both = new HashMap<>();
    a.forEach((client, list) -> both.computeIfAbsent(client, c -> new ArrayList<>()).addAll(list));
    b.forEach((client, list) -> both.computeIfAbsent(client, c -> new ArrayList<>()).addAll(list));
    DeleteSet setA = DeleteSet.of(a);
    DeleteSet setB = DeleteSet.of(b);

    assertEquals(DeleteSet.of(both), setA.union(setB));
    assertEquals(setA.union(setB), setB.union(setA));
    assertEquals(setA, setA.union(setA));
  }

  private static boolean contains(Map<Long, List<Range>> ranges, long client, long clock) {
    return ranges.getOrDefault(client, List.of()).stream()
        .anyMatch(range -> range.clock() <= clock && clock < range.end());
  }
}
