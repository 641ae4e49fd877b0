package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes that are no update, or too much of one: refused by every function, with the place. */
final class UpdatesHostileTest {
  private static final String ID = "00 05 ";

  @Test
  void structOfLengthZero_isRefused() {
    assertRefused("struct of length 0", struct("00 00"));
    assertRefused("struct of length 0", struct("0a 00"));
    assertRefused("struct of length 0", struct("81 " + ID + "00"));
    assertRefused("struct of length 0", struct("84 " + ID + "00"));
    assertRefused("struct of length 0", struct("88 " + ID + "00"));
    assertRefused("struct of length 0", struct("82 " + ID + "00"));
  }

  @Test
  void clockBeyond31Bits_isRefused() {
    byte[] fits = new RawUpdate().block(1, 5).gc(Integer.MAX_VALUE - 5).bytes();
    assertDoesNotThrow(() -> Updates.meta(fits));

    assertRefused(
        "clock 5 + length 2147483643 exceeds 2^31-1",
        new RawUpdate().block(1, 5).gc(Integer.MAX_VALUE - 4).bytes());
    assertRefused("gc length", struct("00 80 80 80 80 08"));
    assertRefused("origin clock", struct("84 00 80 80 80 80 08 01 61"));
    assertRefused("deleted length", bytes(0, 1, 1, 1, 0, 0x80, 0x80, 0x80, 0x80, 8));
  }

  @Test
  void deletedRange_isBounded() {
    assertRefused("deleted range of length 0", bytes(0, 1, 1, 1, 0, 0));
    assertRefused("exceeds 2^31-1", new RawUpdate().deletes(1, 1, Integer.MAX_VALUE).bytes());
    byte[] fits = new RawUpdate().deletes(1, 0, Integer.MAX_VALUE).bytes();
    assertDoesNotThrow(() -> Updates.meta(fits));
  }

  @Test
  void unknownKinds_areRefused() {
    assertRefused("unknown content ref 11", struct("0b 01"));
    assertRefused("unknown content ref 31", struct("9f " + ID + "01"));
    assertRefused("skip with flag bits", struct("8a 01"));
    assertRefused("parent kind 2", struct("04 02 01 74 01 61"));
    assertRefused("unknown type ref 7", struct("87 " + ID + "07"));
    assertRefused("unknown tag 115", struct("88 " + ID + "01 73"));
  }

  @Test
  void content_isChecked() {
    assertRefused("UTF-8", struct("84 " + ID + "02 c0 80"));
    assertRefused("UTF-8", struct("04 01 01 ff 01 61"));
    assertRefused("JSON", struct("85 " + ID + "02 7b 31"));
    assertRefused("JSON", struct("82 " + ID + "01 03 6e 75 6c"));
    assertRefused("JSON", struct("85 " + ID + "09 75 6e 64 65 66 69 6e 65 64"));
    assertRefused("subdocument options", struct("89 " + ID + "01 67 7e"));
  }

  @Test
  void announcedSizes_areComparedWithWhatIsLeft() {
    assertRefused("client blocks", bytes(0xff, 0xff, 0xff, 0xff, 7, 0));
    assertRefused("structs", bytes(1, 0xff, 0xff, 0xff, 7, 1, 0, 0));
    assertRefused("any values", struct("88 " + ID + "ff ff ff ff 07"));
    assertRefused("JSON values", struct("82 " + ID + "ff ff ff ff 07"));
    assertRefused("bytes", struct("83 " + ID + "ff ff ff ff 07"));
    assertRefused("delete set clients", bytes(0, 0xff, 0xff, 0xff, 0xff, 7));
    assertRefused("deleted ranges", bytes(0, 1, 1, 0xff, 0xff, 0xff, 7));
  }

  @Test
  void deepValues_areRefusedByLimit() {
    DecodeLimits limits = DecodeLimits.trusted().toBuilder().maxDepth(3).build();
    byte[] any3 = struct("88 " + ID + "01 75 01 75 01 75 00");
    byte[] any4 = struct("88 " + ID + "01 75 01 75 01 75 01 75 00");
    byte[] json3 = new RawUpdate().block(1, 0).embed("[[[]]]").bytes();
    byte[] json4 = new RawUpdate().block(1, 0).embed("[[[[]]]]").bytes();

    assertDoesNotThrow(() -> Updates.meta(any3, limits));
    assertDoesNotThrow(() -> Updates.meta(json3, limits));
    assertLimit("maxDepth", () -> Updates.meta(any4, limits));
    assertLimit("maxDepth", () -> Updates.meta(json4, limits));
  }

