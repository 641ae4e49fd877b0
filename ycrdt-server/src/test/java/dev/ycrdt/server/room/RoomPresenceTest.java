package dev.ycrdt.server.room;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ycrdt.protocol.Awareness;
import dev.ycrdt.protocol.Message;
import dev.ycrdt.server.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is seen to be in a room, and when they are seen to be gone. */
class RoomPresenceTest extends RoomTestBase {
  private final Awareness ann = Awareness.forClient(1).build();

  private static List<Long> seenBy(TestClient client) {
    Awareness seen = Awareness.forServer().build();
    for (Message.AwarenessUpdate each : client.peer.messages(Message.AwarenessUpdate.class)) {
      seen.apply(each.update(), null);
    }
    return seen.clients();
  }

  private static void awaitSeen(TestClient client, List<Long> clients) {
    Await.until(client.peer.label() + " sees " + clients, () -> seenBy(client).equals(clients));
  }

  private void announce(TestClient client, String name) {
    ann.setLocalState(Map.of("name", name));
    client.receive(new Message.AwarenessUpdate(ann.encodeUpdate()));
  }

  @Test
  void announcement_reachesAllAndLaterJoiners() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    announce(a, "Ann");
    awaitSeen(a, List.of(1L));
    awaitSeen(b, List.of(1L));
    TestClient c = TestClient.joinAndSync(registry, ROOM, "c");
    awaitSeen(c, List.of(1L));
  }

  @Test
  void echoOfAnotherClient_isNotRelayedAgain() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    announce(a, "Ann");
    awaitSeen(b, List.of(1L));
    b.receive(b.peer.messages(Message.AwarenessUpdate.class).get(0));
    announce(a, "Ann2");
    Await.until(
        "the second state comes", () -> b.peer.messages(Message.AwarenessUpdate.class).size() == 2);
    a.session.leave();
    awaitSeen(b, List.of());
  }

  @Test
  void leave_removesWhatTheSessionSpokeFor() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    announce(a, "Ann");
    awaitSeen(b, List.of(1L));
    a.session.leave();
    awaitSeen(b, List.of());
  }

  @Test
  void reconnect_theOldConnectionDoesNotTakeTheClientAlong() {
    TestClient old = TestClient.joinAndSync(registry, ROOM, "old");
    TestClient b = TestClient.joinAndSync(registry, ROOM, "b");
    announce(old, "Ann");
    TestClient renewed = TestClient.joinAndSync(registry, ROOM, "new");
    announce(renewed, "Ann");
    Await.until(
        "both states came", () -> b.peer.messages(Message.AwarenessUpdate.class).size() == 2);
    old.session.leave();
    Await.until("the old one is gone", () -> registry.sessionCount() == 2);
    assertEquals(List.of(1L), seenBy(b));
    renewed.session.leave();
    awaitSeen(b, List.of());
  }

  @Test
  void queryAwareness_isAnswered() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    a.receive(new Message.QueryAwareness());
    Await.until("an answer", () -> !a.peer.messages(Message.AwarenessUpdate.class).isEmpty());
    assertArrayEquals(new byte[] {1, 1, 0}, a.peer.sent().get(2).payload());
  }

  @Test
  void malformedAwareness_isIgnored() {
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    a.receive(new Message.AwarenessUpdate(new byte[] {5, 1}));
    announce(a, "Ann");
    awaitSeen(a, List.of(1L));
    assertNull(a.peer.closed());
  }

  @Test
  void silentClient_isSentAnEmptyMessage() {
    reopen(options().keepalive(Duration.ofMillis(60)));
    TestClient a = TestClient.joinAndSync(registry, ROOM, "a");
    Await.until("two keepalives", () -> a.peer.sent().size() >= 4);
    assertArrayEquals(new byte[] {1, 1, 0}, a.peer.sent().get(2).payload());
    assertArrayEquals(new byte[] {1, 1, 0}, a.peer.sent().get(3).payload());
  }
}
