package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** What is split comes together again; no sequence of frames breaks the assembler or its bounds. */
class ChunkingProperties {

  private static YPartyKitAssembler assembler(ChunkLimits limits) {
    return new YPartyKitAssembler(limits, new TestClock());
  }

  private static ChunkResult take(YPartyKitAssembler assembler, ChunkFrame frame) {
    return frame instanceof ChunkFrame.Text text
        ? assembler.text(text.text())
        : assembler.binary(((ChunkFrame.Binary) frame).bytes());
  }

  @Property(tries = 30)
  void roundTrip(
      @ForAll @IntRange(max = 3_000_001) int byteCount,
      @ForAll @StringLength(max = 20) String id,
      @ForAll Random random) {
    byte[] message = new byte[byteCount];
    random.nextBytes(message);
    List<ChunkFrame> frames = YPartyKitChunking.split(message, id);
    YPartyKitAssembler assembler = assembler(ChunkLimits.defaults());
    for (ChunkFrame frame : frames.subList(0, frames.size() - 1)) {
      assertEquals(new ChunkResult.Consumed(), take(assembler, frame));
    }
    ChunkResult last = take(assembler, frames.get(frames.size() - 1));
    assertTrue(
        last instanceof ChunkResult.Complete complete && Arrays.equals(message, complete.bytes()));
  }

  @Property
  void anyFrames(@ForAll @Size(max = 40) List<@IntRange(max = 7) Integer> choices) {
    YPartyKitAssembler assembler = assembler(new ChunkLimits(6, 3, Duration.ofSeconds(1)));
    for (int choice : choices) {
      take(assembler, frame(choice));
      assertTrue(assembler.bufferedBytes() <= 6);
    }
    assembler.text(new ChunkMarker(true, "last", 2, 1).text());
    assembler.binary(new byte[] {1, 2});
    assertEquals(
        new ChunkResult.Complete(new byte[] {1, 2}),
        assembler.text(new ChunkMarker(false, "last", 2, 1).text()));
  }

  private static ChunkFrame frame(int choice) {
    return switch (choice) {
      case 0 -> new ChunkFrame.Text(new ChunkMarker(true, "", 4, 2).text());
      case 1 -> new ChunkFrame.Text(new ChunkMarker(false, "", 4, 2).text());
      case 2 -> new ChunkFrame.Text(new ChunkMarker(true, null, 6, 3).text());
      case 3 -> new ChunkFrame.Text(new ChunkMarker(true, "big", 7, 3).text());
      case 4 -> new ChunkFrame.Text("y-pk-batch#nonsense");
      case 5 -> new ChunkFrame.Text("text");
      case 6 -> new ChunkFrame.Binary(new byte[0]);
      default -> new ChunkFrame.Binary(new byte[2]);
    };
  }
}
