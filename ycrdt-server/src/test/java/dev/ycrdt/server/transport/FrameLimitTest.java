package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ycrdt.server.transport.RawClient.ServerFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The message limit holds before anything is allocated, and over all fragments together. */
class FrameLimitTest {

  private static final int LIMIT = 1000;

  private TestServer server;
  private RawClient client;

  @BeforeEach
  void connect() throws Exception {
    server = TestServer.start(b -> b.maxMessageBytes(LIMIT));
    client = server.open();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void assertTooBig(String reason) throws Exception {
    ServerFrame close = client.readClose();
    assertEquals(1009, close.closeCode());
    assertEquals(reason, close.closeReason());
    assertEquals(new RecordingListener.Closed(1009, reason, false), closed());
  }

  private RecordingListener.Closed closed() throws Exception {
    return server.nextListener().awaitClosed();
  }

  @Test
  void messageOfLimit() throws Exception {
    client.sendBinary(new byte[LIMIT]);
    assertArrayEquals(new byte[LIMIT], (byte[]) server.nextListener().nextMessage());
  }

  @Test
  void messageAboveLimit_refusedByItsHeader() throws Exception {
    client.send(RawClient.header(RawClient.FIN | RawClient.BINARY, LIMIT + 1));
    assertTooBig("message of 1001 bytes, limit 1000");
  }

  @Test
  void lengthBeyondInt() throws Exception {
    client.send(RawClient.header(RawClient.FIN | RawClient.TEXT, Long.MAX_VALUE));
    assertTooBig("message of 9223372036854775807 bytes, limit 1000");
  }

  @Test
  void lengthBeyondLong() throws Exception {
    byte[] header = RawClient.header(RawClient.FIN | RawClient.BINARY, Long.MAX_VALUE);
    header[2] = (byte) 0x80;
    client.send(header);
    assertEquals(1002, client.readClose().closeCode());
  }

  @Test
  void fragmentsTogetherAboveLimit_beforeTheLastOne() throws Exception {
    client.sendFrame(RawClient.BINARY, new byte[600]);
    client.sendFrame(RawClient.CONTINUATION, new byte[400]);
    client.send(RawClient.header(RawClient.CONTINUATION, 1));
    assertTooBig("message of 1000 + 1 bytes, limit 1000");
  }

  @Test
  void fragmentsOfLimit_countAnewForEachMessage() throws Exception {
    RecordingListener listener = server.nextListener();
    for (int i = 0; i < 3; i++) {
      client.sendFrame(RawClient.BINARY, new byte[600]);
      client.sendFrame(RawClient.FIN | RawClient.PING, new byte[100]);
      client.sendFrame(RawClient.FIN | RawClient.CONTINUATION, new byte[400]);
      assertArrayEquals(new byte[LIMIT], (byte[]) listener.nextMessage());
    }
  }

  @Test
  void emptyFragments_areCounted() throws Exception {
    client.sendFrame(RawClient.BINARY, new byte[0]);
    for (int i = 0; i < FrameReader.MAX_FRAGMENTS; i++) {
      client.sendFrame(RawClient.CONTINUATION, new byte[0]);
    }
    assertTooBig("message of 8193 fragments, limit 8192");
  }

  @Test
  void announcedPayload_isNotAllocated() throws Exception {
    List<FrameReader> readers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      FrameReader reader = new FrameReader(999_999_999);
      byte[] header = RawClient.header(RawClient.FIN | RawClient.BINARY, 999_999_999);
      assertNull(reader.next(ByteBuffer.wrap(header)));
      readers.add(reader);
    }
    assertEquals(100, readers.size());
  }
}
