package dev.ycrdt.core.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocHandles;
import dev.ycrdt.core.internal.type.TypeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** That concurrent items get the order of the algorithm as it was published. */
final class IntegratorProperties {
  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void manyWritersAtOnePlace_getTheOrderOfTheReference(@ForAll long seed) {
    Random random = new Random(seed);
    int writers = 2 + random.nextInt(88);
    YDoc base = YDoc.builder().clientId(1000).build();
    base.getText("t").insert(0, "ab");
    List<byte[]> updates = new ArrayList<>();
    updates.add(base.encodeStateAsUpdate());
    for (int i = 0; i < writers; i++) {
      updates.add(writeConcurrently(updates, i, random));
    }

    YDoc doc = new YDoc();
    updates.forEach(doc::applyUpdate);
    List<String> expected = ReferenceYata.order(units(doc), random);
    assertEquals(expected, units(doc).stream().map(ReferenceYata.Unit::id).toList());
    for (int i = 0; i < 3; i++) {
      Collections.shuffle(updates, random);
      YDoc other = new YDoc();
      updates.forEach(other::applyUpdate);
      Integrity.checkMerged(other);
      assertEquals(doc.getText("t").toString(), other.getText("t").toString());
    }
  }

  /** One writer knows the base and some of the others, and types near one place. */
  private static byte[] writeConcurrently(List<byte[]> known, int writer, Random random) {
    YDoc doc = YDoc.builder().clientId(1 + random.nextInt(900) * 1000L + writer).build();
    doc.applyUpdate(known.get(0));
    for (int i = random.nextInt(3); i > 0; i--) {
      doc.applyUpdate(known.get(random.nextInt(known.size())));
    }
    byte[] before = doc.encodeStateVector();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int length = doc.getText("t").length();
      int at = random.nextInt(4) == 0 ? random.nextInt(length + 1) : 1;
      doc.getText("t").insert(at, String.valueOf((char) ('A' + writer % 26)).repeat(1 + i));
    }
    return doc.encodeStateAsUpdate(before);
  }

  private static List<ReferenceYata.Unit> units(YDoc doc) {
    List<ReferenceYata.Unit> units = new ArrayList<>();
    Item first = DocHandles.stateOf(doc).root("t", TypeKind.TEXT).sequence.first();
    for (Item item = first; item != null; item = item.right) {
      for (int i = 0; i < item.length; i++) {
        units.add(ReferenceYata.unit(item, i));
      }
    }
    return units;
  }
}