  @Test
  void hundredThousandLevels_areRefusedWithoutOverflow() {
    String brackets = "[".repeat(100_000);
    byte[] json = new RawUpdate().block(1, 0).embed(brackets).bytes();

    assertThrows(DecodeException.class, () -> Updates.stateVector(json));
  }

  @Test
  void limits_holdAtTheirValueAndNotBeyond() {
    byte[] update =
        new RawUpdate().block(2, 0).text("abc").gc(1).block(1, 0).gc(1).deletes(1, 0, 1).bytes();

    assertDoesNotThrow(() -> Updates.meta(update, limits().maxBytes(update.length).build()));
    assertLimit(
        "maxBytes", () -> Updates.meta(update, limits().maxBytes(update.length - 1).build()));
    assertDoesNotThrow(() -> Updates.meta(update, limits().maxStructs(3).build()));
    assertLimit("maxStructs", () -> Updates.meta(update, limits().maxStructs(2).build()));
    assertDoesNotThrow(() -> Updates.meta(update, limits().maxClients(2).build()));
    assertLimit("maxClients", () -> Updates.meta(update, limits().maxClients(1).build()));
    assertDoesNotThrow(() -> Updates.meta(update, limits().maxStringBytes(3).build()));
    assertLimit("maxStringBytes", () -> Updates.meta(update, limits().maxStringBytes(2).build()));
  }

  @Test
  void deletedRangeLimit_holdsAtItsValueAndNotBeyond() {
    byte[] update = new RawUpdate().deletes(1, 0, 1).deletes(2, 0, 1).bytes();

    assertDoesNotThrow(() -> Updates.meta(update, limits().maxDeleteRanges(2).build()));
    assertLimit("maxDeleteRanges", () -> Updates.meta(update, limits().maxDeleteRanges(1).build()));
  }

  @Test
  void everyLimitedForm_checksSize() {
    byte[] update = new RawUpdate().block(1, 0).text("abc").bytes();
    DecodeLimits small = limits().maxBytes(3).build();

    assertLimit("maxBytes", () -> Updates.merge(List.of(update), small));
    assertLimit("maxBytes", () -> Updates.merge(List.of(update, update), small));
    assertLimit("maxBytes", () -> Updates.compact(List.of(update), small));
    assertLimit("maxBytes", () -> Updates.diff(update, new byte[] {0}, small));
    assertLimit("maxBytes", () -> Updates.stateVector(update, small));
  }

  @Test
  void everyPrefixOfAnUpdate_isRefused() {
    byte[] update =
        new RawUpdate()
            .block(300, 0)
            .text("a😀")
            .any(1, "x", 0.5, List.of(1))
            .json("{\"a\":1}", "undefined")
            .embed("null")
            .deleted(2)
            .raw(1, "c7 01 01 02 02 03 01 70")
            .raw(1, "26 00 01 01 01 6b 01 62 04 74 72 75 65")
            .raw(1, "89 01 01 01 67 76 01 02 67 63 79")
            .raw(1, "83 01 01 02 00 00")
            .gc(1)
            .skip(1)
            .deletes(300, 0, 2)
            .bytes();
    assertDoesNotThrow(() -> Updates.meta(update));

    for (int length = 0; length < update.length; length++) {
      assertRefused("", Arrays.copyOf(update, length));
    }
  }

  private static void assertRefused(String reason, byte[] update) {
    List<Runnable> functions =
        List.of(
            () -> Updates.merge(List.of(update)),
            () -> Updates.merge(List.of(update, update)),
            () -> Updates.compact(List.of(update)),
            () -> Updates.diff(update, new byte[] {0}),
            () -> Updates.stateVector(update),
            () -> Updates.meta(update));
    for (Runnable function : functions) {
      DecodeException refused = assertThrows(DecodeException.class, function::run);
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains(reason), message);
      assertTrue(refused.offset() <= update.length, message);
    }
  }

  private static void assertLimit(String setting, Runnable function) {
    LimitExceededException refused = assertThrows(LimitExceededException.class, function::run);
    assertEquals(setting, refused.setting());
  }

  private static DecodeLimits.Builder limits() {
    return DecodeLimits.trusted().toBuilder();
  }

  private static byte[] struct(String hex) {
    return new RawUpdate().block(1, 9).raw(1, hex).bytes();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
