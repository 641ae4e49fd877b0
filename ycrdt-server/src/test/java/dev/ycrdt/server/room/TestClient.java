package dev.ycrdt.server.room;

import dev.ycrdt.core.YDoc;
import dev.ycrdt.protocol.Message;
import dev.ycrdt.protocol.MessageReader;
import dev.ycrdt.protocol.MessageWriter;
import dev.ycrdt.protocol.SyncProtocol;
import dev.ycrdt.server.Await;
import java.util.Arrays;
import java.util.List;

/** A Yjs client without a network: its own document, its session, its peer. */
final class TestClient {
  final YDoc doc = new YDoc();
  final TestPeer peer;
  final Session session;
  private int handled;

  private TestClient(RoomRegistry registry, String room, String label, SessionOptions options) {
    peer = new TestPeer(label);
    session = registry.join(new RoomName(room), peer, options).orElseThrow();
    var unused =
        doc.onUpdate(
            (update, origin, transaction) -> {
              if (origin != this) {
                receive(new Message.SyncUpdate(update));
              }
            });
  }

  static TestClient join(RoomRegistry registry, String room, String label) {
    return new TestClient(registry, room, label, new SessionOptions(FORMAT, false));
  }

  static TestClient joinReadOnly(RoomRegistry registry, String room, String label) {
    return new TestClient(registry, room, label, new SessionOptions(FORMAT, true));
  }

  private static final WireFormat FORMAT = MessageWriter::write;

  /** Joins and sends the first step, as the providers do. */
  static TestClient joinAndSync(RoomRegistry registry, String room, String label) {
    TestClient client = join(registry, room, label);
    client.receive(SyncProtocol.step1(client.doc));
    client.awaitSynced();
    return client;
  }

  void receive(Message message) {
    session.receive(message, MessageWriter.write(message).length);
  }

  void awaitSynced() {
    Await.until(
        peer.label() + " is answered", () -> !peer.messages(Message.SyncStep2.class).isEmpty());
    handleIncoming();
  }

  /** Asks again for what it lacks, as providers do after a reconnect, and applies the answer. */
  void syncAgain() {
    int answers = peer.messages(Message.SyncStep2.class).size();
    receive(SyncProtocol.step1(doc));
    Await.until(
        peer.label() + " is answered again",
        () -> peer.messages(Message.SyncStep2.class).size() > answers);
    handleIncoming();
  }

  /** Applies what has come since the last call, and answers the server's first step. */
  void handleIncoming() {
    List<OutboundMessage> sent = peer.sent();
    for (; handled < sent.size(); handled++) {
      for (Message message : MessageReader.readAll(sent.get(handled).payload())) {
        if (message instanceof Message.Sync sync) {
          SyncProtocol.receive(doc, sync, this).ifPresent(this::receive);
        }
      }
    }
  }

  /** Like {@link #awaitEqual}, but what waits for a missing update does not count. */
  void awaitState(TestClient other) {
    Await.until(
        peer.label() + " has the state of " + other.peer.label(),
        () -> {
          handleIncoming();
          other.handleIncoming();
          return Arrays.equals(doc.encodeStateVector(), other.doc.encodeStateVector());
        });
  }

  void awaitEqual(TestClient other) {
    Await.until(
        peer.label() + " has what " + other.peer.label() + " has",
        () -> {
          handleIncoming();
          other.handleIncoming();
          return Arrays.equals(doc.encodeStateAsUpdate(), other.doc.encodeStateAsUpdate());
        });
  }
}
