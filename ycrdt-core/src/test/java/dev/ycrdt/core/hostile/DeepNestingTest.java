package dev.ycrdt.core.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.RawUpdate;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YXmlElement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Types nested so deeply that recursion would overflow the stack. */
final class DeepNestingTest {
  private static final int DEPTH = 20_000;

  private final YDoc doc = YDoc.builder().limits(DecodeLimits.trusted()).build();

  /** One array inside the other, the outermost one in the root array {@code t}. */
  private static byte[] nestedArrays() {
    RawUpdate update = new RawUpdate().block(1, 0).raw(1, "07 01 01 74 00");
    for (int clock = 1; clock < DEPTH; clock++) {
      update.raw(1, "07 00 01" + varUint(clock - 1) + "00");
    }
    return update.bytes();
  }

  private static String varUint(int value) {
    StringBuilder hex = new StringBuilder();
    int rest = value;
    while (rest > 0x7f) {
      hex.append(String.format("%02x", 0x80 | (rest & 0x7f)));
      rest >>>= 7;
    }
    return hex.append(String.format("%02x", rest)).toString();
  }

  @Test
  void remoteTypes_areReadDeletedAndCollected() {
    doc.applyUpdate(nestedArrays());
    YArray root = doc.getArray("t");
    assertNotNull(root.toJson());
    Integrity.check(doc);
    assertEquals(DEPTH, doc.stateVector().get(1));

    root.delete(0);

    assertEquals(List.of(), root.toJson());
    Integrity.check(doc);
    YDoc reloaded = YDoc.builder().limits(DecodeLimits.trusted()).build();
    reloaded.applyUpdate(doc.encodeStateAsUpdate());
    assertEquals(DEPTH, reloaded.stateVector().get(1));
  }

  @Test
  void remoteTypes_withObservers_areEdited() {
    doc.applyUpdate(nestedArrays());
    YArray inner = doc.getArray("t");
    while (inner.length() > 0) {
      inner = (YArray) inner.get(0);
    }
    int[] depth = {0};
    doc.getArray("t").observeDeep((events, transaction) -> depth[0] = events.get(0).path().size());

    inner.push(List.of(1));

    assertEquals(DEPTH, depth[0]);
  }

  @Test
  void localTypes_areBuiltStepByStep() {
    YMap map = doc.getMap("m");
    for (int i = 0; i < DEPTH; i++) {
      YMap next = new YMap();
      map.set("k", next);
      map = next;
    }

    assertNotNull(doc.toJson());
    doc.getMap("m").delete("k");
    Integrity.check(doc);
  }

  @Test
  void preliminaryTypes_areInsertedAtOnce() {
    YArray array = new YArray();
    for (int i = 0; i < 500; i++) {
      array = new YArray(List.of(array));
    }

    doc.getArray("a").push(List.of(array));

    Integrity.check(doc);
    doc.getArray("a").delete(0);
    assertEquals(0, doc.getArray("a").length());
  }

  @Test
  void xml_isRendered() {
    YXmlElement element = doc.getXmlElement("x");
    for (int i = 0; i < DEPTH; i++) {
      YXmlElement next = new YXmlElement("b");
      element.push(List.of(next));
      element = next;
    }

    assertEquals(
        "<undefined></undefined>".length() + DEPTH * 7, doc.getXmlElement("x").toString().length());
  }
}
