package dev.ycrdt.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.protocol.Message;
import dev.ycrdt.protocol.MessageWriter;
import dev.ycrdt.server.Await;
import dev.ycrdt.server.store.LogEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Loading, unloading, and what happens to those who come in between. */
class RoomLifeTest extends RoomTestBase {
  private static final SessionOptions OPTIONS = new SessionOptions(MessageWriter::write, false);

  @Test
  void join_hundredAtOnce_loadsOnce() throws Exception {
    CountDownLatch gate = store.holdLoads();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<TestClient>> joins = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String label = "c" + i;
        joins.add(threads.submit(() -> TestClient.join(registry, ROOM, label)));
      }
      List<TestClient> clients = new ArrayList<>();
      for (Future<TestClient> join : joins) {
        clients.add(join.get());
      }
      clients.forEach(each -> each.receive(new Message.SyncStep1(new byte[1])));
      gate.countDown();
      clients.forEach(TestClient::awaitSynced);
    } finally {
      threads.shutdown();
    }
    assertEquals(1, store.loads.get());
    assertEquals(1, registry.roomCount());
    assertEquals(100, registry.sessionCount());
  }

  @Test
  void leave_lastOne_unloadsCompactsAndLaterLoadsTheSame() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    for (int i = 0; i < 10; i++) {
      a.doc.getText("t").insert(0, "edit " + i);
    }
    a.session.leave();
    awaitRooms(0);
    assertEquals(1, store.rooms().get(0).records());
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    a.awaitEqual(b);
    assertEquals(2, store.loads.get());
  }

  @Test
  void leave_notTheLast_keepsTheRoom() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    a.session.leave();
    a.session.leave();
    Await.until("one is left", () -> registry.sessionCount() == 1);
    b.receive(new Message.SyncStep1(new byte[1]));
    Await.until("b is served", () -> b.peer.messages(Message.SyncStep2.class).size() == 2);
    assertEquals(1, registry.roomCount());
  }

  @Test
  void unloadAfter_keepsTheRoomForThoseWhoComeBack() {
    reopen(options().unloadAfter(Duration.ofHours(1)));
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    a.session.leave();
    Await.until("a is gone", () -> registry.sessionCount() == 0);
    TestClient.joinAndSync(registry, ROOM, "b");
    assertEquals(1, store.loads.get());
  }

  @Test
  void join_duringFlush_keepsTheLiveDocument() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    a.doc.getText("t").insert(0, "one");
    a.doc.getText("t").insert(0, "two");
    CountDownLatch gate = store.holdCompactions();
    a.session.leave();
    Await.until("the flush has begun", () -> store.compactions.get() == 1);
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    a.awaitEqual(b);
    gate.countDown();
    b.doc.getText("t").insert(0, "three");
    TestClient c = TestClient.joinAndSync(registry, ROOM, "c");
    c.awaitEqual(b);
    assertEquals(1, store.loads.get());
  }

  @Test
  void leave_withUnstoredUpdates_waitsForTheStore() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    CountDownLatch gate = store.holdAppends();
    a.doc.getText("t").insert(0, "late");
    Await.until("the store is asked", () -> store.appends.get() > 0);
    a.session.leave();
    Await.until("a is gone", () -> registry.sessionCount() == 0);
    assertEquals(1, registry.roomCount());
    gate.countDown();
    awaitRooms(0);
    assertEquals(1, store.rooms().size());
  }

  @Test
  void join_failedLoad_turnsAwayAndTheNextTriesAgain() {
    TestClient writer = TestClient.joinAndSync(registry, ROOM, "writer");
    writer.doc.getText("t").insert(0, "precious");
    writer.session.leave();
    awaitRooms(0);
    store.failing = true;
    TestClient a = TestClient.join(registry, ROOM, "a");
    a.receive(new Message.SyncUpdate(new byte[2]));
    a.peer.awaitClosed("1011 the document could not be loaded");
    awaitRooms(0);
    store.failing = false;
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    b.awaitEqual(writer);
    assertEquals(1, store.rooms().get(0).records());
  }

  @Test
  void join_storedUpdateThatCannotBeDecoded_overwritesNothing() {
    store.append(List.of(new LogEntry(ROOM, new byte[] {1, 1, -1})));
    TestClient a = TestClient.join(registry, ROOM, "a");
    a.peer.awaitClosed("1011 the document could not be loaded");
    a.session.leave();
    awaitRooms(0);
    assertEquals(3, store.rooms().get(0).byteCount());
  }

  @Test
  void join_blockedLoadDelaysNoOtherRoom() {
    CountDownLatch gate = store.holdLoads();
    TestClient stuck = TestClient.join(registry, "stuck", "stuck");
    Await.until("the load has begun", () -> store.loads.get() == 1);
    CountDownLatch open = store.holdLoads();
    open.countDown();
    TestClient.joinAndSync(registry, "other", "other");
    assertEquals(0, stuck.peer.sent().size());
    gate.countDown();
    Await.until("the stuck one goes on", () -> stuck.peer.sent().size() == 1);
  }

  @Test
  void leave_whileLoading() {
    CountDownLatch gate = store.holdLoads();
    TestClient a = TestClient.join(registry, ROOM, "a");
    a.session.leave();
    gate.countDown();
    awaitRooms(0);
  }

  @Test
  void manyQuickVisits_loseNoEdit() {
    TestClient last = TestClient.joinAndSync(registry, ROOM, "v0");
    for (int i = 1; i <= 40; i++) {
      last.doc.getText("t").insert(0, i + ",");
      int edits = i;
      TestClient visitor = last;
      Await.until(
          "the echo of edit " + edits,
          () -> !visitor.peer.messages(Message.SyncUpdate.class).isEmpty());
      last.session.leave();
      TestClient next = TestClient.joinAndSync(registry, ROOM, "v" + i);
      next.awaitEqual(last);
      last = next;
    }
  }

  @Test
  void log_isCompactedWhileTheRoomIsInUse() {
    reopen(options().compactAfterRecords(10));
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    for (int i = 0; i < 200; i++) {
      a.doc.getText("t").insert(0, "x" + i);
    }
    a.awaitEqual(b);
    Await.until("the log is short", () -> store.rooms().get(0).records() <= 20);
    assertEquals(1, registry.roomCount());
  }

  @Test
  void compaction_dropsWhatTheDocumentHasForgotten() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    for (int i = 0; i < 50; i++) {
      a.doc.getMap("m").set("k", "x".repeat(1_000));
    }
    a.session.leave();
    awaitRooms(0);
    assertEquals(1, store.rooms().get(0).records());
    assertTrue(store.rooms().get(0).byteCount() < 2_000, store.rooms().toString());
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    b.awaitEqual(a);
  }

  @Test
  void refusal_atTheLimits() {
    reopen(options().maxRooms(2).maxSessionsPerRoom(1));
    assertTrue(registry.refusal(new RoomName("one")).isEmpty());
    TestClient.joinAndSync(registry, "one", "a");
    assertEquals("the room is full", registry.refusal(new RoomName("one")).orElseThrow());
    TestClient.joinAndSync(registry, "two", "b");
    assertEquals(
        "the server has no room for another room",
        registry.refusal(new RoomName("three")).orElseThrow());
    TestClient late = TestClient.join(registry, "one", "late");
    late.peer.awaitClosed("1013 the room is full");
  }

  @Test
  void close_tellsClientsStoresEverythingAndTurnsAwayOthers() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    CountDownLatch gate = store.holdAppends();
    for (int i = 0; i < 100; i++) {
      a.doc.getText("t").insert(0, "x");
    }
    gate.countDown();
    assertEquals(0, registry.close(Duration.ofSeconds(10)));
    a.peer.awaitClosed("1012 the server is restarting");
    TestPeer late = new TestPeer("late");
    assertFalse(registry.join(new RoomName(ROOM), late, OPTIONS).isPresent());
    assertEquals("1012 the server is restarting", late.closed());
    assertNotNull(registry.refusal(new RoomName(ROOM)).orElse(null));
    a.session.leave();
    registry = open(options());
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    b.awaitEqual(a);
    assertNull(b.peer.closed());
  }

  @Test
  void close_brokenStore_reportsWhatIsLost() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    store.failing = true;
    a.doc.getText("t").insert(0, "x");
    Await.until("the failure shows", () -> registry.storeFailure() != null);
    assertEquals(1, registry.close(Duration.ofMillis(300)));
    assertEquals(0, a.peer.messages(Message.SyncUpdate.class).size());
  }
}
