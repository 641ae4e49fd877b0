package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** That replicas become the same, whatever the order in which they learn of each other's edits. */
final class ConvergenceProperties {
  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void replicas_converge(@ForAll long seed) {
    Random random = new Random(seed);
    Replicas replicas = new Replicas(2 + random.nextInt(3));
    RandomEdits edits = new RandomEdits(random);
    for (int step = 0; step < 60; step++) {
      YDoc doc;
      if (random.nextInt(5) < 3) {
        doc = replicas.any(random);
        edits.transact(doc);
      } else {
        doc = replicas.deliverOne(random);
      }
      Integrity.check(doc);
    }
    replicas.settle(random);
    for (YDoc doc : replicas.all()) {
      Integrity.checkPositions(doc);
      assertSame(complete(replicas.get(0)), complete(doc));
    }
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void applyUpdate_orderAndRepetitionDoNotMatter(@ForAll long seed) {
    Random random = new Random(seed);
    List<byte[]> updates = history(random);
    YDoc inOrder = new YDoc();
    updates.forEach(inOrder::applyUpdate);
    List<byte[]> shuffled = new ArrayList<>(updates);
    shuffled.addAll(updates.subList(0, updates.size() / 2));
    Collections.shuffle(shuffled, random);

    YDoc outOfOrder = new YDoc();
    for (byte[] update : shuffled) {
      outOfOrder.applyUpdate(update);
      Integrity.check(outOfOrder);
    }

    assertSame(inOrder, complete(outOfOrder));
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void applyUpdate_again_changesNothing(@ForAll long seed) {
    List<byte[]> updates = history(new Random(seed));
    YDoc doc = new YDoc();
    updates.forEach(doc::applyUpdate);
    byte[] before = doc.encodeStateAsUpdate();

    updates.forEach(doc::applyUpdate);
    doc.applyUpdate(before);

    assertArrayEquals(before, doc.encodeStateAsUpdate());
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void encodeStateAsUpdate_keepsWhatWaits(@ForAll long seed) {
    Random random = new Random(seed);
    List<byte[]> updates = new ArrayList<>(history(random));
    Collections.shuffle(updates, random);
    int half = updates.size() / 2;
    YDoc first = new YDoc();
    updates.subList(0, half).forEach(first::applyUpdate);

    YDoc second = new YDoc();
    second.applyUpdate(first.encodeStateAsUpdate());

    // What waits is sorted anew when it is loaded, so the copy may have integrated more of it.
    assertTrue(first.hasPending() || !second.hasPending());
    for (byte[] update : updates.subList(half, updates.size())) {
      first.applyUpdate(update);
      second.applyUpdate(update);
    }
    Integrity.check(second);
    assertSame(complete(first), complete(second));
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void emittedUpdates_rebuildTheDocument(@ForAll long seed) {
    Random random = new Random(seed);
    Replicas replicas = new Replicas(2);
    YDoc copy = new YDoc();
    replicas.get(0).onUpdate((update, origin, transaction) -> copy.applyUpdate(update));

    replicas.run(random, 50);
    replicas.settle(random);

    Integrity.check(copy);
    assertSame(complete(replicas.get(0)), complete(copy));
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void gc_isNotVisible(@ForAll long seed) {
    List<byte[]> updates = history(new Random(seed));
    YDoc collecting = YDoc.builder().gc(true).build();
    YDoc keeping = YDoc.builder().gc(false).build();
    for (byte[] update : updates) {
      collecting.applyUpdate(update);
      keeping.applyUpdate(update);
    }

    Integrity.check(keeping);
    assertEquals(Visible.of(keeping), Visible.of(collecting));
    assertArrayEquals(keeping.encodeStateVector(), collecting.encodeStateVector());
    YDoc reloaded = new YDoc();
    reloaded.applyUpdate(collecting.encodeStateAsUpdate());
    assertEquals(Visible.of(keeping), Visible.of(reloaded));
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void diff_completesAReplica(@ForAll long seed) {
    Random random = new Random(seed);
    List<byte[]> updates = history(random);
    YDoc full = new YDoc();
    updates.forEach(full::applyUpdate);
    YDoc partial = new YDoc();
    updates.subList(0, random.nextInt(updates.size() + 1)).forEach(partial::applyUpdate);

    partial.applyUpdate(full.encodeStateAsUpdate(partial.encodeStateVector()));

    Integrity.check(partial);
    assertSame(full, partial);
  }

  private static List<byte[]> history(Random random) {
    Replicas replicas = new Replicas(3);
    replicas.run(random, 50);
    replicas.settle(random);
    return replicas.history();
  }

  /**
   * {@return {@code doc}, or a copy where nothing waits any more}
   *
   * <p>As in Yjs, structs that wait are tried again when a clock they wait for is reached. Two
   * clients whose waiting structs wait for each other go on waiting until the document is loaded.
   */
  private static YDoc complete(YDoc doc) {
    if (!doc.hasPending()) {
      return doc;
    }
    YDoc copy = new YDoc();
    copy.applyUpdate(doc.encodeStateAsUpdate());
    assertFalse(copy.hasPending());
    return copy;
  }

  /**
   * Knows the same clocks, and shows the same once both know which attributes, redundant in
   * between, the other one has cleaned up by itself.
   */
  private static void assertSame(YDoc expected, YDoc actual) {
    assertArrayEquals(expected.encodeStateVector(), actual.encodeStateVector());
    for (int round = 0; round < 2; round++) {
      actual.applyUpdate(expected.encodeStateAsUpdate(expected.encodeStateVector()));
      expected.applyUpdate(actual.encodeStateAsUpdate(actual.encodeStateVector()));
    }
    assertEquals(Visible.of(expected), Visible.of(actual));
    assertEquals(
        UpdateUnits.of(expected.encodeStateAsUpdate()),
        UpdateUnits.of(actual.encodeStateAsUpdate()));
  }
}
