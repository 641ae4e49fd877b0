package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.DeleteSet;
import dev.ycrdt.core.StateVector;
import dev.ycrdt.core.UpdateMeta;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers questions about one update in one pass over it. All of it is checked every time. */
public final class UpdateScan {
  private final StructSource structs;
  private final UpdateFormat format;
  private final DecodeLimits limits;
  private final int byteCount;

  /** Prepares a pass over {@code update}. One scan answers one question. */
  public UpdateScan(byte[] update, UpdateFormat format, DecodeLimits limits) {
    this.structs = format.open(update, limits);
    this.format = format;
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
    StructWriter out = format.writer(byteCount, limits);
    new StructDiff(structs, known, offset -> out.writeTail(structs.current(), offset)).run();
    return out.finish(readDeletes());
  }

  /**
   * {@return the update in another format, as {@code Y.convertUpdateFormatV1ToV2} and its
   * counterpart write it}
   */
  public byte[] convert(UpdateFormat target) {
    StructWriter out = target.writer(byteCount, limits);
    while (structs.next()) {
      out.write(structs.current(), 0);
    }
    return out.finish(readDeletes());
  }

  /** {@return the update with other contents, as {@code Y.obfuscateUpdate} writes it} */
  public byte[] obfuscate(Obfuscator obfuscator) {
    StructWriter out = format.writer(byteCount, limits);
    while (structs.next()) {
      out.write(obfuscator.obfuscated(structs.current(), limits), 0);
    }
    return out.finish(readDeletes());
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
    structs.readDeletes(deletes);
    return deletes;
  }
}
