package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.ycrdt.core.type.YText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * More concurrent edits at one place than {@code ConflictScan} looks back for: what it finds in its
 * map must give the same order as what it finds by looking, whichever edit comes first.
 */
final class ManyConcurrentEditsTest {
  private static final int CLIENTS = 60;
  private static final int EDITS = 4;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyOrderOfArrival_givesTheSameDocument(long seed) {
    Random random = new Random(seed);
    List<List<byte[]>> clients = concurrentEdits(random);

    byte[] expected = applied(clients, random).encodeStateAsUpdate();
    for (int run = 0; run < 3; run++) {
      YDoc doc = applied(clients, random);
      Integrity.checkPositions(doc);
      assertArrayEquals(expected, doc.encodeStateAsUpdate());
    }
  }

  private static List<List<byte[]>> concurrentEdits(Random random) {
    YDoc base = YDoc.builder().clientId(0).build();
    base.getText("t").insert(0, "[]");
    List<List<byte[]>> clients = new ArrayList<>();
    for (int id = 1; id <= CLIENTS; id++) {
      YDoc doc = YDoc.builder().clientId(random.nextInt(1, 1 << 20) * 64L + id).build();
      doc.applyUpdate(base.encodeStateAsUpdate());
      if (id > 1 && random.nextBoolean()) {
        clients.get(random.nextInt(clients.size())).forEach(doc::applyUpdate);
      }
      List<byte[]> updates = new ArrayList<>();
      updates.add(doc.encodeStateAsUpdate());
      doc.onUpdate((update, origin, transaction) -> updates.add(update));
      type(doc.getText("t"), random);
      clients.add(updates);
    }
    return clients;
  }

  private static void type(YText text, Random random) {
    for (int edit = 0; edit < EDITS; edit++) {
      text.insert(random.nextInt(1, text.length()), "x".repeat(random.nextInt(1, 40)));
    }
  }

  private static YDoc applied(List<List<byte[]>> clients, Random random) {
    List<List<byte[]>> shuffled = new ArrayList<>(clients);
    Collections.shuffle(shuffled, random);
    YDoc doc = YDoc.builder().clientId(1).build();
    doc.getText("t");
    shuffled.forEach(updates -> updates.forEach(doc::applyUpdate));
    return doc;
  }
}
