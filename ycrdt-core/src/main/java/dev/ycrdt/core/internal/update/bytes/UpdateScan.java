package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.DeleteSet;
import dev.ycrdt.core.StateVector;
import dev.ycrdt.core.UpdateMeta;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers questions about one V1 update in one pass over it. All of it is checked every time. */
public final class UpdateScan {
  private final StructScanner structs;
  private final DecodeLimits limits;
  private final int byteCount;

  /** Prepares a pass over {@code update}. One scan answers one question. */
  public UpdateScan(byte[] update, DecodeLimits limits) {
    this.structs = new StructScanner(new ByteReader(update), limits);
    this.limits = limits;
    this.byteCount = update.length;
  }

  /** Checks the whole update and answers nothing. */
  public void validate() {
    while (structs.next()) {
      // Passing over a struct checks it.
    }
    readDeletes();
  }

  /** {@return the update without what {@code known} covers, as {@code Y.diffUpdate} writes it} */
  public byte[] diff(StateVector known) {
    BlockWriter blocks = new BlockWriter(byteCount);
    StructWriter writer = new StructWriter(blocks, limits);
    new StructDiff(structs, known, offset -> writeCurrent(writer, offset)).run();
    ByteWriter out = blocks.finish();
    readDeletes().writeV1(out);
    return out.toByteArray();
  }

  private void writeCurrent(StructWriter writer, int offset) {
    writer.write(structs, offset);
    structs.reader().position(structs.to());
  }

  /** {@return the state vector that {@code Y.encodeStateVectorFromUpdate} makes of the update} */
  public byte[] stateVector() {
    StateVectorScan scan = new StateVectorScan();
    while (structs.next()) {
      scan.add(structs);
    }
    readDeletes();
    return scan.encode();
  }

  /** {@return the clocks at which the structs of each client begin and end} */
  public UpdateMeta meta() {
    Map<Long, Long> from = new LinkedHashMap<>();
    Map<Long, Long> to = new LinkedHashMap<>();
    long client = -1;
    while (structs.next()) {
      if (structs.client() != client) {
        client = structs.client();
        from.put(client, (long) structs.clock());
      }
      to.put(client, (long) structs.endClock());
    }
    readDeletes();
    return new UpdateMeta(from, to);
  }

  /**
   * {@return whether all structs, gaps included, are below {@code state} and all deletions in
   * {@code deleted}}
   */
  public boolean isCoveredBy(StateVector state, DeleteSet deleted) {
    boolean covered = true;
    while (structs.next()) {
      covered &= structs.endClock() <= state.get(structs.client());
    }
    DeleteRanges deletes = readDeletes();
    for (int row = 0; covered && row < deletes.size(); row++) {
      covered = deleted.contains(deletes.client(row), deletes.clock(row), deletes.clockLength(row));
    }
    return covered;
  }

  private DeleteRanges readDeletes() {
    DeleteRanges deletes = new DeleteRanges();
    deletes.readV1(structs.reader(), limits);
    return deletes;
  }
}
