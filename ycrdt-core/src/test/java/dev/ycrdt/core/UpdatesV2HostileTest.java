package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.hostile.RunLengthBomb;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes that are no V2 update are refused by every function, with nothing but the one exception.
 */
final class UpdatesV2HostileTest {
  private static final byte[] EMPTY_STATE = {0};
  private static final List<UnaryOperator<byte[]>> FUNCTIONS =
      List.of(
          update -> Updates.mergeV2(List.of(update)),
          update -> Updates.mergeV2(List.of(update, update)),
          update -> Updates.compactV2(List.of(update)),
          update -> Updates.diffV2(update, EMPTY_STATE),
          Updates::stateVectorV2,
          Updates::toV1,
          Updates::obfuscateV2);

  @ParameterizedTest
  @ValueSource(longs = {3_000_000, 10_000_000, 1_000_000_000})
  void runOfStructs_isRefusedByEveryFunction(long structs) {
    byte[] bomb = RunLengthBomb.ofGarbage(structs);
    DecodeLimits limits = DecodeLimits.untrusted();
    List<Executable> functions =
        List.of(
            () -> Updates.mergeV2(List.of(bomb, update()), limits),
            () -> Updates.compactV2(List.of(bomb), limits),
            () -> Updates.diffV2(bomb, EMPTY_STATE, limits),
            () -> Updates.stateVectorV2(bomb, limits),
            () -> Updates.metaV2(bomb, limits),
            () -> Updates.toV1(bomb, limits),
            () -> Updates.obfuscateV2(bomb, ObfuscateOptions.ALL, limits),
            () -> Snapshot.empty().containsUpdateV2(bomb, limits));
    for (Executable function : functions) {
      assertThrows(LimitExceededException.class, function);
    }
  }

  @Test
  void updateCutAnywhere_isRefused() {
    byte[] update = update();
    for (int length = 0; length < update.length; length++) {
      byte[] cut = Arrays.copyOf(update, length);
      for (UnaryOperator<byte[]> function : FUNCTIONS) {
        assertThrows(
            DecodeException.class, () -> function.apply(cut), () -> "cut to " + cut.length);
      }
      assertThrows(DecodeException.class, () -> Updates.metaV2(cut));
    }
  }

  @Test
  void changedBytes_areRefusedOrTaken() {
    byte[] update = update();
    for (int i = 0; i < update.length; i++) {
      for (int value : new int[] {0, 1, 0x3f, 0x7f, 0x80, 0xff}) {
        byte[] changed = update.clone();
        changed[i] = (byte) value;
        FUNCTIONS.forEach(function -> applyOrRefuse(function, changed));
      }
    }
  }

  @Test
  void roundTripThroughV1_givesSameBytes() {
    byte[] update = update();
    assertArrayEquals(update, Updates.toV2(Updates.toV1(update)));
    assertArrayEquals(update, Updates.mergeV2(List.of(update, update)));
  }

  @Test
  void moreBytesThanAllowed_exceedsLimit() {
    byte[] update = update();
    DecodeLimits limits = DecodeLimits.trusted().toBuilder().maxBytes(update.length - 1).build();
    assertThrows(
        LimitExceededException.class, () -> Updates.mergeV2(List.of(update, update), limits));
    assertThrows(LimitExceededException.class, () -> Updates.toV1(update, limits));
  }

  private static void applyOrRefuse(UnaryOperator<byte[]> function, byte[] update) {
    try {
      assertNotNull(function.apply(update));
    } catch (DecodeException refused) {
      // Some changes give another update, the others must end here.
    } catch (IllegalArgumentException noJson) {
      assertTrue(String.valueOf(noJson.getMessage()).startsWith("format V1 cannot hold"));
    }
  }

  private static byte[] update() {
    YDoc doc = YDoc.builder().guid("doc").clientId(7).build();
    doc.getText("text").insert(0, "abc\ud83d\ude00", Map.of("bold", true));
    doc.getText("text").delete(1, 1);
    doc.getMap("map").set("key", List.of(1, "two", 3.5));
    doc.getArray("array").insert(0, List.of(1, 2, 3));
    return doc.encodeStateAsUpdateV2();
  }
}
