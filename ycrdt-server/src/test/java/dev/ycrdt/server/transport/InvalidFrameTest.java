package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.server.transport.RawClient.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that RFC 6455 forbids close the connection with the code it names. */
class InvalidFrameTest {

  private static final byte[] HALF_CHARACTER = {(byte) 0xC3};
  private static final byte[] OTHER_HALF = {(byte) 0xA9};

  private TestServer server;
  private RawClient client;

  @BeforeEach
  void connect() throws Exception {
    server = TestServer.start();
    client = server.open();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void assertClosedWith(int code) throws Exception {
    ServerFrame close = client.readClose();
    assertEquals(code, close.closeCode(), close.closeReason());
    RecordingListener listener = server.nextListener();
    assertEquals(code, listener.awaitClosed().code());
    assertEquals(0, listener.messages.size());
  }

  @Test
  void unmaskedFrame() throws Exception {
    client.send(new byte[] {(byte) (RawClient.FIN | RawClient.BINARY), 1, 42});
    assertClosedWith(1002);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x40, 0x20, 0x10})
  void reservedBit(int bit) throws Exception {
    client.sendFrame(RawClient.FIN | bit | RawClient.BINARY, new byte[1]);
    assertClosedWith(1002);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 11, 15})
  void unknownOpcode(int opcode) throws Exception {
    client.sendFrame(RawClient.FIN | opcode, new byte[0]);
    assertClosedWith(1002);
  }

  @Test
  void fragmentedPing() throws Exception {
    client.sendFrame(RawClient.PING, new byte[0]);
    assertClosedWith(1002);
  }

  @Test
  void pingOf126Bytes() throws Exception {
    client.sendFrame(RawClient.FIN | RawClient.PING, new byte[126]);
    assertClosedWith(1002);
  }

  @Test
  void continuationWithoutStart() throws Exception {
    client.sendFrame(RawClient.FIN | RawClient.CONTINUATION, new byte[1]);
    assertClosedWith(1002);
  }

  @Test
  void newMessageWithinFragments() throws Exception {
    client.sendFrame(RawClient.BINARY, new byte[1]);
    client.sendFrame(RawClient.FIN | RawClient.BINARY, new byte[1]);
    assertClosedWith(1002);
  }

  @Test
  void textThatIsNotUtf8() throws Exception {
    client.sendFrame(RawClient.FIN | RawClient.TEXT, new byte[] {(byte) 0xFF});
    assertClosedWith(1007);
  }

  @Test
  void textThatEndsWithinCharacter() throws Exception {
    client.sendFrame(RawClient.FIN | RawClient.TEXT, HALF_CHARACTER);
    assertClosedWith(1007);
  }

  @Test
  void characterOverTwoFragments() throws Exception {
    client.sendFrame(RawClient.TEXT, HALF_CHARACTER);
    client.sendFrame(RawClient.FIN | RawClient.CONTINUATION, OTHER_HALF);
    assertEquals("é", server.nextListener().nextMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000})
  void closeCodeThatMustNotBeSent(int code) throws Exception {
    client.sendFrame(RawClient.FIN | RawClient.CLOSE, RawClient.closePayload(code, ""));
    assertClosedWith(1002);
  }

  @Test
  void closeReasonThatIsNotUtf8() throws Exception {
    client.sendFrame(RawClient.FIN | RawClient.CLOSE, new byte[] {3, (byte) 0xE8, (byte) 0xFF});
    assertClosedWith(1007);
  }

  @Test
  void validMessageBeforeInvalidFrame_inOnePacket() throws Exception {
    byte[] valid = RawClient.frame(RawClient.FIN | RawClient.BINARY, new byte[] {7});
    byte[] both = Arrays.copyOf(valid, valid.length + 2);
    both[valid.length] = (byte) 0xFF;
    client.send(both);

    RecordingListener listener = server.nextListener();
    assertArrayEquals(new byte[] {7}, (byte[]) listener.nextMessage());
    assertEquals(1002, listener.awaitClosed().code());
  }

  @Test
  void frameSplitAtEveryByte() throws Exception {
    RecordingListener listener = server.nextListener();
    byte[] text = "frame in pieces, with some é".getBytes(StandardCharsets.UTF_8);
    for (byte[] payload : new byte[][] {text, new byte[130]}) {
      for (byte b : RawClient.frame(RawClient.FIN | RawClient.BINARY, payload)) {
        client.send(new byte[] {b});
      }
      assertArrayEquals(payload, (byte[]) listener.nextMessage());
    }
  }
}
