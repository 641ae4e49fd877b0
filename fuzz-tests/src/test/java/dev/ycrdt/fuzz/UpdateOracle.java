package dev.ycrdt.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.YDoc;
import java.util.List;

/** What must hold for any bytes that are taken for an update. */
final class UpdateOracle {
  private final UpdateFormat format;

  UpdateOracle(UpdateFormat format) {
    this.format = format;
  }

  /**
   * Applies {@code update} to {@code doc}, which is left as it was or sound.
   *
   * @return whether the update was accepted
   */
  boolean apply(YDoc doc, byte[] update) {
    byte[] state = doc.encodeStateAsUpdate();
    byte[] stateVector = doc.encodeStateVector();
    List<String> roots = Documents.rootNames(doc);
    boolean pending = doc.hasPending();
    boolean accepted = true;
    try {
      format.apply(doc, update);
    } catch (DecodeException e) {
      accepted = false;
      assertArrayEquals(state, doc.encodeStateAsUpdate(), "state after a refused update");
      assertArrayEquals(stateVector, doc.encodeStateVector());
      assertEquals(roots, Documents.rootNames(doc));
      assertEquals(pending, doc.hasPending());
    }
    Documents.checkIntegrity(doc);
    return accepted;
  }

  /** What is encoded can be read back and is the same document. */
  void reload(YDoc doc, Documents.RootKind kind) {
    YDoc reloaded = Documents.empty();
    if (doc.hasPending()) {
      reloaded.applyUpdate(doc.encodeStateAsUpdate());
    } else {
      format.apply(reloaded, format.encode(doc));
    }
    Documents.checkIntegrity(reloaded);
    // A forged struct that waits and overlaps known ones loses what it waits for when it is cut.
    if (!doc.hasPending() && !ForgedOrder.isIn(doc)) {
      assertFalse(reloaded.hasPending());
      assertSame(doc, reloaded, kind);
    }
  }

  /** Every function on bytes accepts what a document accepts, and means the same by it. */
  void compareWithBytes(byte[] update, Documents.RootKind kind) {
    assertEquals(
        UntrustedUpdates.meta(update),
        UntrustedUpdates.meta(UntrustedUpdates.merge(List.of(update))));
    UntrustedUpdates.stateVector(update);
    YDoc direct = Documents.empty();
    format.apply(direct, update);
    assertSameIfComplete(direct, UntrustedUpdates.merge(List.of(update, update)), kind);
    assertSameIfComplete(direct, UntrustedUpdates.compact(List.of(update)), kind);
    assertSameIfComplete(direct, UntrustedUpdates.diff(update, new byte[1]), kind);
  }

  /** Both formats carry the same document. */
  void compareWithOtherFormat(YDoc doc, Documents.RootKind kind) {
    assertSameIfComplete(doc, doc.encodeStateAsUpdate(), kind);
  }

  private static void assertSameIfComplete(YDoc direct, byte[] updateV1, Documents.RootKind kind) {
    YDoc other = Documents.empty();
    other.applyUpdate(updateV1);
    Documents.checkIntegrity(other);
    if (!direct.hasPending() && !ForgedOrder.isIn(direct)) {
      assertFalse(other.hasPending());
      assertSame(direct, other, kind);
    }
  }

  static void assertSame(YDoc expected, YDoc actual, Documents.RootKind kind) {
    assertEquals(expected.stateVector(), actual.stateVector());
    assertEquals(Documents.deletions(expected), Documents.deletions(actual));
    assertEquals(Documents.view(expected, kind), Documents.view(actual, kind));
  }
}
