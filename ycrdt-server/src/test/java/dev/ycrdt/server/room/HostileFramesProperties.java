package dev.ycrdt.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ycrdt.core.YDoc;
import dev.ycrdt.protocol.Awareness;
import dev.ycrdt.protocol.ChunkLimits;
import dev.ycrdt.protocol.Message;
import dev.ycrdt.protocol.MessageWriter;
import dev.ycrdt.server.dialect.YjsConnection;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever one client sends, the others in its room are served as if nothing had happened. */
class HostileFramesProperties {
  private static final RoomRegistry REGISTRY =
      new RoomRegistry(RoomOptions.defaults(), new TestStore(), InstantSource.system());

  /** Each try has a room of its own, so that a sample that fails does so again. */
  private static final AtomicInteger ROOMS = new AtomicInteger();

  @AfterContainer
  static void close() {
    REGISTRY.close();
  }

  @Provide
  Arbitrary<byte[]> frames() {
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    Arbitrary<byte[]> damaged =
        Arbitraries.of(validFrames())
            .flatMap(
                frame ->
                    Arbitraries.integers()
                        .between(0, 8 * frame.length - 1)
                        .map(bit -> flipped(frame, bit)));
    Arbitrary<byte[]> cut =
        Arbitraries.of(validFrames())
            .flatMap(
                frame ->
                    Arbitraries.integers()
                        .between(0, frame.length - 1)
                        .map(length -> Arrays.copyOf(frame, length)));
    return Arbitraries.oneOf(noise, damaged, cut);
  }

  private static List<byte[]> validFrames() {
    YDoc doc = new YDoc();
    doc.getText("other").insert(0, "text");
    Awareness awareness = Awareness.forClient(5).build();
    awareness.setLocalState(Map.of("name", "Eve"));
    return List.of(
        MessageWriter.write(new Message.SyncStep1(doc.encodeStateVector())),
        MessageWriter.write(new Message.SyncStep2(doc.encodeStateAsUpdate())),
        MessageWriter.write(new Message.SyncUpdate(doc.encodeStateAsUpdate())),
        MessageWriter.write(new Message.AwarenessUpdate(awareness.encodeUpdate())),
        MessageWriter.write(new Message.PermissionDenied("no")),
        MessageWriter.write(new Message.QueryAwareness()));
  }

  private static byte[] flipped(byte[] frame, int bit) {
    byte[] copy = frame.clone();
    copy[bit / 8] ^= (byte) (1 << bit % 8);
    return copy;
  }

  @Property(tries = 300)
  void receive_anything(@ForAll("frames") byte[] first, @ForAll("frames") byte[] second) {
    String room = "r" + ROOMS.incrementAndGet();
    TestClient witness = TestClient.joinAndSync(REGISTRY, room, "witness");
    TestClient attacker = TestClient.join(REGISTRY, room, "attacker");
    YjsConnection connection =
        new YjsConnection(attacker.session, ChunkLimits.defaults(), InstantSource.system());
    connection.binary(first);
    connection.binary(second);
    connection.text("nonsense");
    witness.doc.getText("t").insert(0, "x");
    TestClient later = TestClient.joinAndSync(REGISTRY, room, "later");
    assertAgree(witness, later);
    assertNull(witness.peer.closed());
    witness.session.leave();
    attacker.session.leave();
    later.session.leave();
  }

  /**
   * A damaged update may have to wait for another that never comes. As in Yjs it is told to nobody
   * then, but is part of the answer to who asks for the document.
   */
  private static void assertAgree(TestClient witness, TestClient later) {
    if (later.doc.hasPending()) {
      witness.awaitState(later);
      assertEquals(texts(later), texts(witness));
      witness.syncAgain();
    }
    witness.awaitEqual(later);
  }

  private static List<String> texts(TestClient client) {
    return List.of(client.doc.getText("t").toString(), client.doc.getText("other").toString());
  }
}
