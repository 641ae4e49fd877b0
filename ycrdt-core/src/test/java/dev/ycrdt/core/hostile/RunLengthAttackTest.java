package dev.ycrdt.core.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.YDoc;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few bytes of format V2 that stand for any number of structs. */
final class RunLengthAttackTest {

  @ParameterizedTest
  @ValueSource(longs = {4_000_001, 10_000_000, 1_000_000_000, Integer.MAX_VALUE})
  void run_ofTooManyStructs_isRefused(long structs) {
    YDoc doc = new YDoc();
    Untouched before = new Untouched(doc);

    assertThrows(
        LimitExceededException.class, () -> doc.applyUpdateV2(RunLengthBomb.ofGarbage(structs)));

    before.assertUnchanged();
  }

  @Test
  void run_ofAsManyStructsAsAllowed_isAccepted() {
    YDoc doc = withMaxStructs(100);
    doc.applyUpdateV2(RunLengthBomb.ofGarbage(100));
    assertEquals(100, doc.stateVector().get(1));

    YDoc smaller = withMaxStructs(99);
    assertThrows(
        LimitExceededException.class, () -> smaller.applyUpdateV2(RunLengthBomb.ofGarbage(100)));
  }

  @Test
  void update_cutAnywhere_isRefused() {
    YDoc source = YDoc.builder().clientId(1).build();
    source.getText("t").insert(0, "text é");
    source.getMap("m").set("key", 1);
    source.getText("t").delete(1, 2);
    byte[] update = source.encodeStateAsUpdateV2();
    for (int length = 0; length < update.length; length++) {
      byte[] cut = Arrays.copyOf(update, length);
      YDoc doc = new YDoc();
      Untouched before = new Untouched(doc);

      assertThrows(DecodeException.class, () -> doc.applyUpdateV2(cut));

      before.assertUnchanged();
    }
  }

  private static YDoc withMaxStructs(int maxStructs) {
    DecodeLimits limits = DecodeLimits.untrusted().toBuilder().maxStructs(maxStructs).build();
    return YDoc.builder().limits(limits).build();
  }
}
