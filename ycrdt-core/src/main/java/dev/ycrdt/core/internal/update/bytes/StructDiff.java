package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.StateVector;
import dev.ycrdt.core.internal.update.StructRef;
import java.util.function.IntConsumer;

/**
 * Chooses the structs of an update that a peer with a given state lacks.
 *
 * <p>Per client: Skips at the front and structs the peer has are left out, the first it lacks in
 * part is cut, everything after that is kept as it is, Skips too.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/updates.js}, {@code diffUpdateV2}.
 */
final class StructDiff {
  private final StructCursor structs;
  private final StateVector known;
  private final IntConsumer keep;

  /**
   * Prepares a run over all structs.
   *
   * @param keep called while the cursor stands at a struct to be written, with the number of clocks
   *     to cut off its front
   */
  StructDiff(StructCursor structs, StateVector known, IntConsumer keep) {
    this.structs = structs;
    this.known = known;
    this.keep = keep;
  }

  void run() {
    boolean keepsRest = false;
    long client = -1;
    while (structs.next()) {
      if (structs.client() != client) {
        client = structs.client();
        keepsRest = false;
      }
      if (keepsRest) {
        keep.accept(0);
      } else if (structs.ref() != StructRef.SKIP && structs.endClock() > known.get(client)) {
        keep.accept((int) Math.max(known.get(client) - structs.clock(), 0));
        keepsRest = true;
      }
    }
  }
}
