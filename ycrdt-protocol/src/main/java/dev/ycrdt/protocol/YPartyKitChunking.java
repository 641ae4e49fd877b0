package dev.ycrdt.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sending side of y-partykit's chunking: its clients send a message of more than 1,000,000
 * bytes as a start marker, binary frames of at most that size, and an end marker. {@link
 * YPartyKitAssembler} is the receiving side.
 *
 * <p>Only clients do this; a server sends one frame of any size. Pure functions, safe for use by
 * any thread. Source: y-partykit 0.0.33 {@code chunking.ts}, {@code sendChunked}.
 */
public final class YPartyKitChunking {

  /**
   * The largest message that is sent as one frame, and the size of all chunks but the last: in
   * bytes.
   */
  public static final int MAX_CHUNK_BYTES = 1_000_000;

  private YPartyKitChunking() {}

  /**
   * {@return the frames that carry {@code message}} A message of at most {@link #MAX_CHUNK_BYTES}
   * is a single binary frame, not copied.
   *
   * @param id names the batch in both markers; any text, receivers only compare it
   */
  public static List<ChunkFrame> split(byte[] message, String id) {
    if (message.length <= MAX_CHUNK_BYTES) {
      return List.of(new ChunkFrame.Binary(message));
    }
    int chunkCount = (message.length + MAX_CHUNK_BYTES - 1) / MAX_CHUNK_BYTES;
    List<ChunkFrame> frames = new ArrayList<>(chunkCount + 2);
    frames.add(marker(true, id, message.length, chunkCount));
    for (int start = 0; start < message.length; start += MAX_CHUNK_BYTES) {
      int end = Math.min(message.length, start + MAX_CHUNK_BYTES);
      frames.add(new ChunkFrame.Binary(Arrays.copyOfRange(message, start, end)));
    }
    frames.add(marker(false, id, message.length, chunkCount));
    return frames;
  }

  private static ChunkFrame marker(boolean start, String id, int byteCount, int chunkCount) {
    return new ChunkFrame.Text(new ChunkMarker(start, id, byteCount, chunkCount).text());
  }
}
