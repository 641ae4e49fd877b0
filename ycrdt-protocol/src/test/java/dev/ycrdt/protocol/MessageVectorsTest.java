package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames made by y-protocols 1.0.7 and yjs 13.6.33 are read and written byte for byte. */
class MessageVectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  /** Text "hi" in {@code getText('content')} by client 1. */
  private static final byte[] UPDATE = HEX.parseHex("01010100040107636f6e74656e7402686900");

  static Stream<Arguments> vectors() {
    return Stream.of(
        // writeVarUint(encoder, 0); writeSyncStep1(encoder, new Y.Doc())
        Arguments.of("00000100", new Message.SyncStep1(new byte[] {0})),
        // writeVarUint(encoder, 0); writeSyncStep1(encoder, doc), doc with the text
        Arguments.of("000003010102", new Message.SyncStep1(new byte[] {1, 1, 2})),
        // writeVarUint(encoder, 0); writeSyncStep2(encoder, new Y.Doc())
        Arguments.of("0001020000", new Message.SyncStep2(new byte[2])),
        // writeVarUint(encoder, 0); writeSyncStep2(encoder, doc)
        Arguments.of("00011201010100040107636f6e74656e7402686900", new Message.SyncStep2(UPDATE)),
        // writeVarUint(encoder, 0); writeUpdate(encoder, update)
        Arguments.of("00021201010100040107636f6e74656e7402686900", new Message.SyncUpdate(UPDATE)),
        // writeVarUint(encoder, 1); writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness,
        // [1]))
        Arguments.of("0106010100027b7d", new Message.AwarenessUpdate(HEX.parseHex("010100027b7d"))),
        // the same with no client
        Arguments.of("010100", Message.AwarenessUpdate.empty()),
        // writeVarUint(encoder, 2); writePermissionDenied(encoder, 'no access é')
        Arguments.of("02000c6e6f2061636365737320c3a9", new Message.PermissionDenied("no access é")),
        // writeVarUint(encoder, 3)
        Arguments.of("03", new Message.QueryAwareness()));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void write_message(String hex, Message message) {
    assertEquals(hex, HEX.formatHex(MessageWriter.write(message)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void read_frame(String hex, Message message) {
    assertEquals(List.of(message), MessageReader.readAll(HEX.parseHex(hex)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void syncBody_isTheFrameWithoutItsType(String hex, Message message) {
    if (message instanceof Message.Sync sync) {
      byte[] body = HEX.parseHex(hex.substring(2));
      assertArrayEquals(body, SyncProtocol.encode(sync));
      assertEquals(sync, SyncProtocol.decode(body));
    }
  }
}
