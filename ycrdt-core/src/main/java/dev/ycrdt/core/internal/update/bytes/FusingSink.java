package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * Joins neighbouring structs of a merge into one wherever a document would hold them as one.
 *
 * <p>Items are joined under the conditions of Yjs's {@code Item.mergeWith}: same kind of content,
 * adjacent clocks, the right one's origin is the left one's last unit, equal right origins, and
 * (but for text) both deleted or neither. Being neighbours in the list is not asked for: an item
 * that belongs between them names the left one's last unit as its origin and splits the joined item
 * when it is integrated, as it does after the same text was typed into a document.
 *
 * <p>Values in a map are chained by origins just like those in a list, and there the left one is
 * always deleted by the right one. That is why equal deletion is asked for, and why items that name
 * a map key are left alone.
 */
final class FusingSink implements StructSink {
  private final MergeSources sources;
  private final DeleteRanges deletes;
  private final StructWriter out;
  private final CopyingSink copying;
  private final ContentUnits contents;
  private final ByteWriter units = new ByteWriter(256);

  /** The first item of the run held back; null if none is or a run of GC is. */
  private @Nullable StructScanner first;

  private int firstOffset;
  private boolean holdsGc;
  private long client;
  private int clock;
  private int end;
  private int deletedCount;

  /**
   * Creates a sink; call {@link #flush()} after the last struct.
   *
   * @param deletes the merged deletes of the sources
   */
  FusingSink(MergeSources sources, DeleteRanges deletes, StructWriter out, DecodeLimits limits) {
    this.sources = sources;
    this.deletes = deletes;
    this.out = out;
    this.contents = new ContentUnits(limits);
    this.copying = new CopyingSink(sources, out);
  }

  @Override
  public void item(int row, int offset) {
    if (!ContentUnits.hasUnits(sources.rows().ref(row))) {
      flush();
      copying.item(row, offset);
      return;
    }
    StructScanner item = sources.scannerAt(row);
    if (!joins(item, offset)) {
      flush();
      startRun(item, offset);
    }
    contents.append(item, offset, units);
    end = item.endClock();
    if (mayBeMapValue(item)) {
      deletedCount += countDeleted(item, offset);
    }
  }

  @Override
  public void gc(long gcClient, int gcClock, int clockLength) {
    if (!holdsGc || gcClient != client || gcClock != end) {
      flush();
      holdsGc = true;
      client = gcClient;
      clock = gcClock;
    }
    end = gcClock + clockLength;
  }

  @Override
  public void skip(long skipClient, int skipClock, int clockLength) {
    flush();
    copying.skip(skipClient, skipClock, clockLength);
  }

  /** Writes what is held back. */
  void flush() {
    if (holdsGc) {
      copying.gc(client, clock, end - clock);
      holdsGc = false;
    } else if (first != null) {
      writeRun(first);
      first = null;
    }
  }

  private void startRun(StructScanner item, int offset) {
    first = item;
    firstOffset = offset;
    client = item.client();
    clock = item.clock() + offset;
    deletedCount = 0;
    units.clear();
  }

  private void writeRun(StructScanner item) {
    out.joined(item, firstOffset, end - clock, units);
  }

  private boolean joins(StructScanner item, int offset) {
    StructScanner left = first;
    return left != null
        && left.ref() == item.ref()
        && client == item.client()
        && end == item.clock() + offset
        && !namesMapKey(left)
        && !namesMapKey(item)
        && (offset > 0 || originIsLastUnit(item))
        && haveSameRightOrigin(left, item)
        && haveSameDeletion(item, offset);
  }

  private static boolean namesMapKey(StructScanner item) {
    return (item.info() & StructRef.HAS_PARENT_SUB) != 0;
  }

  private boolean originIsLastUnit(StructScanner item) {
    return item.hasOrigin() && item.originClient() == client && item.originClock() == end - 1;
  }

  private static boolean haveSameRightOrigin(StructScanner left, StructScanner right) {
    if (!left.hasRightOrigin() || !right.hasRightOrigin()) {
      return left.hasRightOrigin() == right.hasRightOrigin();
    }
    return left.rightOriginClient() == right.rightOriginClient()
        && left.rightOriginClock() == right.rightOriginClock();
  }

  private boolean haveSameDeletion(StructScanner item, int offset) {
    if (!mayBeMapValue(item)) {
      return true;
    }
    int itemDeleted = countDeleted(item, offset);
    return deletedCount == 0
        ? itemDeleted == 0
        : deletedCount == end - clock && itemDeleted == item.clockLength() - offset;
  }

  private static boolean mayBeMapValue(StructScanner item) {
    return item.ref() == StructRef.ANY || item.ref() == StructRef.JSON;
  }

  private int countDeleted(StructScanner item, int offset) {
    return deletes.countDeleted(item.client(), item.clock() + offset, item.clockLength() - offset);
  }
}
