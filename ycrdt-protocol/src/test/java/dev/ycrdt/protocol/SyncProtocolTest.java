package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.YDoc;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two documents that talk to each other; the expected bytes are made by y-protocols 1.0.7 and yjs
 * 13.6.33.
 */
class SyncProtocolTest {
  private static final HexFormat HEX = HexFormat.of();

  private static YDoc docWithText() {
    YDoc doc = YDoc.builder().clientId(1).build();
    doc.getText("content").insert(0, "hi");
    return doc;
  }

  private static String hex(Message.Sync message) {
    return HEX.formatHex(SyncProtocol.encode(message));
  }

  @Test
  void step1_bytes() {
    // writeSyncStep1(encoder, new Y.Doc()), then with the text
    assertEquals("000100", hex(SyncProtocol.step1(new YDoc())));
    assertEquals("0003010102", hex(SyncProtocol.step1(docWithText())));
  }

  @Test
  void step2_bytes() {
    // writeSyncStep2(encoder, new Y.Doc())
    assertEquals("01020000", hex(SyncProtocol.step2(new YDoc(), SyncProtocol.step1(new YDoc()))));
    // writeSyncStep2(encoder, doc)
    assertEquals(
        "011201010100040107636f6e74656e7402686900",
        hex(SyncProtocol.step2(docWithText(), SyncProtocol.step1(new YDoc()))));
    // writeSyncStep2(encoder, doc, Y.encodeStateVector(doc))
    assertEquals(
        "01020000", hex(SyncProtocol.step2(docWithText(), SyncProtocol.step1(docWithText()))));
  }

  @Test
  void receive_step1IsAnswered() {
    YDoc server = docWithText();
    YDoc client = new YDoc();
    Message.SyncStep2 answer =
        SyncProtocol.receive(server, SyncProtocol.step1(client), "client").orElseThrow();
    assertEquals(Optional.empty(), SyncProtocol.receive(client, answer, "server"));
    assertEquals("hi", client.getText("content").toString());
  }

  @Test
  void receive_updateIsAppliedWithOrigin() {
    YDoc client = new YDoc();
    List<@Nullable Object> origins = new ArrayList<>();
    client.onUpdate((update, origin, transaction) -> origins.add(origin));
    // writeUpdate(encoder, update)
    Message.Sync message =
        SyncProtocol.decode(HEX.parseHex("021201010100040107636f6e74656e7402686900"));
    assertTrue(SyncProtocol.receive(client, message, "server").isEmpty());
    assertEquals("hi", client.getText("content").toString());
    assertEquals(List.of("server"), origins);
  }

  @Test
  void receive_malformedPayloadChangesNothing() {
    YDoc doc = docWithText();
    Message.Sync update = new Message.SyncUpdate(HEX.parseHex("0101010004010763"));
    Message.Sync request = new Message.SyncStep1(new byte[] {5});
    assertThrows(DecodeException.class, () -> SyncProtocol.receive(doc, update, null));
    assertThrows(DecodeException.class, () -> SyncProtocol.receive(doc, request, null));
    assertEquals("0003010102", hex(SyncProtocol.step1(doc)));
  }
}
