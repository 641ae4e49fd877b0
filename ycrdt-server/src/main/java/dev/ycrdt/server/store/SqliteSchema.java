package dev.ycrdt.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of the SQLite store and their version, kept in {@code PRAGMA user_version}.
 *
 * <pre>
 * room     id, name                                        one line per stored room
 * record   seq, room, kind, written_millis, payload, checksum   the log; seq grows over all rooms
 * damaged  the same columns and found_millis               records that failed their checksum
 * </pre>
 *
 * A snapshot takes the seq of the newest record that it replaces, so ordering by seq is always the
 * order in which to apply.
 */
final class SqliteSchema {
  static final int VERSION = 1;

  /** Values of {@code record.kind}. */
  static final int KIND_UPDATE = 0;

  static final int KIND_SNAPSHOT = 1;

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE room (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
          "CREATE TABLE record (seq INTEGER PRIMARY KEY AUTOINCREMENT, room INTEGER NOT NULL, kind"
              + " INTEGER NOT NULL, written_millis INTEGER NOT NULL, payload BLOB NOT NULL,"
              + " checksum INTEGER NOT NULL)",
          "CREATE INDEX record_by_room ON record (room, seq)",
          "CREATE TABLE damaged (seq INTEGER NOT NULL, room INTEGER NOT NULL, kind INTEGER NOT NULL,"
              + " written_millis INTEGER NOT NULL, payload BLOB NOT NULL, checksum INTEGER NOT NULL,"
              + " found_millis INTEGER NOT NULL)");

  private SqliteSchema() {}

  /**
   * Creates the tables in a new database and checks the version of an existing one.
   *
   * @throws StoreException if the database was written by a newer version of this server
   */
  static void prepare(Connection connection) throws SQLException {
    int found = version(connection);
    if (found > VERSION) {
      throw new StoreException(
          "the database has schema version "
              + found
              + ", this server knows "
              + VERSION
              + " at most: start a newer server");
    }
    if (found == VERSION) {
      return;
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
      statement.execute("PRAGMA user_version = " + VERSION);
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA user_version")) {
      return result.getInt(1);
    }
  }
}
