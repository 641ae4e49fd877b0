package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;

/**
 * Writes scanned V1 structs into client blocks: the source bytes where they are canonical, else
 * field by field.
 *
 * <p>Source: Yjs 13.6.33 {@code src/structs/Item.js}, {@code Item.write}, and {@code sliceStruct}
 * in {@code src/utils/updates.js}.
 */
final class StructWriter {
  private final BlockWriter blocks;
  private final ContentWriter contents;

  StructWriter(BlockWriter blocks, DecodeLimits limits) {
    this.blocks = blocks;
    this.contents = new ContentWriter(limits);
  }

  ContentWriter contents() {
    return contents;
  }

  /** Copies a struct that is known to be canonical. */
  void copy(long client, int clock, byte[] source, int from, int to) {
    blocks.startStruct(client, clock).writeBytes(source, from, to - from);
  }

  /** Writes a struct without its first {@code offset} clocks. Moves the scanner's reader. */
  void write(StructScanner struct, int offset) {
    if (struct.ref() == StructRef.GC || struct.ref() == StructRef.SKIP) {
      int clockLength = struct.clockLength() - offset;
      lengthOnly(struct.ref(), struct.client(), struct.clock() + offset, clockLength);
    } else if (offset == 0 && struct.isVerbatim()) {
      byte[] source = struct.reader().array();
      copy(struct.client(), struct.clock(), source, struct.from(), struct.to());
    } else {
      contents.content(struct, offset, startItem(struct, offset));
    }
  }

  /** Writes a GC or Skip struct. */
  void lengthOnly(int ref, long client, int clock, int clockLength) {
    ByteWriter out = blocks.startStruct(client, clock);
    out.writeUint8(ref);
    out.writeVarUint(clockLength);
  }

  /**
   * Writes all of an item that comes before its content.
   *
   * @return where to write the content
   */
  ByteWriter startItem(StructScanner item, int offset) {
    ByteWriter out = blocks.startStruct(item.client(), item.clock() + offset);
    boolean hasOrigin = offset > 0 || item.hasOrigin();
    out.writeUint8(info(item, hasOrigin));
    if (offset > 0) {
      writeId(item.client(), item.clock() + offset - 1, out);
    } else if (hasOrigin) {
      writeId(item.originClient(), item.originClock(), out);
    }
    if (item.hasRightOrigin()) {
      writeId(item.rightOriginClient(), item.rightOriginClock(), out);
    }
    if (!hasOrigin && !item.hasRightOrigin()) {
      writeParent(item, out);
    }
    return out;
  }

  private static int info(StructScanner item, boolean hasOrigin) {
    int info = item.ref();
    if (hasOrigin) {
      info |= StructRef.HAS_ORIGIN;
    }
    if (item.hasRightOrigin()) {
      info |= StructRef.HAS_RIGHT_ORIGIN;
    }
    return item.parentSubFrom() < 0 ? info : info | StructRef.HAS_PARENT_SUB;
  }

  private static void writeParent(StructScanner item, ByteWriter out) {
    ByteReader in = item.reader();
    if (item.hasParentId()) {
      out.writeVarUint(0);
      writeId(item.parentClient(), item.parentClock(), out);
    } else {
      out.writeVarUint(1);
      in.position(item.rootNameFrom());
      ContentWriter.copyVarBytes(in, out);
    }
    if (item.parentSubFrom() >= 0) {
      in.position(item.parentSubFrom());
      ContentWriter.copyVarBytes(in, out);
    }
  }

  private static void writeId(long client, int clock, ByteWriter out) {
    out.writeVarUint(client);
    out.writeVarUint(clock);
  }
}
