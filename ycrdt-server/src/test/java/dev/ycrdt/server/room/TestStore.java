package dev.ycrdt.server.room;

import dev.ycrdt.core.Updates;
import dev.ycrdt.server.store.DocumentStore;
import dev.ycrdt.server.store.InMemoryDocumentStore;
import dev.ycrdt.server.store.LogEntry;
import dev.ycrdt.server.store.StoreException;
import dev.ycrdt.server.store.StoredDocument;
import dev.ycrdt.server.store.StoredRoom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An in-memory store that can be made to fail and to wait. */
final class TestStore implements DocumentStore {
  private final InMemoryDocumentStore store =
      new InMemoryDocumentStore(Updates::compact, InstantSource.system());
  final AtomicInteger loads = new AtomicInteger();
  final AtomicInteger appends = new AtomicInteger();
  final AtomicInteger compactions = new AtomicInteger();
  volatile boolean failing;
  private volatile @Nullable CountDownLatch appendGate;
  private volatile @Nullable CountDownLatch loadGate;
  private volatile @Nullable CountDownLatch compactGate;

  CountDownLatch holdAppends() {
    CountDownLatch gate = new CountDownLatch(1);
    appendGate = gate;
    return gate;
  }

  CountDownLatch holdLoads() {
    CountDownLatch gate = new CountDownLatch(1);
    loadGate = gate;
    return gate;
  }

  CountDownLatch holdCompactions() {
    CountDownLatch gate = new CountDownLatch(1);
    compactGate = gate;
    return gate;
  }

  private void pass(@Nullable CountDownLatch gate) {
    boolean interrupted = false;
    while (gate != null && gate.getCount() > 0) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        interrupted = true;
        break;
      }
    }
    if (interrupted) {
      throw new StoreException("interrupted");
    }
    if (failing) {
      throw new StoreException("the disk is on fire");
    }
  }

  @Override
  public void append(List<LogEntry> entries) {
    appends.incrementAndGet();
    pass(appendGate);
    store.append(entries);
  }

  @Override
  public StoredDocument load(String room) {
    loads.incrementAndGet();
    pass(loadGate);
    return store.load(room);
  }

  @Override
  public void compact(String room) {
    compactions.incrementAndGet();
    pass(compactGate);
    store.compact(room);
  }

  @Override
  public void compact(String room, Supplier<byte[]> snapshot) {
    compactions.incrementAndGet();
    pass(compactGate);
    store.compact(room, snapshot);
  }

  @Override
  public boolean delete(String room) {
    return store.delete(room);
  }

  @Override
  public List<StoredRoom> rooms() {
    return store.rooms();
  }

  @Override
  public void close() {
    store.close();
  }
}
