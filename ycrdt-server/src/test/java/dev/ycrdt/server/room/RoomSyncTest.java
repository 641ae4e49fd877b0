package dev.ycrdt.server.room;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.YDoc;
import dev.ycrdt.protocol.Message;
import dev.ycrdt.server.Await;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What sessions of one room tell each other about the document. */
class RoomSyncTest extends RoomTestBase {
  private static byte[] hex(String digits) {
    return HexFormat.ofDelimiter(" ").parseHex(digits);
  }

  @Test
  void join_emptyRoom_sendsStep1AndNothingElse() {
    TestClient client = TestClient.join(registry, ROOM, "a");
    client.receive(new Message.SyncStep1(new byte[1]));
    client.awaitSynced();
    assertEquals(2, client.peer.sent().size());
    assertArrayEquals(hex("00 00 01 00"), client.peer.sent().get(0).payload());
  }

  @Test
  void step1_isAnsweredEvenIfThereIsNothing() {
    TestClient client = TestClient.joinAndSync(registry, ROOM, "a");
    assertArrayEquals(hex("00 01 02 00 00"), client.peer.sent().get(1).payload());
  }

  @Test
  void update_reachesEverybodyAndItsAuthor_encodedOnce() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    a.doc.getText("t").insert(0, "hello");
    a.awaitEqual(b);
    Await.until("the author has its echo", () -> a.peer.sent().size() == 3);
    assertSame(a.peer.sent().get(2), b.peer.sent().get(2));
  }

  @Test
  void update_withoutEffectIsNotBroadcast() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    a.doc.getText("t").insert(0, "x");
    a.awaitEqual(b);
    b.receive(new Message.SyncUpdate(b.doc.encodeStateAsUpdate()));
    a.doc.getText("t").insert(0, "y");
    a.awaitEqual(b);
    assertEquals(2, b.peer.messages(Message.SyncUpdate.class).size());
  }

  @Test
  void join_offlineEditsComeWithTheAnswerToStep1() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    a.doc.getText("t").insert(0, "before");
    TestClient b = TestClient.join(registry, ROOM, "b");
    b.receive(new Message.SyncStep1(new byte[1]));
    b.awaitSynced();
    a.awaitEqual(b);
  }

  @Test
  void update_isBroadcastOnlyWhenDurable() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    CountDownLatch gate = store.holdAppends();
    a.doc.getText("t").insert(0, "not stored yet");
    Await.until("the store is asked", () -> store.appends.get() > 0);
    TestClient c = TestClient.join(registry, ROOM, "c");
    c.receive(new Message.SyncStep1(new byte[1]));
    c.receive(new Message.QueryAwareness());
    Await.until("c is heard", () -> !c.peer.messages(Message.AwarenessUpdate.class).isEmpty());
    assertEquals(List.of(), a.peer.messages(Message.SyncUpdate.class));
    assertEquals(List.of(), b.peer.messages(Message.SyncUpdate.class));
    assertEquals(List.of(), c.peer.messages(Message.Sync.class));
    gate.countDown();
    a.awaitEqual(b);
    a.awaitEqual(c);
  }

  @Test
  void step1_askedAgainWhileTheAnswerWaits_isAnsweredOnceMore() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    CountDownLatch gate = store.holdAppends();
    a.doc.getText("t").insert(0, "not stored yet");
    Await.until("the store is asked", () -> store.appends.get() > 0);
    TestClient b = TestClient.join(registry, ROOM, "b");
    for (int i = 0; i < 10; i++) {
      b.receive(new Message.SyncStep1(new byte[1]));
    }
    b.receive(new Message.QueryAwareness());
    Await.until("b is heard", () -> !b.peer.messages(Message.AwarenessUpdate.class).isEmpty());
    gate.countDown();
    a.awaitEqual(b);
    a.doc.getText("t").insert(0, "last");
    a.awaitEqual(b);
    assertEquals(2, b.peer.messages(Message.SyncStep2.class).size());
  }

  @Test
  void update_failingStoreWithholdsItAndRecovers() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    store.failing = true;
    a.doc.getText("t").insert(0, "x");
    Await.until("the failure shows", () -> registry.storeFailure() != null);
    assertEquals(List.of(), b.peer.messages(Message.SyncUpdate.class));
    assertEquals(1, registry.unstoredUpdates());
    store.failing = false;
    a.awaitEqual(b);
    assertNull(registry.storeFailure());
  }

  @Test
  void update_malformed_closesItsSenderOnly() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    a.doc.getText("t").insert(0, "good");
    a.awaitEqual(b);
    byte[] before = a.doc.encodeStateAsUpdate();
    b.receive(new Message.SyncUpdate(hex("01 01 ff")));
    b.peer.awaitClosed("1007 malformed update");
    TestClient c = TestClient.joinAndSync(registry, ROOM, "c");
    assertArrayEquals(before, c.doc.encodeStateAsUpdate());
    assertNull(a.peer.closed());
  }

  @Test
  void update_behindAMalformedOne_isNotHeard() {
    CountDownLatch gate = store.holdLoads();
    TestClient a = TestClient.join(registry, ROOM, "a");
    a.receive(new Message.SyncUpdate(hex("01 01 ff")));
    a.receive(new Message.SyncUpdate(anotherUpdate()));
    gate.countDown();
    a.peer.awaitClosed("1007 malformed update");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    assertArrayEquals(hex("00 00"), b.doc.encodeStateAsUpdate());
  }

  @Test
  void step1_malformedStateVector_closesItsSender() {
    TestClient a = TestClient.join(registry, ROOM, "a");
    a.receive(new Message.SyncStep1(hex("05 01")));
    a.peer.awaitClosed("1007 malformed update");
  }

  @Test
  void authAndUnknownMessages_areIgnored() {
    TestClient a = TestClient.join(registry, ROOM, "a");
    a.receive(new Message.PermissionDenied("no"));
    a.receive(new Message.Unknown(99, new byte[10]));
    a.receive(new Message.SyncStep1(new byte[1]));
    a.awaitSynced();
    assertEquals(2, a.peer.sent().size());
  }

  @Test
  void readOnlySession_readsButItsUpdatesAreDropped() {
    TestClient writer = TestClient.joinAndSync(registry, ROOM, "writer");
    TestClient reader = TestClient.joinReadOnly(registry, ROOM, "reader");
    assertTrue(reader.session.readOnly());
    reader.receive(new Message.SyncStep1(new byte[1]));
    reader.awaitSynced();
    reader.receive(new Message.SyncStep2(anotherUpdate()));
    reader.receive(new Message.SyncUpdate(anotherUpdate()));
    writer.doc.getText("t").insert(0, "only this");
    reader.awaitEqual(writer);
    assertEquals(1, writer.peer.messages(Message.SyncUpdate.class).size());
    assertNull(reader.peer.closed());
  }

  @Test
  void readOnlyServer_nobodyWrites() {
    reopen(options().readOnly(true));
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    a.receive(new Message.SyncUpdate(anotherUpdate()));
    a.receive(new Message.SyncStep1(new byte[1]));
    Await.until("a second answer", () -> a.peer.messages(Message.SyncStep2.class).size() == 2);
    assertEquals(List.of(), store.rooms());
  }

  @Test
  void documentLimit_refusesTheUpdateAndStillServesReads() {
    reopen(options().maxDocumentBytes(2_000));
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    a.doc.getText("t").insert(0, "fits");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    b.doc.getText("t").insert(0, "x".repeat(3_000));
    Await.until("b is told", () -> !b.peer.messages(Message.PermissionDenied.class).isEmpty());
    b.doc.getText("t").insert(0, "depends on what was refused");
    a.doc.getText("t").insert(0, "fits too");
    TestClient c = TestClient.joinAndSync(registry, ROOM, "c");
    a.awaitEqual(c);
    assertNull(b.peer.closed());
  }

  @Test
  void throwingPeer_doesNotKeepABroadcastFromTheOthers() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    TestClient broken = TestClient.joinAndSync(registry, ROOM, "broken");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    broken.peer.sendFailure = new IllegalStateException("broken pipe");
    a.doc.getText("t").insert(0, "x");
    a.awaitEqual(b);
    broken.peer.awaitClosed("1011 the server failed to send a message");
  }

  @Test
  void receive_moreThanTheBudgetWhileTheRoomLoads() {
    reopen(options().receiveBudgetBytes(10_000));
    CountDownLatch gate = store.holdLoads();
    TestClient a = TestClient.join(registry, ROOM, "a");
    a.receive(new Message.SyncUpdate(new byte[9_000]));
    assertNull(a.peer.closed());
    a.receive(new Message.SyncUpdate(new byte[900]));
    a.peer.awaitClosed("1013 messages arrive faster than the room can handle them");
    gate.countDown();
  }

  private static byte[] anotherUpdate() {
    YDoc other = new YDoc();
    other.getText("t").insert(0, "from elsewhere");
    return other.encodeStateAsUpdate();
  }
}
