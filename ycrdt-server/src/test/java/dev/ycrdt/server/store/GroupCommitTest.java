package dev.ycrdt.server.store;

import static dev.ycrdt.server.store.DocumentStoreContract.entry;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.server.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GroupCommitTest {
  private final ScriptedStore store = new ScriptedStore();
  private final GroupCommit commits = new GroupCommit(store, 100);

  @AfterEach
  void close() {
    store.broken = false;
    store.gate.countDown();
    commits.close();
  }

  @Test
  void append_confirmsInOrderAndOnlyWhatIsStored() throws InterruptedException {
    BlockingQueue<String> confirmed = new LinkedBlockingQueue<>();
    for (int i = 0; i < 50; i++) {
      String update = "u" + i;
      commits.append(
          entry("r", update),
          () -> confirmed.add(store.stored.contains(update) ? update : "not stored"));
    }
    for (int i = 0; i < 50; i++) {
      assertEquals("u" + i, confirmed.poll(10, TimeUnit.SECONDS));
    }
    assertEquals(0, commits.queuedEntries());
  }

  @Test
  void append_whatArrivesDuringACommitIsOneBatch() throws InterruptedException {
    store.holdFirstBatch = true;
    CountDownLatch confirmed = new CountDownLatch(11);
    commits.append(entry("r", "first"), confirmed::countDown);
    assertTrue(store.firstBatchStarted.await(10, TimeUnit.SECONDS));
    for (int i = 0; i < 10; i++) {
      commits.append(entry("r" + i, "u" + i), confirmed::countDown);
    }
    store.gate.countDown();
    assertTrue(confirmed.await(10, TimeUnit.SECONDS));
    assertEquals(List.of(1, 10), List.copyOf(store.batchSizes));
  }

  @Test
  void append_failingStoreWithholdsAndRecovers() throws InterruptedException {
    store.broken = true;
    CountDownLatch confirmed = new CountDownLatch(1);
    commits.append(entry("r", "u"), confirmed::countDown);
    Await.until("the failure shows", () -> "disk full".equals(commits.failure()));
    assertEquals(1, confirmed.getCount());
    store.broken = false;
    assertTrue(confirmed.await(10, TimeUnit.SECONDS));
    assertNull(commits.failure());
    assertEquals(List.of("u"), List.copyOf(store.stored));
  }

  @Test
  void isFull_aboveTheLimitOnly() {
    store.holdFirstBatch = true;
    commits.append(entry("r", "x".repeat(100)), () -> {});
    assertFalse(commits.isFull());
    commits.append(entry("r", "y"), () -> {});
    assertTrue(commits.isFull());
  }

  @Test
  void append_throwingConfirmationHarmsNobody() throws InterruptedException {
    CountDownLatch confirmed = new CountDownLatch(1);
    commits.append(
        entry("a", "1"),
        () -> {
          throw new IllegalStateException("broken callback");
        });
    commits.append(entry("b", "2"), confirmed::countDown);
    assertTrue(confirmed.await(10, TimeUnit.SECONDS));
  }

  @Test
  void close_storesWhatIsQueuedAndRefusesMore() {
    for (int i = 0; i < 1000; i++) {
      commits.append(entry("r", "u" + i), () -> {});
    }
    assertEquals(0, commits.close(Duration.ofSeconds(10)));
    assertEquals(1000, store.stored.size());
    assertThrows(IllegalStateException.class, () -> commits.append(entry("r", "late"), () -> {}));
  }

  @Test
  void close_reportsWhatABrokenStoreDidNotTake() {
    store.broken = true;
    commits.append(entry("r", "1"), () -> {});
    commits.append(entry("r", "2"), () -> {});
    assertEquals(2, commits.close(Duration.ofMillis(200)));
    assertNotNull(commits.failure());
  }

  /** Records what is appended; can be broken or held up. */
  private static final class ScriptedStore implements DocumentStore {
    final BlockingQueue<String> stored = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> batchSizes = new LinkedBlockingQueue<>();
    final CountDownLatch firstBatchStarted = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);
    volatile boolean broken;
    volatile boolean holdFirstBatch;

    @Override
    public void append(List<LogEntry> entries) {
      if (broken) {
        throw new StoreException("disk full");
      }
      firstBatchStarted.countDown();
      if (holdFirstBatch) {
        awaitGate();
      }
      batchSizes.add(entries.size());
      entries.forEach(each -> stored.add(new String(each.update(), UTF_8)));
    }

    private void awaitGate() {
      while (gate.getCount() > 0) {
        try {
          gate.await();
        } catch (InterruptedException closeWasCalled) {
          return;
        }
      }
    }

    @Override
    public StoredDocument load(String room) {
      return StoredDocument.empty();
    }

    @Override
    public void compact(String room) {}

    @Override
    public void compact(String room, Supplier<byte[]> snapshot) {}

    @Override
    public boolean delete(String room) {
      return false;
    }

    @Override
    public List<StoredRoom> rooms() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
