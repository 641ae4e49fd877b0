package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** When transactions begin and end, what is called in between, and what errors do. */
final class TransactionTest {
  private final YDoc doc = YDoc.builder().clientId(1).build();
  private final YText text = doc.getText("text");
  private final YMap map = doc.getMap("map");
  private final List<String> log = new ArrayList<>();

  @Test
  void transact_makesOneUpdateOfAllEdits() {
    doc.onUpdate((update, origin, transaction) -> log.add("update"));

    doc.transact(
        transaction -> {
          text.insert(0, "a");
          map.set("k", 1);
        });

    assertEquals(List.of("update"), log);
  }

  @Test
  void transact_withoutEdits_makesNoUpdate() {
    doc.onUpdate((update, origin, transaction) -> log.add("update"));
    doc.onAfterTransaction(transaction -> log.add("after"));

    doc.transact(transaction -> {});

    assertEquals(List.of("after"), log);
  }

  @Test
  void transact_inside_joinsAndKeepsTheOuterOrigin() {
    List<Transaction> seen = new ArrayList<>();
    doc.onAfterTransaction(seen::add);

    doc.transact(
        outer -> {
          text.insert(0, "a");
          doc.transact(inner -> assertSame(outer, inner), "inner");
          assertTrue(seen.isEmpty());
        },
        "outer");

    assertEquals(1, seen.size());
    assertEquals("outer", seen.get(0).origin());
  }

  @Test
  void compute_returnsTheResult() {
    assertEquals(
        "done",
        doc.compute(
            transaction -> {
              text.insert(0, "a");
              return "done";
            },
            null));
    assertEquals("a", text.toString());
  }

  @Test
  void origin_isNullByDefaultAndReachesListeners() {
    doc.onUpdate((update, origin, transaction) -> log.add(origin + "/" + transaction.origin()));

    text.insert(0, "a");
    doc.transact(transaction -> text.insert(0, "b"), "me");

    assertEquals(List.of("null/null", "me/me"), log);
  }

  @Test
  void local_isFalseForUpdates() {
    YDoc other = new YDoc();
    List<Boolean> local = new ArrayList<>();
    other.onAfterTransaction(transaction -> local.add(transaction.local()));
    other.transact(transaction -> {});
    text.insert(0, "a");

    other.applyUpdate(doc.encodeStateAsUpdate());

    assertEquals(List.of(true, false), local);
  }

  @Test
  void states_showWhatTheTransactionAdded() {
    text.insert(0, "abc");
    doc.onAfterTransaction(
        transaction ->
            log.add(transaction.beforeState().get(1) + ">" + transaction.afterState().get(1)));

    text.insert(1, "de");
    doc.transact(
        transaction -> {
          text.insert(0, "x");
          assertEquals(5, transaction.beforeState().get(1));
          assertEquals(6, transaction.afterState().get(1));
        });

    assertEquals(List.of("3>5", "5>6"), log);
  }

  @Test
  void states_cannotBeAskedForAfterwards() {
    List<Transaction> seen = new ArrayList<>();
    doc.onAfterTransaction(seen::add);
    text.insert(0, "a");

    assertThrows(IllegalStateException.class, () -> seen.get(0).beforeState());
    assertThrows(IllegalStateException.class, () -> seen.get(0).afterState());
  }

  @Test
  void deleteSet_holdsWhatWasDeleted() {
    text.insert(0, "abcdef");
    List<DeleteSet> deleted = new ArrayList<>();
    doc.onAfterTransaction(transaction -> deleted.add(transaction.deleteSet()));

    doc.transact(
        transaction -> {
          text.delete(4, 1);
          text.delete(1, 2);
        });

    assertEquals(
        DeleteSet.of(Map.of(1L, List.of(new DeleteSet.Range(1, 2), new DeleteSet.Range(4, 1)))),
        deleted.get(0));
  }

