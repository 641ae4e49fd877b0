package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which neighbours are joined when updates are compacted, and which are not. */
final class UpdatesCompactTest {

  @Test
  void compact_text_isJoined() {
    assertCompacts(
        block(1, 0).text("abc😀").deletes(1, 1, 1),
        block(1, 0).text("a"),
        block(1, 1).text("bc").deletes(1, 1, 1),
        block(1, 3).text("😀"));
  }

  @Test
  void compact_oneUpdate_isJoinedToo() {
    assertCompacts(block(1, 0).text("ab").gc(5), block(1, 0).text("a").text("b").gc(2).gc(3));
  }

  @Test
  void compact_nothing_isTheEmptyUpdate() {
    assertCompacts(new RawUpdate());
  }

  @Test
  void compact_valuesAndTombstones_areJoined() {
    assertCompacts(block(1, 0).any(1, "x", true), block(1, 0).any(1), block(1, 1).any("x", true));
    assertCompacts(block(1, 0).json("1", "[]"), block(1, 0).json("1"), block(1, 1).json("[ ]"));
    assertCompacts(block(1, 0).deleted(5), block(1, 0).deleted(2), block(1, 2).deleted(3));
  }

  @Test
  void compact_kindsThatNeverJoin_areKept() {
    RawUpdate embeds = block(1, 0).embed("1").embed("2");
    RawUpdate mixed = block(1, 0).text("a").any(1).json("1").deleted(1).gc(1).text("b");

    assertCompacts(embeds, embeds);
    assertCompacts(mixed, mixed);
  }

  @Test
  void compact_gap_separates() {
    assertCompacts(
        block(1, 0).text("a").skip(1).text("c"), block(1, 2).text("c"), block(1, 0).text("a"));
  }

  @Test
  void compact_otherOrigin_separates() {
    RawUpdate jump = block(1, 0).text("ab").raw(1, "84 01 00 01 63");

    assertCompacts(jump, jump);
  }

  @Test
  void compact_otherRightOrigin_separates() {
    RawUpdate right =
        block(1, 0).text("a").raw(1, "c4 01 00 02 07 01 62").raw(1, "c4 01 01 02 08 01 63");
    RawUpdate same = block(1, 1).raw(1, "c4 01 00 02 07 01 62").raw(1, "c4 01 01 02 07 01 63");

    assertCompacts(right, right);
    assertCompacts(block(1, 1).raw(2, "c4 01 00 02 07 02 62 63"), same);
  }

  @Test
  void compact_valuesOfOneMapKey_areNotJoined() {
    // Set twice: the first value is deleted. Neither struct needs to name the key for that.
    RawUpdate named = block(1, 0).raw(1, "28 01 01 6d 01 6b 01 78").raw(1, "88 01 00 01 79");
    RawUpdate unnamed = block(1, 5).any(1).any(2).deletes(1, 5, 1);

    assertCompacts(named, named);
    assertCompacts(unnamed, unnamed);
  }

  @Test
  void compact_valuesAllDeleted_areJoined() {
    assertCompacts(
        block(1, 5).any(1, 2).deletes(1, 4, 5), block(1, 5).any(1).any(2).deletes(1, 4, 5));
  }

  @Test
  void compact_valuesPartlyDeleted_areNotJoined() {
    RawUpdate half = block(1, 5).any(1, 2).any(3, 4).deletes(1, 6, 2);

    assertCompacts(half, half);
  }

  @Test
  void compact_overlap_isCutAndJoined() {
    assertCompacts(block(1, 0).text("abcdef"), block(1, 0).text("abcd"), block(1, 2).text("cdef"));
    assertCompacts(
        block(1, 0).text("a\ufffd\ufffdb"), block(1, 0).text("a\ufffd"), block(1, 1).text("😀b"));
  }

  @Test
  void compact_typedText_shrinksToATenth() {
    List<byte[]> keystrokes = new ArrayList<>();
    for (int clock = 0; clock < 2000; clock++) {
      keystrokes.add(block(1L << 32, clock).text("x").bytes());
    }

    byte[] compacted = Updates.compact(keystrokes);

    assertTrue(compacted.length < 2100);
    assertEquals(UpdateUnits.of(Updates.merge(keystrokes)), UpdateUnits.of(compacted));
  }

  private static RawUpdate block(long client, int clock) {
    return new RawUpdate().block(client, clock);
  }

  private static void assertCompacts(RawUpdate expected, RawUpdate... updates) {
    List<byte[]> inputs = new ArrayList<>();
    for (RawUpdate update : updates) {
      inputs.add(update.bytes());
    }
    byte[] compacted = Updates.compact(inputs);
    assertEquals(hex(expected.bytes()), hex(compacted));
    assertEquals(hex(compacted), hex(Updates.compact(List.of(compacted))));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
