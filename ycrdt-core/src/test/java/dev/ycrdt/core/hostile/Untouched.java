package dev.ycrdt.core.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.internal.transaction.DocHandles;
import java.util.List;

/** A document at one moment, to prove that a refused update left nothing behind. */
final class Untouched {
  private final YDoc doc;
  private final byte[] state;
  private final byte[] stateVector;
  private final List<String> roots;
  private final boolean pending;

  Untouched(YDoc doc) {
    this.doc = doc;
    this.state = doc.encodeStateAsUpdate();
    this.stateVector = doc.encodeStateVector();
    this.roots = rootsOf(doc);
    this.pending = doc.hasPending();
  }

  private static List<String> rootsOf(YDoc doc) {
    return List.copyOf(DocHandles.stateOf(doc).roots().keySet());
  }

  /** Fails unless {@code update} is refused and the document is as it was. */
  DecodeException refuses(byte[] update) {
    DecodeException refused = assertThrows(DecodeException.class, () -> doc.applyUpdate(update));
    assertUnchanged();
    return refused;
  }

  void assertUnchanged() {
    assertArrayEquals(state, doc.encodeStateAsUpdate());
    assertArrayEquals(stateVector, doc.encodeStateVector());
    assertEquals(roots, rootsOf(doc));
    assertEquals(pending, doc.hasPending());
    Integrity.check(doc);
  }
}
