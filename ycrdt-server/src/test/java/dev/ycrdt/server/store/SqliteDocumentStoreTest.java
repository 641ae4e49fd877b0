package dev.ycrdt.server.store;

import static dev.ycrdt.server.store.DocumentStoreContract.entry;
import static dev.ycrdt.server.store.DocumentStoreContract.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQLite adds to the contract: files, locks, damage. */
class SqliteDocumentStoreTest implements DocumentStoreContract {
  @TempDir Path directory;
  private final List<DocumentStore> opened = new ArrayList<>();

  @Override
  public DocumentStore open(UpdateMerger merger, InstantSource clock) {
    DocumentStore store = SqliteDocumentStore.open(directory.resolve("data"), false, merger, clock);
    opened.add(store);
    return store;
  }

  private DocumentStore open() {
    return open(DocumentStoreContract::concatenate, InstantSource.system());
  }

  private DocumentStore reopen(DocumentStore store) {
    store.close();
    return open();
  }

  @AfterEach
  void closeAll() {
    opened.forEach(DocumentStore::close);
  }

  @Test
  void open_findsWhatAnEarlierProcessStored() {
    DocumentStore store = open();
    store.append(List.of(entry("a", "1"), entry("a", "2")));
    store.compact("a");
    store.append(List.of(entry("a", "3")));
    assertEquals(List.of("12", "3"), texts(reopen(store).load("a")));
  }

  @Test
  void open_withFsync() {
    try (DocumentStore store =
        SqliteDocumentStore.open(
            directory.resolve("safe"),
            true,
            DocumentStoreContract::concatenate,
            InstantSource.system())) {
      store.append(List.of(entry("a", "1")));
      assertEquals(List.of("1"), texts(store.load("a")));
    }
  }

  @Test
  void open_refusesADirectoryInUse() {
    open();
    StoreException e = assertThrows(StoreException.class, this::open);
    assertEquals(
        "data directory "
            + directory.resolve("data")
            + " is in use by another server; stop it or choose another directory",
        e.getMessage());
  }

  @Test
  void open_refusesAFileAsDirectory() throws IOException {
    Files.writeString(directory.resolve("data"), "a file");
    StoreException e = assertThrows(StoreException.class, this::open);
    assertTrue(messageOf(e).startsWith("cannot use data directory "), e.getMessage());
  }

  @Test
  void open_refusesWhatIsNoDatabase_andReleasesTheDirectory() throws IOException {
    Path database = directory.resolve("data").resolve("ycrdt.db");
    Files.createDirectories(database.getParent());
    Files.writeString(database, "this is no database, ".repeat(100));
    StoreException e = assertThrows(StoreException.class, this::open);
    assertTrue(messageOf(e).startsWith("cannot open "), e.getMessage());
    Files.delete(database);
    open();
  }

  @Test
  void open_refusesANewerSchema() throws SQLException {
    open().close();
    change("PRAGMA user_version = 99");
    StoreException e = assertThrows(StoreException.class, this::open);
    assertTrue(messageOf(e).contains("schema version 99"), e.getMessage());
  }

  @Test
  void load_setsAFlippedRecordAside() throws SQLException {
    DocumentStore store = open();
    store.append(List.of(entry("a", "1"), entry("a", "2"), entry("a", "3"), entry("b", "x")));
    store.close();
    change("UPDATE record SET payload = x'ff' WHERE payload = CAST('2' AS BLOB)");
    store = open();
    StoredDocument damaged = store.load("a");
    assertEquals(List.of("1", "3"), texts(damaged));
    assertEquals(1, damaged.damagedRecords());
    assertEquals(0, store.load("a").damagedRecords());
    assertEquals(List.of("x"), texts(store.load("b")));
    assertEquals(1, count("damaged"));
  }

  @Test
  void load_setsARecordOfAnotherRoomAside() throws SQLException {
    DocumentStore store = open();
    store.append(List.of(entry("a", "1"), entry("b", "2")));
    store.close();
    change("UPDATE record SET room = (SELECT id FROM room WHERE name = 'a')");
    store = open();
    assertEquals(List.of("1"), texts(store.load("a")));
    assertTrue(store.load("b").isEmpty());
  }

  @Test
  void compact_leavesDamageOut() throws SQLException {
    DocumentStore store = open();
    store.append(List.of(entry("a", "1"), entry("a", "2"), entry("a", "3")));
    store.close();
    change("UPDATE record SET checksum = checksum + 1 WHERE payload = CAST('3' AS BLOB)");
    store = open();
    store.compact("a");
    assertEquals(List.of("12"), texts(store.load("a")));
    assertEquals(1, count("damaged"));
  }

  @Test
  void delete_takesDamagedRecordsToo() throws SQLException {
    DocumentStore store = open();
    store.append(List.of(entry("a", "1"), entry("a", "2")));
    store.close();
    change("UPDATE record SET checksum = 0 WHERE payload = CAST('2' AS BLOB)");
    store = open();
    store.load("a");
    store.delete("a");
    assertEquals(0, count("damaged"));
  }

  private static String messageOf(StoreException e) {
    return String.valueOf(e.getMessage());
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private int count(String table) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
      return result.getInt(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:sqlite:" + directory.resolve("data").resolve("ycrdt.db"));
  }
}
