package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many short races on fresh documents; what holds for one thread must hold after each of them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StressTest {
  private static final int RACES = 2_000;
  private static final int STEPS = 5;

  private final Race race = new Race();

  @AfterEach
  void stop() {
    race.close();
  }

  @Test
  void transactions_areAllOrNothingForReadsEncodingsAndObservers() throws Exception {
    for (int i = 0; i < RACES; i++) {
      YDoc doc = new YDoc();
      YMap map = doc.getMap("m");
      YText text = doc.getText("t");
      map.set("length", 0);
      AtomicBoolean over = new AtomicBoolean();
      List<Integer> seen = new ArrayList<>();
      doc.onAfterTransaction(transaction -> seen.add(checkedLength(doc)));

      race.run(
          () -> grow(doc, map, text),
          () -> {
            grow(doc, map, text);
            over.set(true);
          },
          () -> {
            while (!over.get()) {
              doc.read(StressTest::checkedLength);
              YDoc copy = new YDoc();
              copy.applyUpdate(doc.encodeStateAsUpdate());
              assertFalse(copy.hasPending());
              checkedLength(copy);
            }
          });

      assertEquals(2 * STEPS, checkedLength(doc));
      assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), seen);
    }
  }

  private static void grow(YDoc doc, YMap map, YText text) {
    for (int step = 0; step < STEPS; step++) {
      doc.transact(
          transaction -> {
            text.insert(text.length() / 2, "x");
            map.set("length", text.length());
          });
    }
  }

  private static int checkedLength(YDoc doc) {
    int length = doc.getText("t").length();
    assertEquals(length, doc.getText("t").toString().length());
    assertEquals(length, doc.getMap("m").get("length"));
    return length;
  }

  @Test
  void updates_areEmittedInTheOrderOfTheChanges() throws Exception {
    for (int i = 0; i < RACES; i++) {
      YDoc doc = new YDoc();
      YDoc copy = new YDoc();
      YDoc remote = new YDoc();
      remote.getArray("a").push(List.of("r"));
      doc.onUpdate(
          (update, origin, transaction) -> {
            copy.applyUpdate(update);
            assertFalse(copy.hasPending());
            assertEquals(doc.stateVector(), copy.stateVector());
          });
      YArray array = doc.getArray("a");

      race.run(
          () -> editArray(array),
          () -> editArray(array),
          () -> doc.applyUpdate(remote.encodeStateAsUpdate()));

      assertEquals(array.toJson(), copy.getArray("a").toJson());
      Integrity.checkPositions(doc);
      Integrity.checkPositions(copy);
    }
  }

  private static void editArray(YArray array) {
    for (int step = 0; step < STEPS; step++) {
      array.unshift(List.of(step));
      array.push(List.of(step));
      array.delete(0, 1);
    }
  }

  @Test
  void documentsThatApplyToEachOther_doNotDeadlock() throws Exception {
    for (int i = 0; i < RACES; i++) {
      YDoc a = new YDoc();
      YDoc b = new YDoc();
      forward(a, b);
      forward(b, a);

      race.run(() -> type(a), () -> type(b), () -> type(a));

      assertEquals(3 * STEPS, a.getText("t").length());
      assertEquals(a.getText("t").toString(), b.getText("t").toString());
      assertEquals(a.stateVector(), b.stateVector());
    }
  }

  @Test
  void documentsInRing_doNotDeadlock() throws Exception {
    for (int i = 0; i < RACES; i++) {
      List<YDoc> ring = List.of(new YDoc(), new YDoc(), new YDoc());
      for (int n = 0; n < ring.size(); n++) {
        forward(ring.get(n), ring.get((n + 1) % ring.size()));
      }

      race.run(() -> type(ring.get(0)), () -> type(ring.get(1)), () -> type(ring.get(2)));

      for (YDoc doc : ring) {
        assertEquals(3 * STEPS, doc.getText("t").length());
        assertEquals(ring.get(0).getText("t").toString(), doc.getText("t").toString());
      }
    }
  }

  private static void forward(YDoc from, YDoc to) {
    from.onUpdate((update, origin, transaction) -> to.applyUpdate(update, from));
  }

  private static void type(YDoc doc) {
    for (int step = 0; step < STEPS; step++) {
      doc.getText("t").insert(0, "x");
    }
  }

  @Test
  void subscriptionsAndDestroy_raceWithEdits() throws Exception {
    for (int i = 0; i < RACES; i++) {
      YDoc doc = new YDoc();
      YArray array = doc.getArray("a");
      YDoc subdoc = new YDoc();
      array.push(List.of(subdoc));
      AtomicBoolean destroyed = new AtomicBoolean();
      doc.onDestroy(gone -> destroyed.set(true));

      race.run(
          () -> {
            for (int step = 0; step < STEPS; step++) {
              array.observeDeep((events, transaction) -> events.get(0).path()).close();
              doc.onUpdate((update, origin, transaction) -> subdoc.applyUpdate(update)).close();
            }
          },
          () -> editArray(array),
          subdoc::destroy,
          doc::destroy);

      assertTrue(destroyed.get());
      assertEquals(2 * STEPS + 1 - STEPS, array.length());
      Integrity.checkPositions(doc);
    }
  }
}
