package dev.ycrdt.core.hostile;

import dev.ycrdt.core.lib0.ByteWriter;

/** Updates of format V2 in which a few bytes stand for many structs. */
public final class RunLengthBomb {
  private RunLengthBomb() {}

  /** {@return one block of collected structs of length 1, for client 1} */
  public static byte[] ofGarbage(long structs) {
    ByteWriter lengths = new ByteWriter();
    lengths.writeVarInt(1, true);
    lengths.writeVarUint(structs - 2);
    ByteWriter update = new ByteWriter();
    // Flag, no key clocks, client 1, no clocks, info 0 without end, no text, parents and types.
    update.writeBytes(new byte[] {0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0});
    update.writeVarBytes(lengths.array(), 0, lengths.size());
    update.writeVarUint(1);
    update.writeVarUint(structs);
    update.writeVarUint(0);
    update.writeVarUint(0);
    return update.toByteArray();
  }
}
