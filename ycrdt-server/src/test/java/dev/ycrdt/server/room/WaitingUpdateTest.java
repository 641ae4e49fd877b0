package dev.ycrdt.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a room does with an update that depends on one that it does not have. */
class WaitingUpdateTest extends RoomTestBase {

  /** The updates of one client that wrote these texts one after the other. */
  private static List<Message.SyncUpdate> updates(String... texts) {
    YDoc doc = new YDoc();
    List<Message.SyncUpdate> updates = new ArrayList<>();
    var unused = doc.onUpdate((update, origin, tr) -> updates.add(new Message.SyncUpdate(update)));
    for (String text : texts) {
      doc.getText("t").insert(doc.getText("t").length(), text);
    }
    return updates;
  }

  @Test
  void update_beforeWhatItDependsOn_waitsAndIsBroadcastWithIt() {
    List<Message.SyncUpdate> updates = updates("first ", "second");
    TestClient reader = TestClient.joinAndSync(registry, ROOM, "reader");
    TestClient writer = TestClient.joinAndSync(registry, ROOM, "writer");
    writer.receive(updates.get(1));
    TestClient newcomer = TestClient.joinAndSync(registry, ROOM, "newcomer");
    assertTrue(newcomer.doc.hasPending());
    assertEquals(0, reader.peer.messages(Message.SyncUpdate.class).size());

    writer.receive(updates.get(0));
    reader.awaitEqual(newcomer);
    assertEquals("first second", reader.doc.getText("t").toString());
    assertFalse(newcomer.doc.hasPending());
  }

  @Test
  void update_moreThanMayWait_endsOnlyItsSender() {
    String eighth = "x".repeat(DecodeLimits.untrusted().maxPendingBytes() / 8);
    TestClient reader = TestClient.joinAndSync(registry, ROOM, "reader");
    TestClient hostile = TestClient.joinAndSync(registry, ROOM, "hostile");
    hostile.receive(updates("a", eighth).get(1));
    hostile.syncAgain();
    assertTrue(hostile.doc.hasPending());
    for (int i = 0; i < 8; i++) {
      hostile.receive(updates("a", eighth).get(1));
    }
    hostile.peer.awaitClosed("1009 update too big");

    TestClient writer = TestClient.joinAndSync(registry, ROOM, "writer");
    writer.doc.getText("t").insert(0, "still works");
    reader.awaitState(writer);
    assertEquals("still works", reader.doc.getText("t").toString());
    assertNull(reader.peer.closed());
  }
}
