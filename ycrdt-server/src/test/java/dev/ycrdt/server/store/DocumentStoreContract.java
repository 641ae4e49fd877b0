package dev.ycrdt.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DocumentStore} must do. Updates are opaque here: merging just joins the bytes.
 */
interface DocumentStoreContract {
  /** The time that stores under test see, in milliseconds. */
  long NOW_MILLIS = 1_700_000_000_000L;

  /** Opens an empty store; the implementing class closes it. */
  DocumentStore open(UpdateMerger merger, InstantSource clock);

  /** Joins the bytes of all updates. */
  static byte[] concatenate(List<byte[]> updates) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    updates.forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  private DocumentStore open() {
    return open(
        DocumentStoreContract::concatenate, InstantSource.fixed(Instant.ofEpochMilli(NOW_MILLIS)));
  }

  static LogEntry entry(String room, String update) {
    return new LogEntry(room, update.getBytes(UTF_8));
  }

  static List<String> texts(StoredDocument document) {
    return document.inOrder().stream().map(bytes -> new String(bytes, UTF_8)).toList();
  }

  @Test
  default void load_unknownRoom() {
    StoredDocument document = open().load("nothing");
    assertTrue(document.isEmpty());
    assertEquals(0, document.damagedRecords());
    assertEquals(0, document.byteCount());
  }

  @Test
  default void append_keepsOrderPerRoom() {
    DocumentStore store = open();
    store.append(List.of(entry("a", "1"), entry("b", "x"), entry("a", "2")));
    store.append(List.of(entry("a", "3")));
    assertEquals(List.of("1", "2", "3"), texts(store.load("a")));
    assertEquals(List.of("x"), texts(store.load("b")));
  }

  @Test
  default void append_namesAreNeverPaths() {
    DocumentStore store = open();
    for (String name :
        List.of("../../etc/passwd", "a/b", "'; DROP TABLE room; --", "é😀", "A", "a")) {
      store.append(List.of(entry(name, name)));
    }
    assertEquals(List.of("../../etc/passwd"), texts(store.load("../../etc/passwd")));
    assertEquals(List.of("'; DROP TABLE room; --"), texts(store.load("'; DROP TABLE room; --")));
    assertEquals(List.of("A"), texts(store.load("A")));
    assertEquals(6, store.rooms().size());
  }

  @Test
  default void append_emptyAndLargeUpdates() {
    DocumentStore store = open();
    byte[] large = new byte[3 << 20];
    large[large.length - 1] = 7;
    store.append(List.of(new LogEntry("r", new byte[0]), new LogEntry("r", large)));
    List<byte[]> updates = store.load("r").updates();
    assertEquals(0, updates.get(0).length);
    assertArrayEquals(large, updates.get(1));
  }

  @Test
  default void compact_leavesOneSnapshot() {
    DocumentStore store = open();
    store.append(List.of(entry("a", "1"), entry("b", "x"), entry("a", "2")));
    store.compact("a");
    StoredDocument document = store.load("a");
    assertArrayEquals("12".getBytes(UTF_8), document.snapshot());
    assertEquals(List.of(), document.updates());
    assertEquals(List.of("x"), texts(store.load("b")));
  }

  @Test
  default void compact_thenAppend_thenCompactAgain() {
    DocumentStore store = open();
    store.append(List.of(entry("a", "1"), entry("a", "2")));
    store.compact("a");
    store.append(List.of(entry("a", "3")));
    assertEquals(List.of("12", "3"), texts(store.load("a")));
    store.compact("a");
    assertEquals(List.of("123"), texts(store.load("a")));
  }

  @Test
  default void compact_fewerThanTwoRecords() {
    DocumentStore store = open();
    store.compact("none");
    store.append(List.of(entry("one", "1")));
    store.compact("one");
    assertNull(store.load("one").snapshot());
    assertEquals(List.of("1"), texts(store.load("one")));
  }

  @Test
  default void compact_appendDuringTheMerge() {
    DocumentStore[] holder = new DocumentStore[1];
    DocumentStore store =
        open(
            updates -> {
              holder[0].append(List.of(entry("a", "late")));
              return concatenate(updates);
            },
            InstantSource.system());
    holder[0] = store;
    store.append(List.of(entry("a", "1"), entry("a", "2")));
    store.compact("a");
    assertEquals(List.of("12", "late"), texts(store.load("a")));
  }

