package dev.ycrdt.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private final Queue<Runnable> turns = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final Mailbox mailbox = new Mailbox("room", turns::add);

  private void runTurns() {
    for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
      turn.run();
    }
  }

  @Test
  void open_runsTheFirstTaskBeforeThoseThatWaited() {
    mailbox.post(() -> done.add("one"));
    mailbox.post(() -> done.add("two"));
    runTurns();
    assertEquals(List.of(), done);
    mailbox.open(() -> done.add("first"));
    runTurns();
    mailbox.post(() -> done.add("three"));
    runTurns();
    assertEquals(List.of("first", "one", "two", "three"), done);
  }

  @Test
  void post_throwingTaskDoesNotStopTheNext() {
    mailbox.open(
        () -> {
          throw new IllegalStateException("first");
        });
    mailbox.post(
        () -> {
          throw new StackOverflowError();
        });
    mailbox.post(() -> done.add("after"));
    runTurns();
    assertEquals(List.of("after"), done);
  }

  @Test
  void run_busyRoomGoesToTheEndOfTheQueue() {
    mailbox.open(() -> {});
    for (int i = 0; i < 200; i++) {
      mailbox.post(() -> done.add("busy"));
    }
    turns.remove().run();
    turns.remove().run();
    Mailbox other = new Mailbox("other", turns::add);
    other.open(() -> done.add("other"));
    runTurns();
    assertTrue(done.indexOf("other") < 200, "other room ran at " + done.indexOf("other"));
    assertEquals(201, done.size());
  }

  @Test
  void post_afterTheWorkersStopped() {
    ExecutorService stopped = Executors.newSingleThreadExecutor();
    stopped.shutdown();
    Mailbox late = new Mailbox("late", stopped);
    late.open(() -> done.add("never"));
    late.post(() -> done.add("never"));
    assertEquals(List.of(), done);
  }

  @Test
  void post_fromManyThreads_oneTaskAtATimeAndNoneLost() throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(4);
    Mailbox shared = new Mailbox("shared", workers);
    int[] unguarded = new int[1];
    CountDownLatch all = new CountDownLatch(4_000);
    shared.open(() -> {});
    for (int t = 0; t < 4; t++) {
      new Thread(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  shared.post(
                      () -> {
                        unguarded[0]++;
                        all.countDown();
                      });
                }
              })
          .start();
    }
    assertTrue(all.await(20, TimeUnit.SECONDS));
    workers.shutdown();
    assertEquals(4_000, unguarded[0]);
  }
}
