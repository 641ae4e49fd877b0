package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.ByteReader;
import java.util.Arrays;
import java.util.List;

/**
 * Updates, scanned and ready to be merged: their structs as rows, their delete sets joined.
 *
 * <p>Skips are left out; a merge finds the gaps itself. One update is one reader, unless its
 * clients do not descend: then each of its client blocks is a reader, because Yjs loses structs of
 * such updates and there is no output worth copying.
 */
final class MergeSources {
  private static final int EXPECTED_STRUCTS_EACH = 2;

  private final byte[][] structBytes;
  private final StructForm form;
  private final DecodeLimits limits;
  private final StructRows rows;
  private final DeleteRanges deletes = new DeleteRanges();
  private int[] readerStarts;
  private int readers;
  private int byteCount;

  MergeSources(List<byte[]> updates, UpdateFormat format, DecodeLimits limits) {
    this.structBytes = new byte[updates.size()][];
    this.form = format.structForm();
    this.limits = limits;
    this.rows = new StructRows(updates.size() * EXPECTED_STRUCTS_EACH);
    this.readerStarts = new int[updates.size() + 1];
    for (int i = 0; i < updates.size(); i++) {
      byte[] update = updates.get(i);
      byteCount = (int) Math.min(Integer.MAX_VALUE, (long) byteCount + update.length);
      scan(i, format.openKeeping(update, limits));
    }
    startReader();
  }

  private void scan(int source, StructSource struct) {
    int firstReader = readers;
    int block = -1;
    long client = Long.MAX_VALUE;
    boolean descending = true;
    while (struct.next()) {
      if (struct.block() != block) {
        block = struct.block();
        descending &= struct.client() < client;
        client = struct.client();
        startReader();
      }
      if (struct.ref() != StructRef.SKIP) {
        rows.add(struct, source);
      }
    }
    if (descending) {
      readers = Math.min(readers, firstReader + 1);
    }
    structBytes[source] = struct.structBytes();
    struct.readDeletes(deletes);
  }

  private void startReader() {
    if (readers == readerStarts.length) {
      readerStarts = Arrays.copyOf(readerStarts, readers * 2);
    }
    readerStarts[readers++] = rows.size();
  }

  StructRows rows() {
    return rows;
  }

  ReaderOrder readers() {
    return ReaderOrder.of(rows, Arrays.copyOf(readerStarts, readers));
  }

  DeleteRanges mergedDeletes() {
    return deletes.merged();
  }

  /** {@return the size of all updates together} */
  int byteCount() {
    return byteCount;
  }

  byte[] bytes(int row) {
    return structBytes[rows.source(row)];
  }

  /** {@return a scanner that stands at the given row} */
  StructScanner scannerAt(int row) {
    ByteReader in = new ByteReader(bytes(row));
    return StructScanner.at(in, rows.from(row), rows.client(row), rows.clock(row), form, limits);
  }
}
