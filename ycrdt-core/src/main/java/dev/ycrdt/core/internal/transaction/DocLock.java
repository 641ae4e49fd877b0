package dev.ycrdt.core.internal.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lock of one document. It notices when waiting for it would never end, because its owner waits
 * for a document that this thread holds: two documents whose listeners apply to each other get
 * there when two threads edit them at the same time.
 *
 * <p>What must not wait then can be left to the owner, see {@link #postpone}.
 */
final class DocLock {
  private static final long RECHECK_MILLIS = 50;

  /**
   * Which lock a thread waits for. A deadlock spans several documents, so none of them can see it
   * alone: that is why this is static. A thread is in here only while it waits.
   */
  private static final Map<Thread, DocLock> WAITING = new ConcurrentHashMap<>();

  private final OwnedLock lock = new OwnedLock();
  private volatile List<Runnable> postponed = List.of();

  /**
   * Takes the lock.
   *
   * @throws IllegalStateException if waiting for it would never end
   */
  void lock() {
    if (!lockUnlessDeadlocked()) {
      throw new IllegalStateException(
          "deadlock: this thread holds a document that the owner of another one waits for, and"
              + " wants that one; put a queue between two documents that use each other in their"
              + " listeners");
    }
  }

  /** Takes the lock and returns true, or returns false if waiting for it would never end. */
  boolean lockUnlessDeadlocked() {
    return lock.tryLock() || await(Thread.currentThread());
  }

  private boolean await(Thread self) {
    boolean interrupted = false;
    WAITING.put(self, this);
    try {
      while (!isOwnedByWaiterFor(self)) {
        try {
          if (lock.tryLock(RECHECK_MILLIS, TimeUnit.MILLISECONDS)) {
            return true;
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return false;
    } finally {
      WAITING.remove(self);
      if (interrupted) {
        self.interrupt();
      }
    }
  }

  // The chain is read while it changes. Every thread in a circle looks after it began to wait, and
  // again and again, so the last one that closed it sees it whole.
  private boolean isOwnedByWaiterFor(Thread self) {
    DocLock next = this;
    for (int steps = WAITING.size(); steps >= 0 && next != null; steps--) {
      Thread owner = next.lock.owner();
      if (owner == self) {
        return true;
      }
      next = owner == null ? null : WAITING.get(owner);
    }
    return false;
  }

  /** Gives the lock back; when it becomes free, what was postponed is run. */
  void unlock() {
    lock.unlock();
    if (!postponed.isEmpty() && !lock.isHeldByCurrentThread()) {
      runPostponed();
    }
  }

  /**
   * Runs {@code task} with the lock held as soon as its owner gives it back, on that owner's
   * thread. What the task throws goes to the uncaught exception handler of the thread.
   */
  void postpone(Runnable task) {
    synchronized (this) {
      List<Runnable> more = new ArrayList<>(postponed);
      more.add(task);
      postponed = more;
    }
    runPostponed();
  }

  private synchronized List<Runnable> takePostponed() {
    List<Runnable> tasks = postponed;
    postponed = List.of();
    return tasks;
  }

  // If the lock is not free, its owner comes here when it gives the lock back.
  private void runPostponed() {
    while (!postponed.isEmpty() && lock.tryLock()) {
      try {
        takePostponed().forEach(DocLock::run);
      } finally {
        lock.unlock();
      }
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      // the thread that runs the task has nothing to do with it
      Thread self = Thread.currentThread();
      self.getUncaughtExceptionHandler().uncaughtException(self, e);
    }
  }

  /** A lock that tells its owner. */
  private static final class OwnedLock extends ReentrantLock {
    private static final long serialVersionUID = 1L;

    @Nullable Thread owner() {
      return getOwner();
    }
  }
}
