package dev.ycrdt.core.internal.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.RandomEdits;
import dev.ycrdt.core.Subscription;
import dev.ycrdt.core.YDoc;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * That text which is appended to an item in place gives the bytes of text that is made an item and
 * merged at the end. In transactions that observers start nothing is appended in place.
 */
final class GrowingRunProperties {
  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void localText_grownOrMerged_isTheSame(@ForAll long seed) {
    YDoc growing = YDoc.builder().clientId(1).build();
    YDoc merging = YDoc.builder().clientId(1).build();
    RandomEdits grow = new RandomEdits(new Random(seed));
    RandomEdits merge = new RandomEdits(new Random(seed));

    for (int step = 0; step < 60; step++) {
      growing.transact(transaction -> grow.editText(growing.getText("text")));
      inObserver(merging, doc -> merge.editText(doc.getText("text")));
      Integrity.checkMerged(growing);
      assertArrayEquals(merging.encodeStateAsUpdate(), growing.encodeStateAsUpdate());
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void localTyping_grownOrMerged_isTheSame(@ForAll long seed) {
    YDoc growing = YDoc.builder().clientId(1).build();
    YDoc merging = YDoc.builder().clientId(1).build();
    Random random = new Random(seed);
    int cursor = 0;
    for (int step = 0; step < 150; step++) {
      int length = growing.getText("t").length();
      cursor = random.nextInt(6) == 0 ? random.nextInt(length + 1) : Math.min(cursor, length);
      boolean delete = cursor > 0 && random.nextInt(4) == 0;
      int at = delete ? cursor - 1 : cursor;
      Consumer<YDoc> edit =
          doc -> {
            if (delete) {
              doc.getText("t").delete(at, 1);
            } else {
              doc.getText("t").insert(at, "x");
            }
          };
      edit.accept(growing);
      inObserver(merging, edit);
      cursor = delete ? cursor - 1 : cursor + 1;
      assertArrayEquals(merging.encodeStateAsUpdate(), growing.encodeStateAsUpdate());
    }
    Integrity.checkPositions(growing);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void remoteText_grownOrMerged_isTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    RandomEdits edits = new RandomEdits(random);
    List<YDoc> writers = List.of(new YDoc(), new YDoc());
    List<byte[]> updates = new ArrayList<>();
    writers.forEach(writer -> writer.onUpdate((update, origin, tr) -> updates.add(update)));
    for (int step = 0; step < 40; step++) {
      YDoc writer = writers.get(random.nextInt(2));
      writer.transact(transaction -> edits.editText(writer.getText("text")));
      if (random.nextInt(8) == 0) {
        writers.get(0).applyUpdate(writers.get(1).encodeStateAsUpdate());
      }
    }
    YDoc growing = new YDoc();
    YDoc merging = new YDoc();
    for (byte[] update : updates) {
      growing.applyUpdate(update);
      inObserver(merging, doc -> doc.applyUpdate(update));
      Integrity.check(growing);
    }
    assertEquals(merging.getText("text").toDelta(), growing.getText("text").toDelta());
    assertArrayEquals(merging.encodeStateAsUpdate(), growing.encodeStateAsUpdate());
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void textBesideThatOfAPeer_grownOrMerged_isTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    YDoc writer = YDoc.builder().clientId(1).build();
    YDoc twin = YDoc.builder().clientId(1).build();
    YDoc peer = YDoc.builder().clientId(2).build();
    YDoc growing = new YDoc();
    YDoc merging = new YDoc();
    for (int step = 0; step < 60; step++) {
      int at = Math.min(writer.getText("t").length(), step % 3 + random.nextInt(3));
      byte[] known = writer.encodeStateVector();
      if (random.nextInt(3) == 0) {
        peer.getText("t").insert(at, "p");
        byte[] update = peer.encodeStateAsUpdate(known);
        writer.applyUpdate(update);
        inObserver(twin, doc -> doc.applyUpdate(update));
      } else {
        writer.getText("t").insert(at, "w");
        inObserver(twin, doc -> doc.getText("t").insert(at, "w"));
        peer.applyUpdate(writer.encodeStateAsUpdate(known));
      }
      byte[] update = writer.encodeStateAsUpdate(known);
      growing.applyUpdate(update);
      inObserver(merging, doc -> doc.applyUpdate(update));
      assertArrayEquals(twin.encodeStateAsUpdate(), writer.encodeStateAsUpdate());
      assertArrayEquals(merging.encodeStateAsUpdate(), growing.encodeStateAsUpdate());
    }
    Integrity.checkMerged(writer);
    Integrity.checkMerged(growing);
  }

  /** Makes an edit in a transaction that is started while another one is being completed. */
  private static void inObserver(YDoc doc, Consumer<YDoc> edit) {
    boolean[] done = {false};
    Subscription subscription =
        doc.onAfterTransaction(
            transaction -> {
              if (!done[0]) {
                done[0] = true;
                doc.transact(inner -> edit.accept(doc));
              }
            });
    doc.transact(transaction -> {});
    subscription.close();
  }
}
