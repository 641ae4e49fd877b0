package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits that an observer makes: each is a transaction that waits for its own cleanup. */
final class ObserverEditsTest {
  private final YDoc doc = YDoc.builder().clientId(1).build();

  private void editInObserver(int edits, YDoc remote) {
    List<Subscription> open = new ArrayList<>();
    open.add(
        doc.getMap("m")
            .observe(
                (event, transaction) -> {
                  open.get(0).close();
                  for (int i = 0; i < edits; i++) {
                    doc.getText("t").insert(i, "x");
                    if (i == edits / 2) {
                      doc.applyUpdate(remote.encodeStateAsUpdate());
                    }
                  }
                }));
    doc.getMap("m").set("k", 1);
  }

  @Test
  void updates_bringACopyToTheSameState() {
    YDoc remote = YDoc.builder().clientId(2).build();
    remote.getArray("a").push(List.of(1, 2));
    YDoc copy = new YDoc();
    doc.onUpdate((update, origin, transaction) -> copy.applyUpdate(update));

    editInObserver(20, remote);

    assertArrayEquals(doc.encodeStateAsUpdate(), copy.encodeStateAsUpdate());
    Integrity.check(doc);
  }

  @Test
  void update_containsWhatLaterTransactionsHaveAdded() {
    YDoc remote = YDoc.builder().clientId(2).build();
    remote.getArray("a").push(List.of(1, 2));
    List<UpdateMeta> metas = new ArrayList<>();
    doc.onUpdate((update, origin, transaction) -> metas.add(Updates.meta(update)));

    editInObserver(3, remote);

    // as in Yjs: an update reaches from the start of its transaction to the end of the document
    assertEquals(
        List.of(
            "{1=0, 2=0}{1=4, 2=2}",
            "{1=1, 2=0}{1=4, 2=2}",
            "{1=2, 2=0}{1=4, 2=2}",
            "{1=3, 2=0}{1=4, 2=2}",
            "{1=3}{1=4}"),
        metas.stream().map(meta -> sorted(meta.from()) + sorted(meta.to())).toList());
  }

  private static String sorted(java.util.Map<Long, Long> clocks) {
    return new java.util.TreeMap<>(clocks).toString();
  }

  @Test
  void statesOfAQueuedTransaction_areItsOwn() {
    List<String> states = new ArrayList<>();
    doc.onAfterTransaction(
        transaction ->
            states.add(transaction.beforeState().toMap() + " " + transaction.afterState().toMap()));

    editInObserver(2, new YDoc());

    assertEquals("{} {1=1}", states.get(0));
    assertEquals("{1=1} {1=3}", states.get(1));
    assertEquals("{1=2} {1=3}", states.get(2));
  }

  @Test
  void manyEdits_areDoneOneByOne() {
    editInObserver(20_000, new YDoc());

    assertEquals(20_000, doc.getText("t").length());
    Integrity.check(doc);
  }
}
