package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One document used by several threads at once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ThreadsTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 300;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final YDoc doc = new YDoc();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private void inAllThreads(Runnable task) throws Exception {
    CountDownLatch start = new CountDownLatch(THREADS);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      running.add(
          threads.submit(
              () -> {
                start.countDown();
                start.await();
                task.run();
                return null;
              }));
    }
    for (Future<?> future : running) {
      future.get();
    }
  }

  @Test
  void edits_areNotLost() throws Exception {
    inAllThreads(
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            doc.getText("t").insert(0, "x");
            doc.getArray("a").push(List.of(i));
          }
        });

    assertEquals(THREADS * ROUNDS, doc.getText("t").length());
    assertEquals(THREADS * ROUNDS, doc.getArray("a").length());
    Integrity.checkPositions(doc);
  }

  @Test
  void transactions_areAtomicForReaders() throws Exception {
    YArray array = doc.getArray("a");
    YMap map = doc.getMap("m");
    map.set("length", 0);
    AtomicBoolean torn = new AtomicBoolean();

    inAllThreads(
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            doc.transact(
                transaction -> {
                  array.push(List.of(1));
                  map.set("length", array.length());
                });
            boolean consistent =
                doc.read(d -> Integer.valueOf(array.length()).equals(map.get("length")));
            torn.compareAndSet(false, !consistent);
          }
        });

    assertEquals(false, torn.get());
    assertEquals(THREADS * ROUNDS, map.get("length"));
  }

  @Test
  void listeners_areCalledOneAtATimeInOrder() throws Exception {
    YDoc copy = new YDoc();
    AtomicReference<Thread> inside = new AtomicReference<>();
    AtomicBoolean overlapped = new AtomicBoolean();
    doc.onUpdate(
        (update, origin, transaction) -> {
          overlapped.compareAndSet(false, !inside.compareAndSet(null, Thread.currentThread()));
          copy.applyUpdate(update);
          overlapped.compareAndSet(false, copy.hasPending());
          inside.set(null);
        });

    inAllThreads(
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            doc.getText("t").insert(0, "x");
          }
        });

    assertEquals(false, overlapped.get());
    assertEquals(doc.getText("t").toString(), copy.getText("t").toString());
    assertEquals(doc.stateVector(), copy.stateVector());
  }

  @Test
  void updatesFromSeveralThreads_areAllApplied() throws Exception {
    inAllThreads(
        () -> {
          YDoc writer = new YDoc();
          writer.onUpdate((update, origin, transaction) -> doc.applyUpdate(update));
          for (int i = 0; i < ROUNDS; i++) {
            writer.getText("t").insert(i, "x");
          }
        });

    assertEquals(THREADS * ROUNDS, doc.getText("t").length());
    Integrity.checkPositions(doc);
  }

  @Test
  void observersOfTwoDocuments_mayApplyToEachOtherOnOneThread() {
    YDoc other = new YDoc();
    doc.onUpdate((update, origin, transaction) -> forward(other, update, origin));
    other.onUpdate((update, origin, transaction) -> forward(doc, update, origin));

    for (int i = 0; i < ROUNDS; i++) {
      doc.getText("t").insert(0, "a");
      other.getText("t").insert(0, "b");
    }

    assertEquals(2 * ROUNDS, doc.getText("t").length());
    assertEquals(doc.getText("t").toString(), other.getText("t").toString());
  }

  private static void forward(YDoc target, byte[] update, @Nullable Object origin) {
    if (origin == null) {
      target.applyUpdate(update, "peer");
    }
  }

  @Test
  void twoDocumentsOnTwoThreads_exchangeUpdatesThroughQueues() throws Exception {
    YDoc other = new YDoc();
    ExecutorService toOther = Executors.newSingleThreadExecutor();
    ExecutorService toDoc = Executors.newSingleThreadExecutor();
    doc.onUpdate((update, origin, transaction) -> forward(toOther, other, update, origin));
    other.onUpdate((update, origin, transaction) -> forward(toDoc, doc, update, origin));

    inAllThreads(
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            doc.getText("t").insert(0, "a");
            other.getText("t").insert(0, "b");
          }
        });
    for (ExecutorService queue : List.of(toOther, toDoc)) {
      queue.shutdown();
      assertTrue(queue.awaitTermination(30, TimeUnit.SECONDS));
    }

    assertEquals(2 * THREADS * ROUNDS, doc.getText("t").length());
    assertEquals(doc.getText("t").toString(), other.getText("t").toString());
    Integrity.checkPositions(other);
  }

  private static void forward(
      ExecutorService queue, YDoc target, byte[] update, @Nullable Object origin) {
    if (origin == null) {
      queue.execute(() -> target.applyUpdate(update, "peer"));
    }
  }

  @Test
  void subscriptions_areAddedAndClosedWhileOthersEdit() throws Exception {
    inAllThreads(
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            int[] calls = {0};
            Subscription subscription =
                doc.getText("t").observe((event, transaction) -> calls[0]++);
            doc.getText("t").insert(0, "x");
            subscription.close();
          }
        });

    int[] calls = {0};
    doc.getText("t").observe((event, transaction) -> calls[0]++);
    doc.getText("t").insert(0, "x");
    assertEquals(1, calls[0]);
  }
}
