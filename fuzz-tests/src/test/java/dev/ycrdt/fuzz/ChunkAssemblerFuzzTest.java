package dev.ycrdt.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ycrdt.protocol.ChunkLimits;
import dev.ycrdt.protocol.ChunkResult;
import dev.ycrdt.protocol.YPartyKitAssembler;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * The frames of one connection. The first byte of a part says what it is: text, bytes, or that time
 * passes.
 */
final class ChunkAssemblerFuzzTest {
  private static final ChunkLimits LIMITS = new ChunkLimits(64, 8, Duration.ofMillis(100));
  private static final int TEXT = 0;
  private static final int TIME = 2;

  @FuzzTest(maxDuration = "20m")
  void frames(byte[] data) {
    AllocationBudget.run(() -> check(data));
  }

  private static void check(byte[] data) {
    Connection connection = new Connection();
    for (byte[] part : InputParts.split(data)) {
      connection.take(part);
    }
  }

  /** The assembler, and a plain record of what it was given. */
  private static final class Connection {
    private final YPartyKitAssembler assembler;
    private final ByteArrayOutputStream sinceMarker = new ByteArrayOutputStream();
    private long now;

    Connection() {
      assembler = new YPartyKitAssembler(LIMITS, () -> Instant.ofEpochMilli(now));
    }

    void take(byte[] part) {
      int kind = part.length == 0 ? 1 : part[0] % 4;
      if (kind == TEXT) {
        text(new String(part, 1, part.length - 1, StandardCharsets.UTF_8));
      } else if (kind == TIME) {
        now += part.length * 10L;
        assembler.expire();
      } else {
        binary(part);
      }
      assertTrue(assembler.bufferedBytes() <= LIMITS.maxMessageBytes());
    }

    private void text(String frame) {
      if (assembler.text(frame) instanceof ChunkResult.Complete complete) {
        assertArrayEquals(sinceMarker.toByteArray(), complete.bytes());
      }
      sinceMarker.reset();
    }

    private void binary(byte[] frame) {
      sinceMarker.writeBytes(frame);
      if (assembler.binary(frame) instanceof ChunkResult.Complete complete) {
        assertArrayEquals(frame, complete.bytes());
      }
    }
  }
}
