package dev.ycrdt.core.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.RawUpdate;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few bytes that would cost much memory or work. */
final class ExpandingUpdateTest {
  private static YDoc doc(DecodeLimits.Builder limits) {
    return YDoc.builder().clientId(9).limits(limits.build()).build();
  }

  private static DecodeLimits.Builder untrusted() {
    return DecodeLimits.untrusted().toBuilder();
  }

  private static String refusal(YDoc doc, byte[] update) {
    return assertInstanceOf(LimitExceededException.class, new Untouched(doc).refuses(update))
        .setting();
  }

  /** As many pieces of garbage of length 1 as {@code count} says, in some 25 bytes of format V2. */
  private static byte[] runOfGarbage(int count) {
    ByteWriter out = new ByteWriter();
    out.writeBytes(HexFormat.of().parseHex("00 00 01 03 00 00 01 00 01 00 00 00".replace(" ", "")));
    ByteWriter lengths = new ByteWriter();
    lengths.writeVarInt(-1);
    lengths.writeVarUint(count);
    out.writeVarBytes(lengths.toByteArray());
    out.writeVarUint(1);
    out.writeVarUint(count);
    out.writeBytes(new byte[2]);
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {210_000, 10_000_000, 1_000_000_000})
  void runOfStructs_isRefusedAtOnce(int count) {
    YDoc doc = doc(untrusted());

    LimitExceededException refused =
        assertThrows(LimitExceededException.class, () -> doc.applyUpdateV2(runOfGarbage(count)));

    assertEquals(count > 4_000_000 ? "maxStructs" : "maxRepeatedStructs", refused.setting());
    assertEquals(0, doc.stateVector().size());
  }

  @Test
  void repeatedStructs_areCountedBeyondWhatTheBytesPayFor() {
    byte[] update = runOfGarbage(1000);
    int limit = 1000 - update.length / 2;

    doc(untrusted().maxRepeatedStructs(limit)).applyUpdateV2(update);
    YDoc strict = doc(untrusted().maxRepeatedStructs(limit - 1));

    LimitExceededException refused =
        assertThrows(LimitExceededException.class, () -> strict.applyUpdateV2(update));
    assertEquals("maxRepeatedStructs", refused.setting());
  }

  @Test
  void subdocuments_areLimited() {
    RawUpdate three = new RawUpdate().block(1, 0);
    for (int i = 0; i < 3; i++) {
      three.raw(1, "09 01 01 74 00 76 00");
    }
    byte[] update = three.bytes();

    doc(untrusted().maxSubdocuments(3)).applyUpdate(update);

    assertEquals("maxSubdocuments", refusal(doc(untrusted().maxSubdocuments(2)), update));
  }

  @Test
  void waitingValues_areChargedForTheirObjects() {
    int count = 20_000;
    ByteWriter out = new ByteWriter();
    out.writeBytes(HexFormat.of().parseHex("01010100880200"));
    out.writeVarUint(count);
    for (int i = 0; i < count; i++) {
      out.writeUint8(117);
      out.writeUint8(0);
    }
    out.writeUint8(0);

    DecodeLimits.Builder limits = untrusted().maxPendingBytes(1_000_000);

    assertEquals("maxPendingBytes", refusal(doc(limits), out.toByteArray()));
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void manyValuesOfOneEntry_doNotCostTheirSquare() {
    RawUpdate attack = new RawUpdate();
    int count = 80_000;
    for (int client = count; client > 0; client--) {
      attack.block(100L + client, 0).raw(1, "28 01 01 6d 01 6b 01 7e");
    }
    YDoc doc = doc(untrusted());

    doc.applyUpdate(attack.bytes());

    assertEquals(1, doc.getMap("m").size());
    assertEquals(count, doc.stateVector().size());
  }
}
