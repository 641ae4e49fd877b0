package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.lib0.ByteWriter;

/**
 * Collects the state that a document has after applying nothing but one update.
 *
 * <p>A client counts up to its first Skip, and only if its structs begin at clock 0.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/updates.js}, {@code encodeStateVectorFromUpdateV2}.
 */
final class StateVectorScan {
  private final ByteWriter entries = new ByteWriter();
  private int entryCount;
  private long client = -1;
  private int state;
  private boolean stopped;

  /** Takes the struct the cursor stands at; structs come in wire order. */
  void add(StructCursor struct) {
    if (struct.client() != client) {
      finishClient();
      client = struct.client();
      stopped = struct.clock() != 0;
    }
    stopped |= struct.ref() == StructInfo.SKIP;
    if (!stopped) {
      state = struct.endClock();
    }
  }

  byte[] encode() {
    finishClient();
    ByteWriter out = new ByteWriter(entries.size() + 5);
    out.writeVarUint(entryCount);
    out.writeBytes(entries.array(), 0, entries.size());
    return out.toByteArray();
  }

  private void finishClient() {
    if (state != 0) {
      entryCount++;
      entries.writeVarUint(client);
      entries.writeVarUint(state);
      state = 0;
    }
  }
}
