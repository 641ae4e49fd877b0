package dev.ycrdt.server.store;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps documents until the process ends: for tests and for servers whose rooms need not survive a
 * restart. Rooms still unload, so that a document nobody edits costs its compacted bytes only.
 * Thread-safe.
 */
public final class InMemoryDocumentStore implements DocumentStore {
  private final UpdateMerger merger;
  private final InstantSource clock;
  private final TreeMap<String, RoomLog> logs = new TreeMap<>();
  private boolean closed;

  /**
   * Creates an empty store.
   *
   * @param merger how {@link #compact} joins updates
   * @param clock tells the time of each write
   */
  public InMemoryDocumentStore(UpdateMerger merger, InstantSource clock) {
    this.merger = merger;
    this.clock = clock;
  }

  @Override
  public synchronized void append(List<LogEntry> entries) {
    requireOpen();
    for (LogEntry entry : entries) {
      RoomLog log = logs.computeIfAbsent(entry.room(), name -> new RoomLog());
      log.updates.add(entry.update());
      log.lastWrittenMillis = clock.millis();
    }
  }

  @Override
  public synchronized StoredDocument load(String room) {
    requireOpen();
    RoomLog log = logs.get(room);
    return log == null ? StoredDocument.empty() : log.document();
  }

  @Override
  public void compact(String room) {
    StoredDocument before = load(room);
    List<byte[]> records = before.inOrder();
    if (records.size() < 2) {
      return;
    }
    replace(room, before, SnapshotMerge.merge(merger, room, records));
  }

  @Override
  public void compact(String room, Supplier<byte[]> snapshot) {
    StoredDocument before = load(room);
    if (before.inOrder().size() >= 2) {
      replace(room, before, snapshot.get());
    }
  }

  private synchronized void replace(String room, StoredDocument before, byte[] snapshot) {
    RoomLog log = logs.get(room);
    if (log != null && log.startsWith(before)) {
      log.snapshot = snapshot;
      log.updates.subList(0, before.updates().size()).clear();
    }
  }

  @Override
  public synchronized boolean delete(String room) {
    requireOpen();
    return logs.remove(room) != null;
  }

  @Override
  public synchronized List<StoredRoom> rooms() {
    requireOpen();
    List<StoredRoom> rooms = new ArrayList<>(logs.size());
    logs.forEach(
        (name, log) -> {
          StoredDocument document = log.document();
          rooms.add(
              new StoredRoom(
                  name, document.inOrder().size(), document.byteCount(), log.lastWrittenMillis));
        });
    return rooms;
  }

  @Override
  public synchronized void close() {
    closed = true;
    logs.clear();
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException("the in-memory store is closed");
    }
  }

  private static final class RoomLog {
    private byte @Nullable [] snapshot;
    private final List<byte[]> updates = new ArrayList<>();
    private long lastWrittenMillis;

    StoredDocument document() {
      return new StoredDocument(snapshot, updates, 0);
    }

    /** False if the room was deleted or compacted since {@code document} was read. */
    boolean startsWith(StoredDocument document) {
      int count = document.updates().size();
      return snapshot == document.snapshot()
          && updates.size() >= count
          && (count == 0 || updates.get(count - 1) == document.updates().get(count - 1));
    }
  }
}
