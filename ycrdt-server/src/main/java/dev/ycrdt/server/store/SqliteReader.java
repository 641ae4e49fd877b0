package dev.ycrdt.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The queries of the SQLite store, on a connection of their own: in WAL mode readers never wait for
 * the writer.
 */
final class SqliteReader implements AutoCloseable {
  private static final String RECORDS =
      "SELECT seq, kind, payload, checksum FROM record"
          + " WHERE room = (SELECT id FROM room WHERE name = ?) ORDER BY seq";
  private static final String RANGE =
      "SELECT count(*), max(seq) FROM record WHERE room = (SELECT id FROM room WHERE name = ?)";
  private static final String ROOMS =
      "SELECT name, count(*), sum(length(payload)), max(written_millis)"
          + " FROM room JOIN record ON record.room = room.id GROUP BY room.id ORDER BY name";

  private final Connection connection;

  SqliteReader(Connection connection) {
    this.connection = connection;
  }

  synchronized List<SqliteRecord> records(String room) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(RECORDS)) {
      query.setString(1, room);
      try (ResultSet rows = query.executeQuery()) {
        List<SqliteRecord> records = new ArrayList<>();
        while (rows.next()) {
          records.add(
              new SqliteRecord(rows.getLong(1), rows.getInt(2), rows.getBytes(3), rows.getLong(4)));
        }
        return records;
      }
    }
  }

  synchronized RecordRange range(String room) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(RANGE)) {
      query.setString(1, room);
      try (ResultSet row = query.executeQuery()) {
        return new RecordRange(row.getInt(1), row.getLong(2));
      }
    }
  }

  synchronized List<StoredRoom> rooms() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(ROOMS);
        ResultSet rows = query.executeQuery()) {
      List<StoredRoom> rooms = new ArrayList<>();
      while (rows.next()) {
        rooms.add(
            new StoredRoom(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
      }
      return rooms;
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
