package dev.ycrdt.server.room;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of one room in order and one at a time on a pool that all rooms share. What one
 * task wrote is visible to the next.
 *
 * <p>A mailbox starts held: tasks wait until {@link #open}. A task that throws is logged and does
 * not stop the following ones. After a number of tasks in a row the room goes to the end of the
 * pool's queue, so that a busy room cannot keep the others waiting.
 */
final class Mailbox {
  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);
  private static final int TASKS_IN_A_ROW = 64;

  private final String owner;
  private final Executor workers;
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** Tasks not yet run, plus one as long as the mailbox is held. */
  private final AtomicInteger pending = new AtomicInteger(1);

  private volatile Runnable first = () -> {};

  Mailbox(String owner, Executor workers) {
    this.owner = owner;
    this.workers = workers;
  }

  /** Adds a task; returns at once. */
  void post(Runnable task) {
    tasks.add(task);
    if (pending.getAndIncrement() == 0) {
      submit(this::run);
    }
  }

  /** Lets tasks run, {@code firstTask} before all others. Called once. */
  void open(Runnable firstTask) {
    first = firstTask;
    submit(this::runFirst);
  }

  private void runFirst() {
    execute(first);
    first = () -> {};
    if (pending.decrementAndGet() > 0) {
      submit(this::run);
    }
  }

  private void run() {
    for (int i = 0; i < TASKS_IN_A_ROW; i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        throw new IllegalStateException("a task of " + owner + " was lost");
      }
      execute(task);
      if (pending.decrementAndGet() == 0) {
        return;
      }
    }
    submit(this::run);
  }

  private void submit(Runnable turn) {
    try {
      workers.execute(turn);
    } catch (RejectedExecutionException serverHasStopped) {
      log.debug("Room \"{}\": a task came after the end", owner);
    }
  }

  private void execute(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      // a mailbox that stops would stall its room for ever
      log.error("Room \"{}\": a task failed, the room goes on", owner, e);
    }
  }
}
