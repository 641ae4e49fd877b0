package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.ByteWriter;

/**
 * Collects the state that a document has after applying nothing but one update.
 *
 * <p>A client counts up to its first Skip, and only if its structs begin at clock 0. The one
 * exception is a Skip at clock 0 that is the first struct of the whole update: Yjs counts it, and
 * so does this class. No update of Yjs 13 begins with a Skip.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/updates.js}, {@code encodeStateVectorFromUpdateV2}.
 */
final class StateVectorScan {
  private final ByteWriter entries = new ByteWriter();
  private int entryCount;
  private long client = -1;
  private int state;
  private boolean stopped;
  private boolean isFirst = true;

  /** Takes the struct the cursor stands at; structs come in wire order. */
  void add(StructCursor struct) {
    if (struct.client() != client) {
      finishClient();
      client = struct.client();
      stopped = struct.clock() != 0;
      if (isFirst && !stopped) {
        // Yjs counts the very first struct before it asks whether that is a Skip.
        state = struct.endClock();
      }
      isFirst = false;
    }
    stopped |= struct.ref() == StructRef.SKIP;
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
