package dev.ycrdt.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements of the SQLite store that change something; each method is one transaction. */
final class SqliteWriter implements AutoCloseable {
  private static final String ROOM_ID = "(SELECT id FROM room WHERE name = ?)";

  private final Connection connection;
  private final PreparedStatement insertRoom;
  private final PreparedStatement insertRecord;

  SqliteWriter(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    insertRoom = connection.prepareStatement("INSERT OR IGNORE INTO room (name) VALUES (?)");
    insertRecord =
        connection.prepareStatement(
            "INSERT INTO record (seq, room, kind, written_millis, payload, checksum) VALUES (?, "
                + ROOM_ID
                + ", ?, ?, ?, ?)");
  }

  synchronized void append(List<LogEntry> entries, long nowMillis) throws SQLException {
    inTransaction(
        () -> {
          Set<String> rooms = new HashSet<>();
          for (LogEntry entry : entries) {
            if (rooms.add(entry.room())) {
              insertRoom.setString(1, entry.room());
              insertRoom.executeUpdate();
            }
            insert(null, entry.room(), SqliteSchema.KIND_UPDATE, entry.update(), nowMillis);
          }
          return true;
        });
  }

  /**
   * Puts a snapshot in the place of records that were read before.
   *
   * @return false, with nothing changed, if these records are no longer all there
   */
  synchronized boolean replace(String room, RecordRange records, byte[] snapshot, long nowMillis)
      throws SQLException {
    return inTransaction(
        () -> {
          if (deleteUpTo(room, records.lastSeq()) != records.count()) {
            return false;
          }
          insert(records.lastSeq(), room, SqliteSchema.KIND_SNAPSHOT, snapshot, nowMillis);
          return true;
        });
  }

  synchronized void setAside(List<SqliteRecord> damaged, long nowMillis) throws SQLException {
    inTransaction(
        () -> {
          for (SqliteRecord bad : damaged) {
            update(
                "INSERT INTO damaged SELECT seq, room, kind, written_millis, payload, checksum, ?"
                    + " FROM record WHERE seq = ?",
                nowMillis,
                bad.seq());
            update("DELETE FROM record WHERE seq = ?", bad.seq());
          }
          return true;
        });
  }

  synchronized boolean delete(String room) throws SQLException {
    return inTransaction(
        () -> {
          update("DELETE FROM damaged WHERE room = " + ROOM_ID, room);
          int records = update("DELETE FROM record WHERE room = " + ROOM_ID, room);
          update("DELETE FROM room WHERE name = ?", room);
          return records > 0;
        });
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }

  private int deleteUpTo(String room, long lastSeq) throws SQLException {
    return update("DELETE FROM record WHERE room = " + ROOM_ID + " AND seq <= ?", room, lastSeq);
  }

  private void insert(@Nullable Long seq, String room, int kind, byte[] payload, long nowMillis)
      throws SQLException {
    insertRecord.setObject(1, seq);
    insertRecord.setString(2, room);
    insertRecord.setInt(3, kind);
    insertRecord.setLong(4, nowMillis);
    insertRecord.setBytes(5, payload);
    insertRecord.setLong(6, RecordChecksum.of(room, kind, payload));
    insertRecord.executeUpdate();
  }

  private int update(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      return statement.executeUpdate();
    }
  }

  private boolean inTransaction(Change change) throws SQLException {
    boolean committed = false;
    try {
      if (change.apply()) {
        connection.commit();
        committed = true;
      }
      return committed;
    } finally {
      if (!committed) {
        connection.rollback();
      }
    }
  }

  private interface Change {
    /** {@return true to commit, false to roll back} */
    boolean apply() throws SQLException;
  }
}
