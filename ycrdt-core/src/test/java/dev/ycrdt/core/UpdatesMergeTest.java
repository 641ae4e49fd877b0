package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules of merging one by one; {@link YjsUpdatesTest} compares whole merges with Yjs. */
final class UpdatesMergeTest {
  private static final String REPLACEMENT = "\ufffd";

  @Test
  void merge_nothing_isTheEmptyUpdate() {
    assertArrayEquals(new byte[] {0, 0}, Updates.merge(List.of()));
  }

  @Test
  void merge_single_isACheckedCopy() {
    byte[] update = new RawUpdate().block(1, 0).text("abc").skip(2).text("d").bytes();

    byte[] merged = Updates.merge(List.of(update));

    assertArrayEquals(update, merged);
    assertNotSame(update, merged);
    assertThrows(DecodeException.class, () -> Updates.merge(List.of(new byte[] {1})));
  }

  @Test
  void merge_clients_descend() {
    byte[] merged = merge(block(1, 0).text("a"), block(1L << 40, 0).text("b"), block(7, 0).gc(1));

    assertHex(block(1L << 40, 0).text("b").block(7, 0).gc(1).block(1, 0).text("a"), merged);
  }

  @Test
  void merge_outOfOrder_sortsByClock() {
    byte[] merged = merge(block(1, 2).text("c"), block(1, 0).text("a"), block(1, 1).text("b"));

    assertHex(block(1, 0).text("a").text("b").text("c"), merged);
  }

  @Test
  void merge_gap_becomesSkip() {
    byte[] merged = merge(block(1, 5).text("f"), block(1, 0).text("ab"));

    assertHex(block(1, 0).text("ab").skip(3).text("f"), merged);
  }

  @Test
  void merge_gapFilled_dropsSkip() {
    byte[] gap = block(1, 0).text("a").skip(2).text("d").bytes();

    byte[] merged = Updates.merge(List.of(gap, block(1, 1).text("bc").bytes()));

    assertHex(block(1, 0).text("a").text("bc").text("d"), merged);
  }

  @Test
  void merge_overlap_keepsTheFirstAndCutsTheSecond() {
    byte[] merged = merge(block(1, 0).text("abcd"), block(1, 2).text("cdef"));

    assertHex(block(1, 0).text("abcd").text("ef"), merged);
  }

  @Test
  void merge_covered_isPassedOver() {
    byte[] merged = merge(block(1, 0).text("abcd"), block(1, 1).text("b"), block(1, 4).text("e"));

    assertHex(block(1, 0).text("abcd").text("e"), merged);
  }

  @Test
  void merge_cutInsideSurrogatePair_replacesTheSecondHalf() {
    byte[] merged = merge(block(1, 0).text("ab" + REPLACEMENT), block(1, 2).text("😀c"));

    assertHex(block(1, 0).text("ab" + REPLACEMENT).text(REPLACEMENT + "c"), merged);
  }

  @Test
  void merge_overlapOfValues_cutsWholeValues() {
    byte[] merged = merge(block(1, 0).any(1, 2), block(1, 1).any(2, List.of("x"), 4));

    assertHex(block(1, 0).any(1, 2).any(List.of("x"), 4), merged);
  }

  @Test
  void merge_cutItemWithParent_namesItsOriginInstead() {
    byte[] withKey = block(1, 1).raw(3, "28 01 01 74 01 6b 03 7d 01 7d 02 7d 03").bytes();

    byte[] merged = Updates.merge(List.of(block(1, 0).gc(3).bytes(), withKey));

    // The flag of parentSub stays although no parentSub is written beside an origin.
    assertHex(block(1, 0).gc(3).raw(1, "a8 01 02 01 7d 03"), merged);
  }

  @Test
  void merge_gcOfTwoUpdates_isJoined() {
    assertHex(block(1, 0).gc(5), merge(block(1, 0).gc(2), block(1, 2).gc(3)));
    assertHex(block(1, 0).gc(5), merge(block(1, 0).gc(3), block(1, 1).gc(4)));
  }

  @Test
  void merge_gcOfOneUpdate_isNotJoined() {
    assertHex(block(1, 0).gc(2).gc(3), merge(block(1, 0).gc(2).gc(3), new RawUpdate()));
  }

  @Test
  void merge_sameClockTwice_takesTheFirst() {
    byte[] merged = merge(block(1, 0).text("ab").text("c"), block(1, 0).text("a").text("bc"));

    assertHex(block(1, 0).text("ab").text("c"), merged);
  }

  @Test
  void merge_gcAndItemAtOneClock_takesWhatTheSortOfV8PutsFirst() {
    assertHex(block(1, 0).text("ab"), merge(block(1, 0).gc(2), block(1, 0).text("ab")));
    assertHex(block(1, 0).gc(2), merge(block(1, 0).text("ab"), block(1, 0).gc(2)));
  }

  @Test
  void merge_clientsAscendInAnUpdate_losesNothing() {
    byte[] ascending = block(1, 0).text("abc").block(2, 0).text("x").bytes();

    byte[] merged = Updates.merge(List.of(ascending, block(1, 3).text("d").bytes()));

    assertHex(block(2, 0).text("x").block(1, 0).text("abc").text("d"), merged);
  }

