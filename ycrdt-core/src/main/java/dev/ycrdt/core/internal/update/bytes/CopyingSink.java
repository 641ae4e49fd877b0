package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.internal.update.StructRef;

/** Writes each struct of a merge on its own, as {@code Y.mergeUpdates} does. */
final class CopyingSink implements StructSink {
  private final MergeSources sources;
  private final StructRows rows;
  private final StructWriter out;

  CopyingSink(MergeSources sources, StructWriter out) {
    this.sources = sources;
    this.rows = sources.rows();
    this.out = out;
  }

  @Override
  public void item(int row, int offset) {
    if (offset == 0 && rows.isVerbatim(row)) {
      out.copy(rows.client(row), rows.clock(row), sources.bytes(row), rows.from(row), rows.to(row));
    } else {
      out.write(sources.scannerAt(row), offset);
    }
  }

  @Override
  public void gc(long client, int clock, int clockLength) {
    out.lengthOnly(StructRef.GC, client, clock, clockLength);
  }

  @Override
  public void skip(long client, int clock, int clockLength) {
    out.lengthOnly(StructRef.SKIP, client, clock, clockLength);
  }
}
