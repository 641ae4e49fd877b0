package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.protocol.ChunkResult.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches that fit, batches that do not, and what happens to the frames after a lost one. */
class YPartyKitAssemblerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ChunkResult CONSUMED = new ChunkResult.Consumed();

  private final TestClock clock = new TestClock();
  private final YPartyKitAssembler assembler =
      new YPartyKitAssembler(new ChunkLimits(10, 4, TIMEOUT), clock);

  private static String marker(String id, String type, long size, long count) {
    return "y-pk-batch#{\"id\":\""
        + id
        + "\",\"type\":\""
        + type
        + "\",\"size\":"
        + size
        + ",\"count\":"
        + count
        + "}";
  }

  private ChunkResult start(long size, long count) {
    return assembler.text(marker("x", "start", size, count));
  }

  private ChunkResult end(long size, long count) {
    return assembler.text(marker("x", "end", size, count));
  }

  private ChunkResult chunk(int... bytes) {
    byte[] frame = new byte[bytes.length];
    for (int index = 0; index < bytes.length; index++) {
      frame[index] = (byte) bytes[index];
    }
    return assembler.binary(frame);
  }

  private static ChunkResult complete(int... bytes) {
    byte[] message = new byte[bytes.length];
    for (int index = 0; index < bytes.length; index++) {
      message[index] = (byte) bytes[index];
    }
    return new ChunkResult.Complete(message);
  }

  private static void assertRejected(Reason reason, ChunkResult result) {
    assertEquals(reason, assertInstanceOf(ChunkResult.Rejected.class, result).reason());
  }

  /** A fresh binary frame is a message again. */
  private void assertOutsideBatch() {
    assertEquals(complete(42), chunk(42));
    assertEquals(0, assembler.bufferedBytes());
  }

  @Test
  void binary_outsideBatch() {
    byte[] frame = {1, 2, 3};
    ChunkResult.Complete result =
        assertInstanceOf(ChunkResult.Complete.class, assembler.binary(frame));
    assertSame(frame, result.bytes());
  }

  @Test
  void batch_complete() {
    assertEquals(CONSUMED, start(3, 2));
    assertEquals(CONSUMED, chunk(1, 2));
    assertEquals(2, assembler.bufferedBytes());
    assertEquals(CONSUMED, chunk(3));
    assertEquals(complete(1, 2, 3), end(3, 2));
    assertOutsideBatch();
  }

  @Test
  void batch_emptyIdAndEmptyChunk() {
    assertEquals(CONSUMED, assembler.text(marker("", "start", 1, 2)));
    chunk();
    chunk(7);
    assertEquals(complete(7), assembler.text(marker("", "end", 1, 2)));
  }

  @Test
  void batch_withoutIdAndWithMoreMembers() {
    assembler.text("y-pk-batch#{\"more\":[1],\"type\":\"start\",\"size\":1,\"count\":1}");
    chunk(7);
    assertEquals(
        complete(7), assembler.text("y-pk-batch#{\"type\":\"end\",\"size\":1.0,\"count\":1}"));
  }

  @Test
  void batch_atTheLimits() {
    start(10, 4);
    chunk(1, 2, 3);
    chunk(4, 5, 6);
    chunk(7, 8, 9);
    chunk(10);
    assertEquals(complete(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), end(10, 4));
  }

  @Test
  void start_resetsBatch() {
    start(3, 2);
    chunk(1, 2);
    assertEquals(CONSUMED, start(1, 1));
    assertEquals(0, assembler.bufferedBytes());
    chunk(9);
    assertEquals(complete(9), end(1, 1));
  }

  @Test
  void end_withoutBatchIsIgnored() {
    assertEquals(CONSUMED, end(1, 1));
    assertOutsideBatch();
  }

  @Test
  void end_otherId() {
    start(1, 1);
    chunk(1);
    assertRejected(Reason.MISMATCH, assembler.text(marker("y", "end", 1, 1)));
    assertOutsideBatch();
  }

  @Test
  void end_otherSizeOrCount() {
    start(2, 2);
    chunk(1);
    chunk(2);
    assertRejected(Reason.MISMATCH, end(3, 2));
    assertOutsideBatch();
    start(2, 2);
    chunk(1);
    chunk(2);
    assertRejected(Reason.MISMATCH, end(2, 3));
    assertOutsideBatch();
  }

  @Test
  void end_tooEarly() {
    start(3, 2);
    chunk(1);
    ChunkResult.Rejected result = assertInstanceOf(ChunkResult.Rejected.class, end(3, 2));
    assertEquals(Reason.MISMATCH, result.reason());
    assertEquals("batch does not match: bytes announced 3, got end 3, received 1", result.detail());
    start(1, 2);
    chunk(1);
    assertRejected(Reason.MISMATCH, end(1, 2));
    assertOutsideBatch();
  }

  @Test
  void chunk_moreBytesThanAnnounced() {
    start(2, 2);
    assertRejected(Reason.MISMATCH, chunk(1, 2, 3));
    assertEquals(0, assembler.bufferedBytes());
    assertEquals(CONSUMED, chunk(4));
    assertEquals(CONSUMED, assembler.text("anything"));
    assertEquals(CONSUMED, end(2, 2));
    assertOutsideBatch();
  }

  @Test
  void chunk_moreFramesThanAnnounced() {
    start(2, 1);
    chunk(1);
    assertRejected(Reason.MISMATCH, chunk(2));
  }

  @Test
  void start_tooManyBytes() {
    assertRejected(Reason.TOO_LARGE, start(11, 1));
    assertEquals(CONSUMED, chunk(1));
    assertEquals(CONSUMED, end(11, 1));
    assertOutsideBatch();
  }

  @Test
  void start_tooManyChunks() {
    assertRejected(Reason.TOO_LARGE, start(5, 5));
    assertEquals(CONSUMED, chunk(1));
    start(1, 1);
    chunk(8);
    assertEquals(complete(8), end(1, 1));
  }

  @Test
  void start_hugeSizeAllocatesNothing() {
    assertRejected(Reason.TOO_LARGE, start((1L << 53) - 1, 1));
  }

  @Test
  void text_outsideBatch() {
    assertRejected(Reason.TEXT_FRAME, assembler.text("1000000000"));
    assertOutsideBatch();
  }

  @Test
  void text_insideBatch() {
    start(2, 2);
    assertRejected(Reason.TEXT_FRAME, assembler.text("12"));
    assertEquals(CONSUMED, chunk(1));
    end(2, 2);
    assertOutsideBatch();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y-pk-batch",
        "y-pk-batch{}",
        "y-pk-batches#{\"id\":\"\",\"type\":\"start\",\"size\":1,\"count\":1}",
        "y-pk-batch#",
        "y-pk-batch#{",
        "y-pk-batch#null",
        "y-pk-batch#[]",
        "y-pk-batch#{\"id\":\"\",\"type\":\"middle\",\"size\":1,\"count\":1}",
        "y-pk-batch#{\"id\":\"\",\"size\":1,\"count\":1}",
        "y-pk-batch#{\"id\":1,\"type\":\"start\",\"size\":1,\"count\":1}",
        "y-pk-batch#{\"id\":\"\",\"type\":\"start\",\"size\":-1,\"count\":1}",
        "y-pk-batch#{\"id\":\"\",\"type\":\"start\",\"size\":1.5,\"count\":1}",
        "y-pk-batch#{\"id\":\"\",\"type\":\"start\",\"size\":1e300,\"count\":1}",
        "y-pk-batch#{\"id\":\"\",\"type\":\"start\",\"size\":\"1\",\"count\":1}",
        "y-pk-batch#{\"id\":\"\",\"type\":\"start\",\"size\":1}",
      })
  void text_malformedMarker(String text) {
    assertRejected(Reason.MALFORMED_MARKER, assembler.text(text));
    assertOutsideBatch();
    start(2, 2);
    chunk(1);
    assertRejected(Reason.MALFORMED_MARKER, assembler.text(text));
    assertEquals(CONSUMED, chunk(2));
    assertEquals(CONSUMED, end(2, 2));
    assertOutsideBatch();
  }

  @Test
  void text_markerTooLong() {
    assertRejected(
        Reason.MALFORMED_MARKER, assembler.text(marker("x".repeat(2_000), "start", 1, 1)));
  }

  @Test
  void binary_afterTimeout() {
    start(3, 3);
    chunk(1);
    clock.advance(TIMEOUT.minusMillis(1));
    assertEquals(CONSUMED, chunk(2));
    clock.advance(Duration.ofMillis(1));
    assertRejected(Reason.TIMED_OUT, chunk(3));
    assertOutsideBatch();
  }

  @Test
  void end_afterTimeout() {
    start(1, 1);
    chunk(1);
    clock.advance(TIMEOUT);
    assertRejected(Reason.TIMED_OUT, end(1, 1));
    assertOutsideBatch();
  }

  @Test
  void start_afterTimeout() {
    start(1, 1);
    clock.advance(TIMEOUT);
    start(1, 1);
    chunk(1);
    assertEquals(complete(1), end(1, 1));
  }

  @Test
  void skipping_endsAtTimeout() {
    start(11, 1);
    clock.advance(TIMEOUT);
    assertOutsideBatch();
    start(11, 1);
    clock.advance(TIMEOUT);
    assertRejected(Reason.TEXT_FRAME, assembler.text("hello"));
    assertOutsideBatch();
  }

  @Test
  void expire_freesMemory() {
    start(3, 3);
    chunk(1, 2);
    assertTrue(assembler.expire().isEmpty());
    clock.advance(TIMEOUT);
    assertRejected(Reason.TIMED_OUT, assembler.expire().orElseThrow());
    assertTrue(assembler.expire().isEmpty());
    assertOutsideBatch();
  }
}