  @Test
  default void compact_deleteDuringTheMergeIsNotUndone() {
    DocumentStore[] holder = new DocumentStore[1];
    DocumentStore store =
        open(
            updates -> {
              holder[0].delete("a");
              return concatenate(updates);
            },
            InstantSource.system());
    holder[0] = store;
    store.append(List.of(entry("a", "1"), entry("a", "2")));
    store.compact("a");
    assertTrue(store.load("a").isEmpty());
  }

  @Test
  default void compact_failingMergeChangesNothing() {
    DocumentStore store =
        open(
            updates -> {
              throw new IllegalArgumentException("no update");
            },
            InstantSource.system());
    store.append(List.of(entry("a", "1"), entry("a", "2")));
    StoreException e = assertThrows(StoreException.class, () -> store.compact("a"));
    assertEquals("room \"a\" keeps its 2 records: merging them failed: no update", e.getMessage());
    assertEquals(List.of("1", "2"), texts(store.load("a")));
  }

  @Test
  default void compact_withTheCallersSnapshot() {
    DocumentStore store = open();
    store.append(List.of(entry("a", "1"), entry("b", "x"), entry("a", "2")));
    store.compact(
        "a",
        () -> {
          store.append(List.of(entry("a", "late")));
          return "snapshot".getBytes(UTF_8);
        });
    assertEquals(List.of("snapshot", "late"), texts(store.load("a")));
    assertArrayEquals("snapshot".getBytes(UTF_8), store.load("a").snapshot());
    assertEquals(List.of("x"), texts(store.load("b")));
  }

  @Test
  default void compact_withASnapshot_fewerThanTwoRecords() {
    DocumentStore store = open();
    store.append(List.of(entry("a", "1")));
    store.compact("a", () -> fail("asked for a snapshot"));
    store.compact("none", () -> fail("asked for a snapshot"));
    assertEquals(List.of("1"), texts(store.load("a")));
  }

  @Test
  default void compact_failingSnapshotChangesNothing() {
    DocumentStore store = open();
    store.append(List.of(entry("a", "1"), entry("a", "2")));
    assertThrows(
        IllegalStateException.class,
        () ->
            store.compact(
                "a",
                () -> {
                  throw new IllegalStateException("gone");
                }));
    assertEquals(List.of("1", "2"), texts(store.load("a")));
  }

  @Test
  default void delete_removesOneRoom() {
    DocumentStore store = open();
    store.append(List.of(entry("a", "1"), entry("b", "2")));
    assertTrue(store.delete("a"));
    assertFalse(store.delete("a"));
    assertTrue(store.load("a").isEmpty());
    assertEquals(List.of("2"), texts(store.load("b")));
    store.append(List.of(entry("a", "new")));
    assertEquals(List.of("new"), texts(store.load("a")));
  }

  @Test
  default void rooms_listsNameCountSizeAndTime() {
    DocumentStore store = open();
    assertEquals(List.of(), store.rooms());
    store.append(List.of(entry("b", "xyz"), entry("a", "1"), entry("b", "z")));
    assertEquals(
        List.of(new StoredRoom("a", 1, 1, NOW_MILLIS), new StoredRoom("b", 2, 4, NOW_MILLIS)),
        store.rooms());
    store.compact("b");
    assertEquals(new StoredRoom("b", 1, 4, NOW_MILLIS), store.rooms().get(1));
  }

  @Test
  default void append_whileOthersLoadAndCompact() throws Exception {
    DocumentStore store = open();
    CountDownLatch done = new CountDownLatch(1);
    List<Throwable> failures = new ArrayList<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                while (done.getCount() > 0) {
                  store.compact("r");
                  store.load("r");
                }
              } catch (RuntimeException | Error e) {
                failures.add(e);
              }
            });
    reader.start();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      store.append(List.of(entry("r", i + ";")));
      expected.append(i).append(';');
    }
    done.countDown();
    reader.join();
    assertEquals(List.of(), failures);
    assertEquals(expected.toString(), String.join("", texts(store.load("r"))));
  }

  @Test
  default void close_twiceAndThenUse() {
    DocumentStore store = open();
    store.close();
    store.close();
    assertThrows(StoreException.class, () -> store.load("a"));
    assertThrows(StoreException.class, () -> store.append(List.of(entry("a", "1"))));
    assertThrows(StoreException.class, store::rooms);
  }
}