  @Test
  void listeners_areCalledInTheOrderOfYjs() {
    logEverything();

    doc.transact(
        transaction -> {
          log.add("body");
          text.insert(0, "a");
        });

    assertEquals(
        List.of(
            "beforeAll",
            "before",
            "body",
            "beforeObservers",
            "observer",
            "deep",
            "after",
            "cleanup",
            "update",
            "afterAll 1"),
        log);
  }

  private void logEverything() {
    doc.onBeforeAllTransactions(d -> log.add("beforeAll"));
    doc.onBeforeTransaction(transaction -> log.add("before"));
    doc.onBeforeObserverCalls(transaction -> log.add("beforeObservers"));
    text.observeDeep((events, transaction) -> log.add("deep"));
    text.observe((event, transaction) -> log.add("observer"));
    doc.onAfterTransaction(transaction -> log.add("after"));
    doc.onAfterTransactionCleanup(transaction -> log.add("cleanup"));
    doc.onUpdate((update, origin, transaction) -> log.add("update"));
    doc.onAfterAllTransactions((d, transactions) -> log.add("afterAll " + transactions.size()));
  }

  @Test
  void editInObserver_isATransactionOfItsOwnCleanedUpLater() {
    text.observe(
        (event, transaction) -> {
          if (text.length() < 3) {
            text.insert(0, "x");
            log.add("edited to " + text);
          }
        });
    doc.onAfterTransaction(transaction -> log.add("after"));
    doc.onAfterAllTransactions((d, transactions) -> log.add("all " + transactions.size()));

    text.insert(0, "a");

    assertEquals(List.of("edited to xa", "after", "edited to xxa", "after", "after", "all 3"), log);
    Integrity.check(doc);
  }

  @Test
  void editInObserver_isPartOfTheEmittedUpdates() {
    YDoc copy = new YDoc();
    doc.onUpdate((update, origin, transaction) -> copy.applyUpdate(update));
    text.observe((event, transaction) -> map.set("length", text.length()));

    text.insert(0, "abc");
    text.delete(0, 1);

    assertEquals(2, copy.getMap("map").get("length"));
    assertEquals("bc", copy.getText("text").toString());
  }

  @Test
  void editInObserver_isNotMergedInTheUpdateOfTheOuterTransaction() {
    text.insert(0, "a");
    List<byte[]> updates = new ArrayList<>();
    doc.onUpdate((update, origin, transaction) -> updates.add(update));
    text.observe(
        (event, transaction) -> {
          if (text.length() == 0) {
            doc.transact(
                inner -> {
                  text.insert(0, "b");
                  text.insert(1, "c");
                });
          }
        });

    text.delete(0, 1);

    assertEquals(2, updates.get(0)[1], "number of structs");
    Integrity.checkMerged(doc);
  }

  @Test
  void editInBeforeTransaction_isPartOfTheTransaction() {
    YDoc copy = new YDoc();
    doc.onUpdate((update, origin, transaction) -> copy.applyUpdate(update));
    doc.onBeforeTransaction(transaction -> map.set("seen", true));
    doc.onAfterAllTransactions((d, transactions) -> log.add("all " + transactions.size()));

    text.insert(0, "a");
    text.insert(1, "b");

    assertEquals(List.of("all 1", "all 1"), log);
    assertEquals("ab", copy.getText("text").toString());
    assertEquals(true, copy.getMap("map").get("seen"));
  }

  @Test
  void body_thatThrows_isNotRolledBack() {
    text.observe((event, transaction) -> log.add("observer"));

    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                doc.transact(
                    transaction -> {
                      text.insert(0, "a");
                      throw new IllegalArgumentException("body");
                    }));

