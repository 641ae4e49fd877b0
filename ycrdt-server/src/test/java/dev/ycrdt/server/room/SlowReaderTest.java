package dev.ycrdt.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ycrdt.protocol.Awareness;
import dev.ycrdt.protocol.Message;
import dev.ycrdt.server.Await;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client that does not read costs, and what it gets when it reads again. */
class SlowReaderTest extends RoomTestBase {
  private static final long BUDGET = 1_000;

  SlowReaderTest() {
    reopen(options().sendBudgetBytes(BUDGET));
  }

  @Test
  void updates_becomeOneWhenItReadsAgain() {
    TestClient writer = TestClient.joinAndSync(registry, ROOM, "writer");
    TestClient slow = TestClient.joinAndSync(registry, ROOM, "slow");
    TestClient other = TestClient.joinAndSync(registry, ROOM, "other");
    writer.doc.getText("t").insert(0, "seen ");
    writer.awaitEqual(slow);
    slow.peer.stall(BUDGET);
    for (int i = 0; i < 100; i++) {
      writer.doc.getText("t").insert(0, "missed " + i);
      other.doc.getText("t").insert(0, "also " + i);
    }
    writer.awaitEqual(other);
    assertEquals(1, slow.peer.messages(Message.SyncUpdate.class).size());
    slow.peer.drain();
    slow.awaitEqual(writer);
    assertEquals(2, slow.peer.messages(Message.SyncUpdate.class).size());
    writer.doc.getText("t").insert(0, "afterwards");
    slow.awaitEqual(writer);
  }

  @Test
  void oneByteBelowTheBudget_isNotSlow() {
    TestClient writer = TestClient.joinAndSync(registry, ROOM, "writer");
    TestClient reader = TestClient.joinAndSync(registry, ROOM, "reader");
    reader.peer.stall(BUDGET - 1);
    writer.doc.getText("t").insert(0, "x");
    writer.awaitEqual(reader);
  }

  @Test
  void awareness_isTheLatestStateOnly() {
    TestClient writer = TestClient.joinAndSync(registry, ROOM, "writer");
    TestClient slow = TestClient.joinAndSync(registry, ROOM, "slow");
    Awareness ann = Awareness.forClient(1).build();
    slow.peer.stall(BUDGET);
    for (int i = 0; i < 50; i++) {
      ann.setLocalState(Map.of("cursor", i));
      writer.receive(new Message.AwarenessUpdate(ann.encodeUpdate()));
    }
    Await.until(
        "all states were relayed",
        () -> writer.peer.messages(Message.AwarenessUpdate.class).size() == 50);
    assertEquals(0, slow.peer.messages(Message.AwarenessUpdate.class).size());
    slow.peer.drain();
    Await.until("one comes", () -> !slow.peer.messages(Message.AwarenessUpdate.class).isEmpty());
    Awareness seen = Awareness.forServer().build();
    seen.apply(slow.peer.messages(Message.AwarenessUpdate.class).get(0).update(), null);
    assertEquals("{\"cursor\":49}", seen.stateJson(1));
  }

  @Test
  void step1_isAnsweredOnceWhenItReadsAgain() {
    TestClient writer = TestClient.joinAndSync(registry, ROOM, "writer");
    writer.doc.getText("t").insert(0, "x".repeat(5_000));
    TestClient slow = TestClient.joinAndSync(registry, ROOM, "slow");
    slow.peer.stall(BUDGET);
    for (int i = 0; i < 100; i++) {
      slow.receive(new Message.SyncStep1(new byte[1]));
    }
    writer.doc.getText("t").insert(0, "more");
    Await.until(
        "the room has handled that",
        () -> writer.peer.messages(Message.SyncUpdate.class).size() == 2);
    assertEquals(1, slow.peer.messages(Message.SyncStep2.class).size());
    slow.peer.drain();
    slow.awaitEqual(writer);
    assertEquals(2, slow.peer.messages(Message.SyncStep2.class).size());
  }

  @Test
  void neverReadsAgain_isClosed() {
    reopen(
        options()
            .sendBudgetBytes(BUDGET)
            .keepalive(Duration.ofMillis(200))
            .stalledAfter(Duration.ofMillis(100)));
    TestClient writer = TestClient.joinAndSync(registry, ROOM, "writer");
    TestClient slow = TestClient.joinAndSync(registry, ROOM, "slow");
    slow.peer.stall(BUDGET);
    writer.doc.getText("t").insert(0, "x");
    slow.peer.awaitClosed("1013 reading too slowly");
    assertNull(writer.peer.closed());
  }
}
