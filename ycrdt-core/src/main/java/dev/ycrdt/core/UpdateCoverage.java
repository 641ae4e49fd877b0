package dev.ycrdt.core;

import dev.ycrdt.core.internal.store.StructStore;
import dev.ycrdt.core.internal.update.DecodedUpdate;
import dev.ycrdt.core.internal.update.Section;
import dev.ycrdt.core.internal.update.UpdateFormat;

/** Compares an update of format V2 with a snapshot. */
final class UpdateCoverage {
  private UpdateCoverage() {}

  static boolean covers(Snapshot snapshot, byte[] update) {
    DecodedUpdate decoded =
        UpdateFormat.V2.decode(update, DecodeLimits.trusted(), new StructStore().lookup());
    for (Section section : decoded.sections()) {
      if (section.endClock() > snapshot.stateVector().get(section.client.id)) {
        return false;
      }
    }
    return snapshot.deleteSet().contains(decoded.deletes().toDeleteSet());
  }
}
