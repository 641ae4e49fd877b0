package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Diff, state vector and meta of an update. */
final class UpdatesDiffTest {

  @Test
  void diff_knownStructs_areLeftOutAndDeletesKept() {
    byte[] update = two().deletes(9, 0, 1).deletes(1, 0, 4).bytes();

    byte[] diff = Updates.diff(update, stateVector(Map.of(9L, 3L, 1L, 2L)));

    assertHex(new RawUpdate().block(1, 2).text("de").deletes(9, 0, 1).deletes(1, 0, 4), diff);
  }

  @Test
  void diff_partlyKnownStruct_isCut() {
    byte[] diff = Updates.diff(two().bytes(), stateVector(Map.of(9L, 1L, 1L, 3L)));

    assertHex(new RawUpdate().block(9, 1).text("yz").block(1, 3).text("e"), diff);
  }

  @Test
  void diff_cutInsideSurrogatePair_replacesTheSecondHalf() {
    byte[] update = new RawUpdate().block(1, 0).text("a😀b").bytes();

    byte[] diff = Updates.diff(update, stateVector(Map.of(1L, 2L)));

    assertHex(new RawUpdate().block(1, 2).text("\ufffdb"), diff);
  }

  @Test
  void diff_skips_areDroppedAtTheFrontOnly() {
    byte[] update = new RawUpdate().block(1, 0).skip(2).text("a").skip(1).text("b").bytes();

    byte[] diff = Updates.diff(update, new byte[] {0});

    assertHex(new RawUpdate().block(1, 2).text("a").skip(1).text("b"), diff);
  }

  @Test
  void diff_everythingKnown_isEmpty() {
    byte[] update = two().bytes();

    assertArrayEquals(new byte[] {0, 0}, Updates.diff(update, Updates.stateVector(update)));
  }

  @Test
  void diff_stateAheadOfTheUpdate_isEmpty() {
    byte[] ahead = stateVector(Map.of(9L, 1L << 50, 1L, 1L << 50));

    assertArrayEquals(new byte[] {0, 0}, Updates.diff(two().bytes(), ahead));
  }

  @Test
  void diff_unsortedDeletes_keepsRangesButSortsClients() {
    byte[] update = new RawUpdate().deletes(1, 5, 1).deletes(9, 0, 1).deletes(1, 0, 9).bytes();

    byte[] diff = Updates.diff(update, new byte[] {0});

    assertEquals("0002" + "09010001" + "01020501" + "0009", HexFormat.of().formatHex(diff));
  }

  @Test
  void diff_malformedStateVector_isRefused() {
    assertThrows(
        DecodeException.class, () -> Updates.diff(two().bytes(), new byte[] {(byte) 0x85}));
  }

  @Test
  void stateVector_stopsAtSkipAndNeedsClockZero() {
    byte[] update =
        new RawUpdate()
            .block(9, 0)
            .text("abc")
            .skip(1)
            .text("d")
            .block(5, 2)
            .text("x")
            .block(3, 0)
            .skip(4)
            .block(1, 0)
            .gc(2)
            .text("y")
            .bytes();

    assertArrayEquals(stateVector(Map.of(9L, 3L, 1L, 3L)), Updates.stateVector(update));
  }

  @Test
  void stateVector_skipAtTheVeryFront_countsAsInYjs() {
    byte[] update = new RawUpdate().block(9, 0).skip(4).text("a").bytes();

    assertArrayEquals(stateVector(Map.of(9L, 4L)), Updates.stateVector(update));
  }

  @Test
  void stateVector_noStructs_isEmpty() {
    assertArrayEquals(new byte[] {0}, Updates.stateVector(new byte[] {0, 0}));
  }

  @Test
  void meta_spansGaps() {
    byte[] update =
        new RawUpdate().block(9, 2).text("ab").skip(3).gc(1).block(1, 0).text("x").bytes();

    assertEquals(
        new UpdateMeta(Map.of(9L, 2L, 1L, 0L), Map.of(9L, 8L, 1L, 1L)), Updates.meta(update));
  }

  @Test
  void meta_cannotBeChanged() {
    UpdateMeta meta = Updates.meta(two().bytes());

    assertThrows(UnsupportedOperationException.class, () -> meta.from().clear());
    assertThrows(UnsupportedOperationException.class, () -> meta.to().clear());
  }

  private static RawUpdate two() {
    return new RawUpdate().block(9, 0).text("xyz").block(1, 0).text("bc").text("de");
  }

  private static byte[] stateVector(Map<Long, Long> clocks) {
    return StateVector.of(clocks).encode();
  }

  private static void assertHex(RawUpdate expected, byte[] actual) {
    assertEquals(HexFormat.of().formatHex(expected.bytes()), HexFormat.of().formatHex(actual));
  }
}
