package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Laws of merge, diff and compact over pieces of one history, in which every piece has the same
 * struct borders.
 */
final class UpdatesProperties {
  private static final byte[] EMPTY = {0, 0};
  private static final int LAST = 12;

  /** The structs {@code from} to {@code to} of a client; struct i has i % 3 + 1 clocks. */
  record Piece(long client, int from, int to, int deletedClock) {
    byte[] update() {
      RawUpdate update = new RawUpdate().block(client, clock(from));
      for (int i = from; i < to; i++) {
        add(update, i);
      }
      return update.deletes(client, deletedClock, 2).bytes();
    }

    private static int clock(int struct) {
      int clock = 0;
      for (int i = 0; i < struct; i++) {
        clock += i % 3 + 1;
      }
      return clock;
    }

    private void add(RawUpdate update, int struct) {
      int length = struct % 3 + 1;
      switch ((int) (struct + client) % 5) {
        case 0 -> update.any(Collections.nCopies(length, struct).toArray());
        case 1 -> update.deleted(length);
        default -> update.text("é".repeat(length));
      }
    }
  }

  @Provide
  Arbitrary<List<byte[]>> pieces() {
    Arbitrary<Piece> piece =
        Combinators.combine(
                Arbitraries.longs().between(1, 3),
                Arbitraries.integers().between(0, LAST),
                Arbitraries.integers().between(0, LAST),
                Arbitraries.integers().between(0, 20))
            .as((client, a, b, d) -> new Piece(client, Math.min(a, b), Math.max(a, b) + 1, d));
    return piece.map(Piece::update).list().ofMaxSize(7);
  }

  @Property
  void merge_orderDoesNotMatter(@ForAll("pieces") List<byte[]> pieces, @ForAll Random random) {
    List<byte[]> shuffled = new ArrayList<>(pieces);
    Collections.shuffle(shuffled, random);

    assertArrayEquals(merge(pieces), merge(shuffled));
  }

  @Property
  void merge_isAssociative(
      @ForAll("pieces") List<byte[]> a,
      @ForAll("pieces") List<byte[]> b,
      @ForAll("pieces") List<byte[]> c) {
    byte[] left = Updates.merge(List.of(Updates.merge(List.of(merge(a), merge(b))), merge(c)));
    byte[] right = Updates.merge(List.of(merge(a), Updates.merge(List.of(merge(b), merge(c)))));

    assertArrayEquals(left, right);
  }

  @Property
  void merge_isIdempotent(@ForAll("pieces") List<byte[]> pieces) {
    byte[] merged = merge(pieces);

    assertArrayEquals(merged, Updates.merge(List.of(merged, merged)));
  }

  @Property
  void diff_byItsOwnState_holdsNothingOfWholeClients(@ForAll("pieces") List<byte[]> pieces) {
    byte[] merged = merge(pieces);
    byte[] diff = Updates.diff(merged, Updates.stateVector(merged));

    assertArrayEquals(new byte[] {0}, Updates.stateVector(diff));
  }

  @Property
  void diff_mergedWithWhatWasKnown_isWhole(
      @ForAll("pieces") List<byte[]> known, @ForAll("pieces") List<byte[]> more) {
    byte[] old = merge(known);
    List<byte[]> everything = new ArrayList<>(known);
    everything.addAll(more);
    byte[] all = merge(everything);

    byte[] missing = Updates.diff(all, Updates.stateVector(old));

    assertArrayEquals(all, Updates.merge(List.of(old, missing)));
  }

  @Property
  void compact_holdsTheSameUnits(@ForAll("pieces") List<byte[]> pieces) {
    byte[] merged = merge(pieces);
    byte[] compacted = Updates.compact(pieces);

    assertEquals(UpdateUnits.of(merged), UpdateUnits.of(compacted));
    assertEquals(Updates.meta(merged), Updates.meta(compacted));
    assertArrayEquals(Updates.stateVector(merged), Updates.stateVector(compacted));
    assertArrayEquals(compacted, Updates.compact(List.of(merged)));
  }

  @Property
  void changedByte_isRefusedOrRead(
      @ForAll("pieces") List<byte[]> pieces, @ForAll Random random, @ForAll byte value) {
    byte[] update = merge(pieces);
    update[random.nextInt(update.length)] = value;

    try {
      UpdateUnits.of(Updates.compact(List.of(update, EMPTY)));
    } catch (DecodeException e) {
      assertThrows(DecodeException.class, () -> Updates.merge(List.of(update)));
    }
  }

  private static byte[] merge(List<byte[]> updates) {
    List<byte[]> all = new ArrayList<>(updates);
    all.add(EMPTY);
    all.add(EMPTY);
    return Updates.merge(all);
  }
}