    assertEquals("body", thrown.getMessage());
    assertEquals("a", text.toString());
    assertEquals(List.of("observer"), log);
  }

  @Test
  void innerBody_thatThrows_leavesTheOuterTransactionOpen() {
    doc.transact(
        transaction -> {
          assertThrows(
              IllegalStateException.class,
              () ->
                  doc.transact(
                      inner -> {
                        throw new IllegalStateException();
                      }));
          text.insert(0, "a");
          assertTrue(log.isEmpty());
        });
    assertEquals("a", text.toString());
  }

  @Test
  void listeners_thatThrow_stopNobody() {
    text.observe(this::fail);
    text.observe((event, transaction) -> log.add("second observer"));
    text.observeDeep(this::fail);
    doc.onAfterTransaction(transaction -> fail("after", transaction));
    doc.onUpdate((update, origin, transaction) -> log.add("update"));

    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> text.insert(0, "a"));

    assertEquals(List.of("second observer", "update"), log);
    assertEquals(2, thrown.getSuppressed().length);
  }

  private void fail(Object event, Transaction transaction) {
    throw new IllegalStateException(String.valueOf(event));
  }

  @Test
  void bodyAndListener_thatThrow_bothShow() {
    text.observe(this::fail);

    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                doc.transact(
                    transaction -> {
                      text.insert(0, "a");
                      throw new IllegalArgumentException("body");
                    }));

    assertEquals(1, thrown.getSuppressed().length);
  }

  @Test
  void editAndListener_thatThrow_bothShow() {
    doc.onAfterTransaction(transaction -> fail("after", transaction));

    for (Executable edit :
        List.<Executable>of(
            () -> text.insert(1, "a"),
            () -> text.delete(0, 1),
            () -> text.format(0, 1, Map.of()),
            () -> doc.getArray("a").delete(0))) {
      Throwable thrown = assertThrows(IndexOutOfBoundsException.class, edit);
      assertEquals(1, thrown.getSuppressed().length);
    }
  }

  @Test
  void beforeTransaction_thatThrows_preventsTheTransaction() {
    Subscription failing = doc.onBeforeTransaction(transaction -> fail("before", transaction));

    assertThrows(IllegalStateException.class, () -> text.insert(0, "a"));
    failing.close();
    text.insert(0, "b");

    assertEquals("b", text.toString());
    Integrity.check(doc);
  }

  @Test
  void bodyAndListener_thatThrowTheSameError_throwIt() {
    IllegalStateException error = new IllegalStateException("the same");
    doc.onAfterTransaction(
        transaction -> {
          throw error;
        });

    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                doc.transact(
                    transaction -> {
                      throw error;
                    }));

    assertSame(error, thrown);
  }

  @Test
  void documentIsUsable_afterErrorsInAllListeners() {
    List<Subscription> failing =
        List.of(
            doc.onBeforeObserverCalls(transaction -> fail("", transaction)),
            doc.onAfterTransaction(transaction -> fail("", transaction)),
            doc.onAfterTransactionCleanup(transaction -> fail("", transaction)),
            doc.onUpdate((update, origin, transaction) -> fail("", transaction)),
            doc.onAfterAllTransactions((d, transactions) -> fail("", transactions.get(0))));
    assertThrows(IllegalStateException.class, () -> text.insert(0, "a"));
    failing.forEach(Subscription::close);

    text.insert(1, "b");

    assertEquals("ab", text.toString());
    assertNull(doc.compute(Transaction::origin, null));
    Integrity.checkMerged(doc);
  }

  @Test
  void subscription_closedInsideACallback_endsWithTheNextCall() {
    List<Subscription> open = new ArrayList<>();
    text.observe(
        (event, transaction) -> {
          log.add("first");
          open.forEach(Subscription::close);
        });
    open.add(text.observe((event, transaction) -> log.add("second")));
    open.add(text.observeDeep((events, transaction) -> log.add("deep")));

    text.insert(0, "a");
    int calls = log.size();
    text.insert(0, "b");

    assertEquals("first", log.get(0));
    assertEquals(calls + 1, log.size());
    open.forEach(Subscription::close);
  }

  @Test
  void observer_addedInsideACallback_isCalledFromTheNextTransactionOn() {
    List<Subscription> added = new ArrayList<>();
    text.observe(
        (event, transaction) -> {
          if (added.isEmpty()) {
            added.add(text.observe((later, same) -> log.add("added")));
          }
        });

    text.insert(0, "a");
    assertFalse(added.isEmpty());
    log.clear();
    text.insert(0, "b");

    assertEquals(List.of("added"), log);
  }
}
