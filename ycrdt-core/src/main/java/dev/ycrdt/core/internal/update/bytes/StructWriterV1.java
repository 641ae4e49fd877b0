package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;

/**
 * Writes scanned structs in format V1: the source bytes where they are canonical, else field by
 * field.
 *
 * <p>Source: Yjs 13.6.33 {@code src/structs/Item.js}, {@code Item.write}, and {@code sliceStruct}
 * in {@code src/utils/updates.js}.
 */
final class StructWriterV1 implements StructWriter {
  private final BlockWriter blocks;
  private final ContentWriterV1 contents;

  StructWriterV1(int expectedBytes, DecodeLimits limits) {
    this.blocks = new BlockWriter(expectedBytes);
    this.contents = new ContentWriterV1(limits);
  }

  private ByteWriter startStruct(long client, int clock) {
    ByteWriter out = blocks.body();
    if (blocks.startStruct(client)) {
      out.writeVarUint(client);
      out.writeVarUint(clock);
    }
    return out;
  }

  @Override
  public void copy(long client, int clock, byte[] source, int from, int to) {
    startStruct(client, clock).writeBytes(source, from, to - from);
  }

  @Override
  public void write(StructScanner struct, int offset) {
    if (!struct.isItem()) {
      int clockLength = struct.clockLength() - offset;
      lengthOnly(struct.ref(), struct.client(), struct.clock() + offset, clockLength);
    } else if (offset == 0 && struct.isVerbatim() && struct.form() == StructForm.V1) {
      byte[] source = struct.reader().array();
      copy(struct.client(), struct.clock(), source, struct.from(), struct.to());
    } else {
      contents.content(struct, offset, startItem(struct, offset));
    }
  }

  @Override
  public void writeTail(StructScanner struct, int offset) {
    write(struct, offset);
  }

  @Override
  public void lengthOnly(int ref, long client, int clock, int clockLength) {
    ByteWriter out = startStruct(client, clock);
    out.writeUint8(ref);
    out.writeVarUint(clockLength);
  }

  @Override
  public void joined(StructScanner first, int offset, int clockLength, ByteWriter units) {
    ContentWriterV1.joined(first, units, clockLength, startItem(first, offset));
  }

  /** Writes all of an item that comes before its content. */
  private ByteWriter startItem(StructScanner item, int offset) {
    ByteWriter out = startStruct(item.client(), item.clock() + offset);
    boolean hasOrigin = offset > 0 || item.hasOrigin();
    out.writeUint8(item.infoToWrite(hasOrigin));
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

  private static void writeParent(StructScanner item, ByteWriter out) {
    ByteReader in = item.reader();
    if (item.hasParentId()) {
      out.writeVarUint(0);
      writeId(item.parentClient(), item.parentClock(), out);
    } else {
      out.writeVarUint(1);
      in.position(item.rootNameFrom());
      ContentWriterV1.copyString(item, in, out);
    }
    if (item.parentSubFrom() >= 0) {
      in.position(item.parentSubFrom());
      ContentWriterV1.copyString(item, in, out);
    }
  }

  private static void writeId(long client, int clock, ByteWriter out) {
    out.writeVarUint(client);
    out.writeVarUint(clock);
  }

  @Override
  public byte[] finish(DeleteRanges deletes) {
    ByteWriter out = blocks.finish();
    deletes.writeV1(out);
    return out.toByteArray();
  }
}
