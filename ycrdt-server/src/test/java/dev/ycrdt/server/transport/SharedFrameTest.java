package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.server.transport.RawClient.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One frame is encoded once and goes to any number of connections. */
class SharedFrameTest {

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 255, 256, 65_535, 65_536, 16_777_216})
  void binary_everyLengthEncoding(int size) throws Exception {
    byte[] payload = random(size);
    try (TestServer server = TestServer.start();
        RawClient client = server.open()) {
      assertTrue(server.nextListener().connection().send(Frame.binary(payload)));
      ServerFrame frame = client.readFrame();
      assertEquals(RawClient.FIN | RawClient.BINARY, frame.firstByte());
      assertArrayEquals(payload, frame.payload());
    }
  }

  @Test
  void binary_copiesThePayload() throws Exception {
    byte[] payload = {1, 2, 3};
    Frame frame = Frame.binary(payload);
    payload[0] = 9;
    assertArrayEquals(new byte[] {(byte) 0x82, 3, 1, 2, 3}, frame.bytes());
  }

  @Test
  void queues_holdOneFrameWithoutCopies() {
    Frame frame = Frame.binary(new byte[16 * 1024 * 1024]);
    List<OutboundQueue> queues = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      OutboundQueue queue = new OutboundQueue(Long.MAX_VALUE);
      queue.offer(frame);
      queue.offer(frame);
      queues.add(queue);
    }
    assertEquals(2L * frame.size(), queues.get(9_999).queuedBytes());
  }

  @Test
  void send_sameFrameToSeveralConnections() throws Exception {
    byte[] payload = random(1_000_000);
    Frame frame = Frame.binary(payload);
    try (TestServer server = TestServer.start();
        RawClient first = server.open();
        RawClient second = server.open()) {
      for (int i = 0; i < 2; i++) {
        assertTrue(server.nextListener().connection().send(frame));
      }
      assertArrayEquals(payload, first.readFrame().payload());
      assertArrayEquals(payload, second.readFrame().payload());
    }
  }

  @Test
  void send_manyFrames_keepTheirOrder() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.open()) {
      Connection connection = server.nextListener().connection();
      for (int i = 0; i < 5000; i++) {
        connection.send(Frame.binary(new byte[] {(byte) i, (byte) (i >> 8)}));
      }
      for (int i = 0; i < 5000; i++) {
        byte[] payload = client.readFrame().payload();
        assertArrayEquals(new byte[] {(byte) i, (byte) (i >> 8)}, payload);
      }
    }
  }
}
