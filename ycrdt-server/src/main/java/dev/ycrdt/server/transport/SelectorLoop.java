package dev.ycrdt.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that does all socket I/O: ready channels, tasks from other threads, and a sweep over
 * deadlines at a fixed interval. Interest in operations is changed on this thread only, by tasks,
 * so no change can overwrite another. Nothing that a channel or a task throws ends the loop.
 */
final class SelectorLoop {

  private static final Logger LOG = LoggerFactory.getLogger(SelectorLoop.class);
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final long FAILURE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Selector selector;
  private final long sweepIntervalNanos;
  private final LongConsumer sweep;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private volatile boolean running = true;

  /**
   * @param sweep called with {@link System#nanoTime()} every {@code sweepIntervalMillis}
   */
  SelectorLoop(int sweepIntervalMillis, LongConsumer sweep) throws IOException {
    this.selector = Selector.open();
    this.sweepIntervalNanos = TimeUnit.MILLISECONDS.toNanos(sweepIntervalMillis);
    this.sweep = sweep;
    this.thread = new Thread(this::run, "ycrdt-selector");
  }

  void start() {
    thread.start();
  }

  /** Ends the loop after the tasks queued so far and waits for its thread. */
  void stop() throws InterruptedException {
    running = false;
    selector.wakeup();
    thread.join();
  }

  /** Runs {@code task} on the selector thread, soon. Any thread. */
  void execute(Runnable task) {
    tasks.add(task);
    if (Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  /** Registers a channel; on the selector thread or before the loop is started. */
  SelectionKey register(SelectableChannel channel, int operations, IoEvents events)
      throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, operations, events);
  }

  /** Direct buffer for reading, to be used and left within one call on the selector thread. */
  ByteBuffer readBuffer() {
    return readBuffer;
  }

  /** Direct buffer for writing, to be used and left within one call on the selector thread. */
  ByteBuffer writeBuffer() {
    return writeBuffer;
  }

  private void run() {
    long nextSweep = System.nanoTime() + sweepIntervalNanos;
    while (running) {
      try {
        select(nextSweep - System.nanoTime());
        runTasks();
        long now = System.nanoTime();
        if (now - nextSweep >= 0) {
          nextSweep = now + sweepIntervalNanos;
          sweep.accept(now);
        }
      } catch (Throwable failure) {
        LOG.error("Selector loop goes on after {}", failure.toString());
        // A failure that repeats must not become a busy loop.
        LockSupport.parkNanos(FAILURE_PAUSE_NANOS);
      }
    }
    runTasks();
    closeSelector();
  }

  private void select(long nanos) throws IOException {
    if (!tasks.isEmpty() || nanos <= 0) {
      selector.selectNow(SelectorLoop::dispatch);
    } else {
      // Rounded up: waking before the sweep is due would spin until it is.
      selector.select(SelectorLoop::dispatch, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }
  }

  private static void dispatch(SelectionKey key) {
    IoEvents events = (IoEvents) key.attachment();
    try {
      events.ready(key);
    } catch (CancelledKeyException closedMeanwhile) {
      // The channel was closed earlier in this round.
    } catch (Throwable failure) {
      events.failed(failure);
    }
  }

  /** Runs the tasks present now; those that they add wait until channels had their turn. */
  private void runTasks() {
    for (int count = tasks.size(); count > 0; count--) {
      Runnable task = tasks.poll();
      if (task == null) {
        return;
      }
      try {
        task.run();
      } catch (Throwable failure) {
        LOG.error("Selector task failed: {}", failure.toString());
      }
    }
  }

  private void closeSelector() {
    try {
      selector.close();
    } catch (IOException e) {
      LOG.warn("Selector not closed: {}", e.toString());
    }
  }
}
