package dev.ycrdt.core.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.RawUpdate;
import dev.ycrdt.core.YDoc;
import org.junit.jupiter.api.Test;

/** How deeply an update may nest shared types. */
final class TypeDepthTest {
  private static final int LIMIT = 5;

  private final YDoc doc =
      YDoc.builder()
          .clientId(9)
          .limits(DecodeLimits.untrusted().toBuilder().maxTypeDepth(LIMIT).build())
          .build();

  /** Arrays in each other, of which the first {@code known} clocks are left out. */
  private static byte[] nested(int from, int depth) {
    RawUpdate update = new RawUpdate().block(1, from);
    for (int clock = from; clock < depth; clock++) {
      update.raw(1, clock == 0 ? "07 01 01 74 00" : String.format("07 00 01 %02x 00", clock - 1));
    }
    return update.bytes();
  }

  private void assertTooDeep(byte[] update) {
    LimitExceededException refused =
        assertInstanceOf(LimitExceededException.class, new Untouched(doc).refuses(update));
    assertEquals("maxTypeDepth", refused.setting());
  }

  @Test
  void types_areAcceptedUpToTheLimit() {
    doc.applyUpdate(nested(0, LIMIT));

    assertEquals(LIMIT, doc.stateVector().get(1));
    Integrity.check(doc);
  }

  @Test
  void oneUpdate_thatNestsDeeper_isRefused() {
    assertTooDeep(nested(0, LIMIT + 1));
  }

  @Test
  void laterUpdate_isJudgedByTheDocument() {
    doc.applyUpdate(nested(0, LIMIT));

    assertTooDeep(nested(LIMIT, LIMIT + 1));
  }

  @Test
  void siblingOfTheDeepestType_isAsDeep() {
    doc.applyUpdate(nested(0, LIMIT));
    byte[] sibling = new RawUpdate().block(2, 0).raw(1, "87 01 04 00").bytes();
    doc.applyUpdate(sibling);

    byte[] child = new RawUpdate().block(2, 1).raw(1, "07 00 02 00 00").bytes();

    assertTooDeep(child);
  }

  @Test
  void siblings_areFollowedInsideTheUpdate() {
    RawUpdate update = new RawUpdate().block(2, 0).raw(1, "87 01 04 00").raw(1, "07 00 02 00 00");
    update.block(1, 0);
    for (int clock = 0; clock < LIMIT; clock++) {
      update.raw(1, clock == 0 ? "07 01 01 74 00" : String.format("07 00 01 %02x 00", clock - 1));
    }

    assertTooDeep(update.bytes());
  }

  @Test
  void typesThatWait_areJudgedWithWhatTheyWaitFor() {
    doc.applyUpdate(nested(2, LIMIT + 1));
    assertTrue(doc.hasPending());

    assertTooDeep(nested(0, 2));

    assertEquals(0, doc.stateVector().get(1));
  }

  @Test
  void typesThatWait_areAppliedWhenTheyAreNotTooDeep() {
    doc.applyUpdate(nested(2, LIMIT));

    doc.applyUpdate(nested(0, 2));

    assertFalse(doc.hasPending());
    assertEquals(LIMIT, doc.stateVector().get(1));
  }

  @Test
  void parentsInACircle_wait() {
    byte[] circle =
        new RawUpdate()
            .block(2, 0)
            .raw(1, "07 00 01 00 00")
            .block(1, 0)
            .raw(1, "07 00 02 00 00")
            .bytes();

    doc.applyUpdate(circle);

    assertTrue(doc.hasPending());
    Integrity.check(doc);
  }
}
