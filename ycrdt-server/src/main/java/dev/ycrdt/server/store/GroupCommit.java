package dev.ycrdt.server.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends the updates of all rooms on one writer thread: whatever arrives while one batch is being
 * committed forms the next. Callers never wait; they are called back when their update is durable.
 * Thread-safe.
 *
 * <p>Entries are committed in the order in which {@link #append} was called, so the callbacks of
 * one room come in order too. When the store fails, the batch stays first in line and is repeated
 * with growing pauses until it succeeds or the server stops: nothing is confirmed that is not
 * stored, and nothing is dropped. Callers must hold back when {@link #isFull()}.
 */
public final class GroupCommit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  private static final int MAX_BATCH_ENTRIES = 8192;
  private static final long MAX_BATCH_BYTES = 16L << 20;
  private static final long FIRST_RETRY_MILLIS = 50;
  private static final long LAST_RETRY_MILLIS = 5_000;

  private final DocumentStore store;
  private final long maxQueuedBytes;
  private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicLong queuedEntries = new AtomicLong();
  private final Thread writer;
  private volatile @Nullable String failure;
  private volatile boolean closing;

  /**
   * Starts the writer thread.
   *
   * @param store where to append; not closed by this class
   * @param maxQueuedBytes how many bytes of updates may wait before {@link #isFull()}
   */
  public GroupCommit(DocumentStore store, long maxQueuedBytes) {
    this.store = store;
    this.maxQueuedBytes = maxQueuedBytes;
    this.writer = new Thread(this::run, "ycrdt-store-writer");
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Queues an update.
   *
   * @param entry the update
   * @param whenDurable called once on the writer thread when the update is durable, never if the
   *     server stops first; must be quick
   * @throws IllegalStateException after {@link #close(Duration)}
   */
  public void append(LogEntry entry, Runnable whenDurable) {
    if (closing) {
      throw new IllegalStateException("the store is closing");
    }
    queuedBytes.addAndGet(entry.update().length);
    queuedEntries.incrementAndGet();
    queue.add(new Pending(entry, whenDurable));
  }

  /** {@return true if so many bytes wait that no further update should be accepted} */
  public boolean isFull() {
    return queuedBytes.get() > maxQueuedBytes;
  }

  /** {@return how many updates wait to be stored} */
  public long queuedEntries() {
    return queuedEntries.get();
  }

  /** {@return why the store refuses the current batch, or null if it works} */
  public @Nullable String failure() {
    return failure;
  }

  /**
   * Accepts nothing more and waits until everything queued is stored.
   *
   * @param timeout how long to wait; a failing store is tried until then
   * @return how many updates could not be stored
   */
  public long close(Duration timeout) {
    closing = true;
    writer.interrupt();
    try {
      writer.join(Math.max(1, timeout.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return queuedEntries.get();
  }

  /** Closes with a timeout of five seconds. */
  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }

  private void run() {
    List<Pending> batch = new ArrayList<>();
    while (nextBatch(batch)) {
      commitWithRetries(batch);
      for (Pending each : batch) {
        confirm(each);
      }
      batch.clear();
    }
  }

  /** Waits for at least one entry; false when closing and everything is written. */
  private boolean nextBatch(List<Pending> batch) {
    while (true) {
      Pending first = queue.poll();
      if (first == null && closing) {
        return false;
      }
      if (first == null) {
        first = awaitEntry();
      }
      if (first != null) {
        collect(first, batch);
        return true;
      }
    }
  }

  private @Nullable Pending awaitEntry() {
    try {
      return queue.poll(1, TimeUnit.SECONDS);
    } catch (InterruptedException closeWasCalled) {
      return null;
    }
  }

  private void collect(Pending first, List<Pending> batch) {
    long bytes = 0;
    for (Pending next = first; next != null; next = queue.poll()) {
      batch.add(next);
      bytes += next.entry.update().length;
      if (batch.size() == MAX_BATCH_ENTRIES || bytes >= MAX_BATCH_BYTES) {
        return;
      }
    }
  }

  private void commitWithRetries(List<Pending> batch) {
    List<LogEntry> entries = batch.stream().map(Pending::entry).toList();
    long pauseMillis = FIRST_RETRY_MILLIS;
    while (!commit(entries)) {
      pause(pauseMillis);
      pauseMillis = Math.min(2 * pauseMillis, closing ? FIRST_RETRY_MILLIS : LAST_RETRY_MILLIS);
    }
  }

  private boolean commit(List<LogEntry> entries) {
    try {
      store.append(entries);
    } catch (RuntimeException | Error e) {
      // the writer thread retries and must survive whatever a store throws
      String reason = String.valueOf(e.getMessage());
      if (!reason.equals(failure)) {
        log.error("Updates are not confirmed until the store works again: {}", reason);
      }
      failure = reason;
      return false;
    }
    if (failure != null) {
      failure = null;
      log.info("The store works again; {} updates were waiting", queuedEntries.get());
    }
    return true;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException closeWasCalled) {
      // Closing shortens the pause; the loop goes on with shorter ones.
    }
  }

  private void confirm(Pending pending) {
    queuedBytes.addAndGet(-pending.entry.update().length);
    queuedEntries.decrementAndGet();
    try {
      pending.whenDurable.run();
    } catch (RuntimeException | Error e) {
      // the entry is stored; the other rooms of the batch are to be told as well
      log.error("Room \"{}\": a confirmation failed", pending.entry.room(), e);
    }
  }

  private record Pending(LogEntry entry, Runnable whenDurable) {}
}
