package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two documents, two threads, each inside a transaction of one document and in want of the other.
 * The thread of {@code first} always waits for {@code second}, which belongs to the test's thread.
 */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DeadlockTest {
  private final YDoc first = new YDoc();
  private final YDoc second = new YDoc();
  private final AtomicReference<@Nullable Throwable> uncaught = new AtomicReference<>();
  private final byte[] update = updateOf("x");

  private static byte[] updateOf(String text) {
    YDoc doc = new YDoc();
    doc.getText("t").insert(0, text);
    return doc.encodeStateAsUpdate();
  }

  /** Runs {@code body} in a transaction of {@code second} while both threads would deadlock. */
  private void entangled(Runnable body) throws InterruptedException {
    CountDownLatch holdsFirst = new CountDownLatch(1);
    CountDownLatch holdsSecond = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () ->
                first.transact(
                    transaction -> {
                      holdsFirst.countDown();
                      awaitUninterrupted(holdsSecond);
                      second.applyUpdate(update);
                    }));
    thread.setUncaughtExceptionHandler((who, error) -> uncaught.set(error));
    thread.start();
    holdsFirst.await();
    second.transact(
        transaction -> {
          holdsSecond.countDown();
          while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          body.run();
        });
    thread.join();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void update_isAppliedByTheThreadThatHoldsTheDocument() throws InterruptedException {
    AtomicReference<@Nullable Thread> applier = new AtomicReference<>();
    first.onUpdate((emitted, origin, transaction) -> applier.set(Thread.currentThread()));

    entangled(
        () -> {
          first.applyUpdate(update, "origin");
          update[0] = 99;
        });

    assertEquals("x", first.getText("t").toString());
    assertNotNull(applier.get());
    assertTrue(applier.get() != Thread.currentThread());
  }

  @Test
  void malformedUpdate_isRefusedAtOnce() throws InterruptedException {
    entangled(
        () -> assertThrows(DecodeException.class, () -> first.applyUpdate(new byte[] {1, 1})));

    assertEquals(null, uncaught.get());
    assertEquals("", first.getText("t").toString());
  }

  @Test
  void listenerThatThrows_isReportedToTheThreadThatApplied() throws InterruptedException {
    IllegalArgumentException failure = new IllegalArgumentException("from a listener");
    first.onUpdate(
        (emitted, origin, transaction) -> {
          throw failure;
        });

    entangled(() -> first.applyUpdate(update));

    assertEquals(failure, uncaught.get());
    assertEquals("x", first.getText("t").toString());
  }

  @Test
  void read_isRefused() throws InterruptedException {
    entangled(
        () -> {
          IllegalStateException error =
              assertThrows(IllegalStateException.class, first::encodeStateAsUpdate);
          assertTrue(String.valueOf(error.getMessage()).startsWith("deadlock: "));
        });

    first.getText("t").insert(0, "still usable");
    assertEquals("still usable", first.getText("t").toString());
  }

  @Test
  void edit_isRefusedAndLeavesTheDocumentUsable() throws InterruptedException {
    entangled(
        () ->
            assertThrows(
                IllegalStateException.class, () -> first.getText("t").insert(0, "refused")));

    first.getText("t").insert(0, "a");
    assertEquals("a", first.getText("t").toString());
    assertEquals("x", second.getText("t").toString());
  }

  @Test
  void interruption_whileWaitingIsKept() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    AtomicReference<@Nullable Boolean> interrupted = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              awaitUninterrupted(held);
              first.getText("t").insert(0, "a");
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    first.transact(
        transaction -> {
          held.countDown();
          while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          thread.interrupt();
        });
    thread.join();

    assertEquals(true, interrupted.get());
    assertEquals("a", first.getText("t").toString());
  }
}
