package dev.ycrdt.core.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.RandomEdits;
import dev.ycrdt.core.YDoc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Real updates, cut off or with flipped bits. */
final class DamagedUpdateProperties {
  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void everyPrefix_isRefused(@ForAll long seed) {
    Random random = new Random(seed);
    YDoc doc = new YDoc();
    List<byte[]> updates = session(random);
    doc.applyUpdate(updates.get(0));
    Untouched before = new Untouched(doc);

    for (byte[] update : updates) {
      for (int length = 0; length < update.length; length++) {
        before.refuses(Arrays.copyOf(update, length));
      }
    }
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void flippedBits_areAppliedCleanlyOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    YDoc doc = new YDoc();
    List<byte[]> updates = session(random);
    updates.subList(0, random.nextInt(updates.size())).forEach(doc::applyUpdate);
    for (byte[] update : updates) {
      byte[] damaged = update.clone();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      applyOrRefuse(doc, damaged);
    }
  }

  private static void applyOrRefuse(YDoc doc, byte[] damaged) {
    Untouched before = new Untouched(doc);
    try {
      doc.applyUpdate(damaged);
    } catch (DecodeException e) {
      before.assertUnchanged();
      return;
    }
    Integrity.check(doc);
    YDoc reloaded = new YDoc();
    reloaded.applyUpdate(doc.encodeStateAsUpdate());
    Integrity.check(reloaded);
    // A forged struct that waits and overlaps known ones loses what it waits for when it is cut.
    if (!doc.hasPending()) {
      assertArrayEquals(doc.encodeStateVector(), reloaded.encodeStateVector());
      assertFalse(reloaded.hasPending());
    }
  }

  /** {@return the updates of two writers who see each other's edits} */
  private static List<byte[]> session(Random random) {
    List<byte[]> updates = new ArrayList<>();
    YDoc first = YDoc.builder().clientId(random.nextInt(300)).build();
    YDoc second = YDoc.builder().clientId(300 + random.nextInt(1 << 20)).build();
    first.onUpdate((update, origin, transaction) -> updates.add(update));
    RandomEdits edits = new RandomEdits(random);
    second.onUpdate((update, origin, transaction) -> updates.add(update));
    for (int i = 0; i < 12; i++) {
      edits.transact(i % 2 == 0 ? first : second);
      if (i % 4 == 3) {
        first.applyUpdate(second.encodeStateAsUpdate());
        second.applyUpdate(first.encodeStateAsUpdate());
      }
    }
    updates.add(first.encodeStateAsUpdate());
    return updates;
  }
}
