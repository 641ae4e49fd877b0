package dev.ycrdt.server.room;

import dev.ycrdt.server.store.LogEntry;
import dev.ycrdt.server.store.StoredDocument;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored log of one room as the room sees it: appends updates without waiting, keeps count, and
 * has the log compacted when it has grown. Confined to the room's mailbox.
 */
final class RoomLog {
  private static final Logger log = LoggerFactory.getLogger(RoomLog.class);

  private static final long FAILED = -1;

  private final String room;
  private final RoomServices services;
  private final Mailbox mailbox;
  private final DurableGate gate;
  private final Supplier<byte[]> snapshot;

  private long records;
  private long logBytes;
  private long snapshotBytes;
  private boolean compacting;
  private long recordThreshold;
  private long byteThreshold;

  RoomLog(
      RoomName room,
      RoomServices services,
      Mailbox mailbox,
      DurableGate gate,
      StoredDocument stored,
      Supplier<byte[]> snapshot) {
    this.room = room.value();
    this.services = services;
    this.mailbox = mailbox;
    this.gate = gate;
    this.snapshot = snapshot;
    records = stored.inOrder().size();
    byte[] compacted = stored.snapshot();
    snapshotBytes = compacted == null ? 0 : compacted.length;
    logBytes = stored.byteCount() - snapshotBytes;
    setThresholds(0, 0);
  }

  /** A share of chance keeps rooms that grow alike from being compacted at the same time. */
  private void setThresholds(long fromRecords, long fromBytes) {
    RoomOptions options = services.options();
    int configured = options.compactAfterRecords();
    recordThreshold = fromRecords + configured + ThreadLocalRandom.current().nextLong(configured);
    byteThreshold = fromBytes + Math.max(options.compactAfterBytes(), snapshotBytes);
  }

  /** Queues an update for the store; the gate learns when it is durable. */
  void append(byte[] update) {
    long number = gate.append();
    services
        .commits()
        .append(new LogEntry(room, update), () -> mailbox.post(() -> gate.confirm(number)));
    records++;
    logBytes += update.length;
    compactIfGrown();
  }

  private void compactIfGrown() {
    if (!compacting && (records >= recordThreshold || logBytes >= byteThreshold)) {
      compacting = true;
      gate.whenDurable(() -> compact(() -> {}));
    }
  }

  /** {@return whether compacting would make the log shorter, and is not under way} */
  boolean isCompactable() {
    return records > 1 && !compacting;
  }

  /**
   * Compacts in the background. A failure leaves the log as it is.
   *
   * @param then runs in the mailbox afterwards, in either case
   */
  void compact(Runnable then) {
    compacting = true;
    long recordsBefore = records;
    long bytesBefore = logBytes;
    try {
      services
          .compactor()
          .execute(
              () -> {
                long size = compactNow();
                mailbox.post(
                    () -> {
                      compacted(size, recordsBefore, bytesBefore);
                      then.run();
                    });
              });
    } catch (RejectedExecutionException serverStops) {
      compacting = false;
      then.run();
    }
  }

  private void compacted(long size, long recordsBefore, long bytesBefore) {
    compacting = false;
    if (size != FAILED) {
      records -= recordsBefore - 1;
      logBytes -= bytesBefore;
      snapshotBytes = size;
      setThresholds(0, 0);
      compactIfGrown();
    } else {
      setThresholds(records, logBytes);
    }
  }

  /** {@return the size of the new snapshot in bytes, or {@link #FAILED}} */
  private long compactNow() {
    AtomicLong size = new AtomicLong();
    try {
      services
          .store()
          .compact(
              room,
              () -> {
                byte[] made = snapshot.get();
                size.set(made.length);
                return made;
              });
      return size.get();
    } catch (RuntimeException | Error e) {
      // compaction is an optimisation: the room goes on with its log
      log.error("Room \"{}\": compaction failed, its log stays as it is: {}", room, e.toString());
      return FAILED;
    }
  }
}
