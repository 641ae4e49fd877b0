package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The frames that y-partykit 0.0.33's {@code sendChunked} sends, with the id it drew. */
class YPartyKitChunkingTest {

  private static List<Object> sent(int byteCount, String id) {
    return YPartyKitChunking.split(new byte[byteCount], id).stream()
        .map(
            frame ->
                frame instanceof ChunkFrame.Binary chunk
                    ? (Object) chunk.bytes().length
                    : ((ChunkFrame.Text) frame).text())
        .toList();
  }

  @Test
  void split_smallMessage() {
    byte[] message = new byte[1_000_000];
    List<ChunkFrame> frames = YPartyKitChunking.split(message, "x");
    assertEquals(1, frames.size());
    assertSame(message, ((ChunkFrame.Binary) frames.get(0)).bytes());
    assertEquals(List.of(0), sent(0, "x"));
  }

  @Test
  void split_oneByteMore() {
    // sendChunked(new Uint8Array(1000001), ws)
    assertEquals(
        List.of(
            "y-pk-batch#{\"id\":\"p7\",\"type\":\"start\",\"size\":1000001,\"count\":2}",
            1_000_000,
            1,
            "y-pk-batch#{\"id\":\"p7\",\"type\":\"end\",\"size\":1000001,\"count\":2}"),
        sent(1_000_001, "p7"));
  }

  @Test
  void split_wholeChunks() {
    // sendChunked(new Uint8Array(2000000), ws)
    assertEquals(
        List.of(
            "y-pk-batch#{\"id\":\"e\",\"type\":\"start\",\"size\":2000000,\"count\":2}",
            1_000_000,
            1_000_000,
            "y-pk-batch#{\"id\":\"e\",\"type\":\"end\",\"size\":2000000,\"count\":2}"),
        sent(2_000_000, "e"));
  }
}
