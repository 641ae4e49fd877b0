package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;

/**
 * Writes scanned structs in format V2: each field into the stream of its kind.
 *
 * <p>Source: Yjs 13.6.33 {@code src/structs/Item.js}, {@code Item.write}, and {@code
 * LazyStructWriter} in {@code src/utils/updates.js}, which cuts the last stream into pieces, one
 * for each client, and no other.
 */
final class StructWriterV2 implements StructWriter {
  private final StreamsV2 streams = new StreamsV2();
  private final BlockWriter blocks;
  private final ByteWriter rest;
  private final ContentWriterV2 contents;

  StructWriterV2(int expectedBytes, DecodeLimits limits) {
    this.blocks = new BlockWriter(expectedBytes);
    this.rest = blocks.body();
    this.contents = new ContentWriterV2(streams, rest, limits);
  }

  private void startStruct(long client, int clock) {
    if (blocks.startStruct(client)) {
      streams.clients.write(client);
      rest.writeVarUint(clock);
    }
  }

  @Override
  public void copy(long client, int clock, byte[] source, int from, int to) {
    throw new UnsupportedOperationException("in format V2 no struct lies in one piece");
  }

  @Override
  public void write(StructScanner struct, int offset) {
    if (startsItem(struct, offset)) {
      contents.content(struct, offset);
    }
  }

  @Override
  public void writeTail(StructScanner struct, int offset) {
    if (startsItem(struct, offset)) {
      contents.contentTail(struct, offset);
    }
  }

  private boolean startsItem(StructScanner struct, int offset) {
    if (struct.isItem()) {
      startItem(struct, offset);
      return true;
    }
    int clockLength = struct.clockLength() - offset;
    lengthOnly(struct.ref(), struct.client(), struct.clock() + offset, clockLength);
    return false;
  }

  @Override
  public void lengthOnly(int ref, long client, int clock, int clockLength) {
    startStruct(client, clock);
    streams.infos.write(ref);
    if (ref == StructRef.SKIP) {
      rest.writeVarUint(clockLength);
    } else {
      streams.lengths.write(clockLength);
    }
  }

  @Override
  public void joined(StructScanner first, int offset, int clockLength, ByteWriter units) {
    startItem(first, offset);
    contents.joined(first.ref(), clockLength, units);
  }

  /** Writes all of an item that comes before its content. */
  private void startItem(StructScanner item, int offset) {
    startStruct(item.client(), item.clock() + offset);
    boolean hasOrigin = offset > 0 || item.hasOrigin();
    streams.infos.write(item.infoToWrite(hasOrigin));
    if (offset > 0) {
      streams.leftId(item.client(), item.clock() + offset - 1);
    } else if (hasOrigin) {
      streams.leftId(item.originClient(), item.originClock());
    }
    if (item.hasRightOrigin()) {
      streams.rightId(item.rightOriginClient(), item.rightOriginClock());
    }
    if (!hasOrigin && !item.hasRightOrigin()) {
      writeParent(item);
    }
  }

  private void writeParent(StructScanner item) {
    ByteReader in = item.reader();
    streams.parentInfos.write(item.hasParentId() ? 0 : 1);
    if (item.hasParentId()) {
      streams.leftId(item.parentClient(), item.parentClock());
    } else {
      in.position(item.rootNameFrom());
      streams.strings.write(ContentWriterV2.string(in));
    }
    if (item.parentSubFrom() >= 0) {
      in.position(item.parentSubFrom());
      streams.strings.write(ContentWriterV2.string(in));
    }
  }

  @Override
  public byte[] finish(DeleteRanges deletes) {
    ByteWriter out = blocks.finish();
    deletes.writeV2(out);
    return streams.finish(out);
  }
}
