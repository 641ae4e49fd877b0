package dev.ycrdt.server.transport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs tasks one at a time and in order on a shared pool. A task that throws is reported and does
 * not stop those after it.
 */
final class Strand {

  /** After so many tasks in a row the worker goes to another connection. */
  private static final int MAX_TURN_TASKS = 32;

  private final ExecutorService pool;
  private final Consumer<Throwable> onFailure;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** Tasks that are queued or running; whoever takes it off zero schedules the strand. */
  private final AtomicInteger unfinished = new AtomicInteger();

  Strand(ExecutorService pool, Consumer<Throwable> onFailure) {
    this.pool = pool;
    this.onFailure = onFailure;
  }

  void execute(Runnable task) {
    tasks.add(task);
    if (unfinished.getAndIncrement() == 0) {
      pool.execute(this::runTurn);
    }
  }

  private void runTurn() {
    // A pool that is shut down takes no further turn: this one goes on to the end.
    for (int i = 0; i < MAX_TURN_TASKS || pool.isShutdown(); i++) {
      runNext();
      if (unfinished.decrementAndGet() == 0) {
        return;
      }
    }
    pool.execute(this::runTurn);
  }

  private void runNext() {
    try {
      tasks.remove().run();
    } catch (Throwable failure) {
      onFailure.accept(failure);
    }
  }
}
