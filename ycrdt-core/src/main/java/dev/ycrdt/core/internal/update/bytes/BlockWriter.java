package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.lib0.ByteWriter;
import java.util.Arrays;

/**
 * Collects structs into client blocks, whose struct counts come before the structs and are known
 * only afterwards.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/updates.js}, {@code LazyStructWriter}.
 */
final class BlockWriter {
  private static final int MAX_COUNT_BYTES = 5;

  private final ByteWriter body;
  private int[] ends = new int[8];
  private int[] counts = new int[8];
  private int blocks;
  private int structs;
  private long client;

  BlockWriter(int expectedBytes) {
    body = new ByteWriter(Math.max(16, expectedBytes));
  }

  /**
   * Opens a block if the struct to come needs one.
   *
   * @return whether it does; then client and first clock are to be written before the struct
   */
  boolean startStruct(long structClient) {
    boolean opens = structs == 0 || structClient != client;
    if (opens && structs > 0) {
      closeBlock();
    }
    client = structClient;
    structs++;
    return opens;
  }

  /** {@return where to write what a block begins with, and its structs} */
  ByteWriter body() {
    return body;
  }

  /** {@return a writer that holds the struct section, and room for a delete set to follow} */
  ByteWriter finish() {
    if (structs > 0) {
      closeBlock();
    }
    ByteWriter out = new ByteWriter(body.size() + MAX_COUNT_BYTES * (blocks + 1) + 16);
    out.writeVarUint(blocks);
    int from = 0;
    for (int i = 0; i < blocks; i++) {
      out.writeVarUint(counts[i]);
      out.writeBytes(body.array(), from, ends[i] - from);
      from = ends[i];
    }
    return out;
  }

  private void closeBlock() {
    if (blocks == ends.length) {
      ends = Arrays.copyOf(ends, blocks * 2);
      counts = Arrays.copyOf(counts, blocks * 2);
    }
    ends[blocks] = body.size();
    counts[blocks] = structs;
    blocks++;
    structs = 0;
  }
}
