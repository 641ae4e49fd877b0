package dev.ycrdt.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps documents in one SQLite database, {@code ycrdt.db}, in a data directory that only one
 * process may use at a time. Thread-safe.
 *
 * <p>The database runs in WAL mode. A commit survives the death of the process; with {@code fsync}
 * it also survives the loss of power, for the price of one disk flush per batch. Every record
 * carries a checksum; one that does not fit is moved to the table {@code damaged} when its room is
 * loaded.
 */
public final class SqliteDocumentStore implements DocumentStore {
  private static final Logger log = LoggerFactory.getLogger(SqliteDocumentStore.class);
  private static final String DATABASE_FILE = "ycrdt.db";

  private final DataDirectory directory;
  private final SqliteWriter writer;
  private final SqliteReader reader;
  private final UpdateMerger merger;
  private final InstantSource clock;

  private SqliteDocumentStore(
      DataDirectory directory,
      SqliteWriter writer,
      SqliteReader reader,
      UpdateMerger merger,
      InstantSource clock) {
    this.directory = directory;
    this.writer = writer;
    this.reader = reader;
    this.merger = merger;
    this.clock = clock;
  }

  /**
   * Opens or creates the store in a directory.
   *
   * @param dataDirectory created if it does not exist
   * @param fsync whether every commit waits until the disk has it
   * @param merger how {@link #compact} joins updates
   * @param clock tells the time of each write
   * @throws StoreException if another process uses the directory, it cannot be written, or the
   *     database is newer than this server or not a database
   */
  public static SqliteDocumentStore open(
      Path dataDirectory, boolean fsync, UpdateMerger merger, InstantSource clock) {
    DataDirectory directory = DataDirectory.open(dataDirectory);
    try {
      return connect(directory, fsync, merger, clock);
    } catch (SQLException e) {
      directory.close();
      throw new StoreException(
          "cannot open " + directory.resolve(DATABASE_FILE) + ": " + e.getMessage(), e);
    } catch (StoreException e) {
      directory.close();
      throw e;
    }
  }

  private static SqliteDocumentStore connect(
      DataDirectory directory, boolean fsync, UpdateMerger merger, InstantSource clock)
      throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve(DATABASE_FILE);
    Connection writing = DriverManager.getConnection(url);
    try {
      configure(writing, fsync);
      SqliteSchema.prepare(writing);
      Connection reading = DriverManager.getConnection(url);
      return new SqliteDocumentStore(
          directory, new SqliteWriter(writing), new SqliteReader(reading), merger, clock);
    } catch (SQLException | StoreException e) {
      writing.close();
      throw e;
    }
  }

  private static void configure(Connection connection, boolean fsync) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = " + (fsync ? "FULL" : "NORMAL"));
    }
  }

  @Override
  public void append(List<LogEntry> entries) {
    try {
      writer.append(entries, clock.millis());
    } catch (SQLException e) {
      throw failure("cannot append " + entries.size() + " updates", e);
    }
  }

  @Override
  public StoredDocument load(String room) {
    List<SqliteRecord> records = read(room);
    List<SqliteRecord> intact = setDamagedAside(room, records);
    byte[] snapshot = null;
    List<byte[]> updates = new ArrayList<>(intact.size());
    for (SqliteRecord each : intact) {
      if (each.isSnapshot() && snapshot == null && updates.isEmpty()) {
        snapshot = each.payload();
      } else {
        updates.add(each.payload());
      }
    }
    return new StoredDocument(snapshot, updates, records.size() - intact.size());
  }

  @Override
  public void compact(String room) {
    List<SqliteRecord> records = setDamagedAside(room, read(room));
    if (records.size() < 2) {
      return;
    }
    byte[] snapshot =
        SnapshotMerge.merge(merger, room, records.stream().map(SqliteRecord::payload).toList());
    replace(room, new RecordRange(records.size(), records.get(records.size() - 1).seq()), snapshot);
  }

  @Override
  public void compact(String room, Supplier<byte[]> snapshot) {
    RecordRange records;
    try {
      records = reader.range(room);
    } catch (SQLException e) {
      throw failure("cannot read room \"" + room + "\"", e);
    }
    if (records.count() >= 2) {
      replace(room, records, snapshot.get());
    }
  }

  private void replace(String room, RecordRange records, byte[] snapshot) {
    try {
      if (!writer.replace(room, records, snapshot, clock.millis())) {
        log.debug("Room \"{}\" changed while it was compacted; left for the next time", room);
      }
    } catch (SQLException e) {
      throw failure("cannot compact room \"" + room + "\"", e);
    }
  }

  @Override
  public boolean delete(String room) {
    try {
      return writer.delete(room);
    } catch (SQLException e) {
      throw failure("cannot delete room \"" + room + "\"", e);
    }
  }

  @Override
  public List<StoredRoom> rooms() {
    try {
      return reader.rooms();
    } catch (SQLException e) {
      throw failure("cannot list rooms", e);
    }
  }

  @Override
  public void close() {
    try (directory;
        writer;
        reader) {
      log.debug("Closing the store");
    } catch (SQLException e) {
      throw failure("cannot close the database", e);
    }
  }

  private List<SqliteRecord> read(String room) {
    try {
      return reader.records(room);
    } catch (SQLException e) {
      throw failure("cannot read room \"" + room + "\"", e);
    }
  }

  private List<SqliteRecord> setDamagedAside(String room, List<SqliteRecord> records) {
    List<SqliteRecord> damaged = records.stream().filter(each -> !each.isIntact(room)).toList();
    if (damaged.isEmpty()) {
      return records;
    }
    log.error(
        "Room \"{}\": {} of {} stored records are damaged (first: record {}); they are kept in table"
            + " \"damaged\", the others are used",
        room,
        damaged.size(),
        records.size(),
        damaged.get(0).seq());
    try {
      writer.setAside(damaged, clock.millis());
    } catch (SQLException e) {
      log.error("Room \"{}\": damaged records stay in place: {}", room, e.getMessage());
    }
    return records.stream().filter(each -> each.isIntact(room)).toList();
  }

  private static StoreException failure(String what, SQLException cause) {
    return new StoreException(what + ": " + cause.getMessage(), cause);
  }
}