  @Test
  void merge_oneClientInTwoBlocks_losesNothing() {
    byte[] twice = block(1, 2).text("c").block(1, 0).text("ab").bytes();

    assertHex(block(1, 0).text("ab").text("c"), Updates.merge(List.of(twice, new byte[] {0, 0})));
  }

  @Test
  void merge_deletes_joinsRanges() {
    byte[] merged =
        merge(
            new RawUpdate().deletes(1, 4, 2).deletes(9, 0, 1),
            new RawUpdate().deletes(1, 0, 2),
            new RawUpdate().deletes(1, 2, 1).deletes(1, 5, 5));

    assertEquals("0002" + "09010001" + "01020003" + "0406", HexFormat.of().formatHex(merged));
  }

  @Test
  void merge_needlessBytes_areRemoved() {
    byte[] padded = block(1, 0).raw(1, "84 80 00 85 00 81 00 61").bytes();
    byte[] deadFlag = block(2, 0).raw(1, "a8 00 05 01 7d 07").bytes();
    byte[] flaggedGc = block(3, 0).raw(1, "40 01").bytes();

    assertHex(block(1, 0).raw(1, "84 00 05 01 61"), rewritten(padded));
    assertHex(block(2, 0).raw(1, "88 00 05 01 7d 07"), rewritten(deadFlag));
    assertHex(block(3, 0).gc(1), rewritten(flaggedGc));
  }

  @Test
  void merge_valuesNotWrittenByYjs_areWrittenAsYjsDoes() {
    byte[] bigInteger = block(1, 0).raw(1, "88 00 05 01 7d 80 80 80 80 20").bytes();
    byte[] wholeFloat = block(1, 0).raw(1, "88 00 05 01 7c 40 a0 00 00").bytes();
    byte[] keyOrder = block(1, 0).raw(1, "88 00 05 01 76 02 01 62 78 01 31 79").bytes();
    byte[] json = block(1, 0).raw(1, "85 00 05 08 7b 22 62 22 3a 20 31 7d").bytes();

    assertHex(block(1, 0).raw(1, "88 00 05 01 7c 4f 80 00 00"), rewritten(bigInteger));
    assertHex(block(1, 0).raw(1, "88 00 05 01 7d 05"), rewritten(wholeFloat));
    assertHex(block(1, 0).raw(1, "88 00 05 01 76 02 01 31 79 01 62 78"), rewritten(keyOrder));
    assertHex(block(1, 0).raw(1, "85 00 05 07 7b 22 62 22 3a 31 7d"), rewritten(json));
  }

  @Test
  void merge_subdocument_keepsTheOptionsThatYjsKeeps() {
    RawUpdate given =
        block(1, 0)
            .raw(
                1,
                "89 00 05 01 67 76 04"
                    + "02 67 63 79" // gc: false
                    + "08 61 75 74 6f 4c 6f 61 64 78" // autoLoad: true
                    + "0a 73 68 6f 75 6c 64 4c 6f 61 64 78" // shouldLoad: true
                    + "04 6d 65 74 61 7e"); // meta: null

    assertHex(
        block(1, 0).raw(1, "89 00 05 01 67 76 02 02 67 63 79 08 61 75 74 6f 4c 6f 61 64 78"),
        rewritten(given.bytes()));
  }

  @Test
  void merge_bytesBehindTheUpdate_areIgnored() {
    byte[] update = block(1, 0).text("a").bytes();
    byte[] longer = Arrays.copyOf(update, update.length + 3);

    assertArrayEquals(update, Updates.merge(List.of(longer, new byte[] {0, 0})));
  }

  @Test
  void merge_doesNotChangeItsInput() {
    byte[] update = block(1, 0).text("a😀c").bytes();
    byte[] before = update.clone();

    Updates.merge(List.of(update, block(1, 0).text("ab").bytes()));

    assertArrayEquals(before, update);
  }

  @Test
  void merge_manyUpdatesInReverse_equalsMergeInOrder() {
    List<byte[]> updates = new ArrayList<>();
    RawUpdate whole = block(5, 0);
    for (int clock : IntStream.range(0, 5000).toArray()) {
      updates.add(0, block(5, clock).text("x").bytes());
      whole.text("x");
    }

    assertArrayEquals(whole.bytes(), Updates.merge(updates));
  }

  private static RawUpdate block(long client, int clock) {
    return new RawUpdate().block(client, clock);
  }

  private static byte[] merge(RawUpdate... updates) {
    List<byte[]> bytes = new ArrayList<>();
    for (RawUpdate update : updates) {
      bytes.add(update.bytes());
    }
    return Updates.merge(bytes);
  }

  private static byte[] rewritten(byte[] update) {
    return Updates.merge(List.of(update, new byte[] {0, 0}));
  }

  private static void assertHex(RawUpdate expected, byte[] actual) {
    assertEquals(HexFormat.of().formatHex(expected.bytes()), HexFormat.of().formatHex(actual));
  }
}
