package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DeleteSet.Range;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Single sets; {@link DeleteSetProperties} compares them with sets of clocks. */
final class DeleteSetTest {

  @Test
  void of_unsortedRanges_sortsAndJoins() {
    DeleteSet set = DeleteSet.of(Map.of(1L, List.of(range(5, 2), range(0, 2), range(2, 1))));

    assertEquals(List.of(range(0, 3), range(5, 2)), set.ranges(1));
  }

  @Test
  void isDeleted_atTheEdges() {
    DeleteSet set = DeleteSet.of(Map.of(7L, List.of(range(3, 2))));

    assertFalse(set.isDeleted(7, 2));
    assertTrue(set.isDeleted(7, 3));
    assertTrue(set.isDeleted(7, 4));
    assertFalse(set.isDeleted(7, 5));
    assertFalse(set.isDeleted(6, 3));
    assertFalse(set.isDeleted(7, -1));
    assertFalse(set.isDeleted(7, 1L << 40));
  }

  @Test
  void isDeleted_lastClock() {
    DeleteSet set = DeleteSet.of(Map.of(7L, List.of(range(0, Integer.MAX_VALUE))));

    assertTrue(set.isDeleted(7, Integer.MAX_VALUE - 1));
    assertFalse(set.isDeleted(7, Integer.MAX_VALUE));
  }

  @Test
  void encode_clientsDescend() {
    DeleteSet set =
        DeleteSet.of(Map.of(1L, List.of(range(0, 1)), 1L << 35, List.of(range(2, 300))));

    assertEquals("0280808080800101" + "02ac02" + "01010001", hex(set.encode()));
    assertEquals(set, DeleteSet.decode(set.encode()));
    assertEquals(List.of(1L << 35, 1L), List.copyOf(set.clients()));
  }

  @Test
  void decode_clientTwiceAndEmptyClient_areJoinedAndDropped() {
    DeleteSet set =
        DeleteSet.decode(HexFormat.of().parseHex("03" + "01010501" + "0900" + "01010001"));

    assertEquals("01" + "01020001" + "0501", hex(set.encode()));
  }

  @Test
  void decode_malformed_isRefused() {
    assertThrows(DecodeException.class, () -> DeleteSet.decode(new byte[] {}));
    assertThrows(DecodeException.class, () -> DeleteSet.decode(new byte[] {1, 1, 1, 0, 0}));
    assertThrows(DecodeException.class, () -> DeleteSet.decode(new byte[] {1, 1, 2, 0, 1}));
  }

  @Test
  void decode_moreRangesThanAllowed_isRefused() {
    byte[] two = DeleteSet.of(Map.of(1L, List.of(range(0, 1), range(5, 1)))).encode();
    DecodeLimits one = DecodeLimits.trusted().toBuilder().maxDeleteRanges(1).build();

    assertThrows(LimitExceededException.class, () -> DeleteSet.decode(two, one));
  }

  @Test
  void range_outOfBounds_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> range(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> range(0, 0));
    assertThrows(IllegalArgumentException.class, () -> range(1, Integer.MAX_VALUE));
    assertThrows(
        IllegalArgumentException.class, () -> DeleteSet.of(Map.of(-1L, List.of(range(0, 1)))));
    assertThrows(
        IllegalArgumentException.class, () -> DeleteSet.of(Map.of(1L << 53, List.of(range(0, 1)))));
  }

  @Test
  void equals_bySetAndNotByHistory() {
    DeleteSet whole = DeleteSet.of(Map.of(1L, List.of(range(0, 4))));
    DeleteSet parts = DeleteSet.of(Map.of(1L, List.of(range(2, 2), range(0, 2))));

    assertEquals(whole, parts);
    assertEquals(whole.hashCode(), parts.hashCode());
    assertNotEquals(whole, DeleteSet.empty());
    assertTrue(DeleteSet.empty().isEmpty());
    assertEquals("DeleteSet{1=[Range[clock=0, length=4]]}", whole.toString());
  }

  @Test
  void collections_cannotBeChanged() {
    DeleteSet set = DeleteSet.of(Map.of(1L, List.of(range(0, 4))));

    assertThrows(UnsupportedOperationException.class, () -> set.clients().clear());
    assertThrows(UnsupportedOperationException.class, () -> set.ranges(1).clear());
    assertEquals(List.of(), set.ranges(2));
  }

  private static Range range(long clock, long length) {
    return new Range(clock, length);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
