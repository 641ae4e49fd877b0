package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeException;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** What the vectors leave open: several messages, unknown ones, malformed ones. */
class MessageReaderTest {
  private static final HexFormat HEX = HexFormat.of();

  private static MessageReader reader(String hex) {
    return new MessageReader(HEX.parseHex(hex));
  }

  @Test
  void next_severalMessages() {
    MessageReader reader = reader("00000100" + "03" + "010100");
    assertEquals(new Message.SyncStep1(new byte[1]), reader.next());
    assertEquals(4, reader.offset());
    assertEquals(new Message.QueryAwareness(), reader.next());
    assertEquals(Message.AwarenessUpdate.empty(), reader.next());
    assertFalse(reader.hasNext());
    assertThrows(NoSuchElementException.class, reader::next);
  }

  @Test
  void writeAll_isReadBack() {
    List<Message> messages =
        List.of(
            new Message.SyncUpdate(new byte[] {1, 2, 3}),
            new Message.PermissionDenied(""),
            new Message.QueryAwareness());
    assertEquals(messages, MessageReader.readAll(MessageWriter.writeAll(messages)));
  }

  @Test
  void next_emptyFrame() {
    assertFalse(reader("").hasNext());
    assertEquals(List.of(), MessageReader.readAll(new byte[0]));
  }

  @Test
  void next_unknownType() {
    MessageReader reader = reader("04" + "0102");
    assertEquals(new Message.Unknown(4, new byte[] {1, 2}), reader.next());
    assertFalse(reader.hasNext());
  }

  @Test
  void next_unknownTypeThatWouldBeKnownAsInt() {
    // 2^32, whose low 32 bits are the sync type
    assertEquals(new Message.Unknown(1L << 32, new byte[0]), reader("8080808010").next());
  }

  @Test
  void next_unknownAuthKind() {
    assertEquals(new Message.Unknown(2, new byte[] {1, 7}), reader("020107").next());
  }

  @Test
  void write_unknownIsReadBack() {
    Message unknown = new Message.Unknown(300, new byte[] {9, 9});
    assertEquals(List.of(unknown), MessageReader.readAll(MessageWriter.write(unknown)));
  }

  @Test
  void next_unknownSyncKind() {
    DecodeException e = assertThrows(DecodeException.class, reader("0003" + "00")::next);
    assertEquals(1, e.offset());
    assertEquals("sync message of unknown kind 3 at offset 1", e.getMessage());
  }

  @Test
  void next_payloadLongerThanFrame() {
    DecodeException e = assertThrows(DecodeException.class, reader("0002ffffffff0f" + "00")::next);
    assertEquals(2, e.offset());
  }

  @Test
  void next_afterFailure() {
    MessageReader reader = reader("0003" + "03");
    assertThrows(DecodeException.class, reader::next);
    assertFalse(reader.hasNext());
  }

  @Test
  void next_reasonNotUtf8() {
    assertThrows(DecodeException.class, reader("020001ff")::next);
  }

  @Test
  void decode_authBody() {
    byte[] body = AuthProtocol.encode(new Message.PermissionDenied("\ud83d"));
    // writePermissionDenied(encoder, '\ud83d')
    assertEquals("0003efbfbd", HEX.formatHex(body));
    assertEquals("\ufffd", AuthProtocol.decode(body).orElseThrow().reason());
    assertTrue(AuthProtocol.decode(new byte[] {1}).isEmpty());
    assertThrows(DecodeException.class, () -> AuthProtocol.decode(new byte[0]));
  }

  @Test
  void equals_comparesContent() {
    assertNotEquals(new Message.SyncStep2(new byte[1]), new Message.SyncUpdate(new byte[1]));
    assertNotEquals(new Message.SyncUpdate(new byte[2]), new Message.SyncUpdate(new byte[1]));
    assertEquals(
        new Message.SyncUpdate(new byte[2]).hashCode(),
        new Message.SyncUpdate(new byte[2]).hashCode());
  }
}
