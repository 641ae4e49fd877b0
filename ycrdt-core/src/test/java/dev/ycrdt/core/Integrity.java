package dev.ycrdt.core;

import dev.ycrdt.core.internal.store.IntegrityCheck;
import dev.ycrdt.core.internal.transaction.DocHandles;

/** Asks the integrity check about a document. */
public final class Integrity {
  private Integrity() {}

  /** Fails if the structures of {@code doc} do not fit together. */
  public static void check(YDoc doc) {
    doc.read(
        locked -> {
          IntegrityCheck.check(DocHandles.stateOf(locked));
          return true;
        });
  }

  /** Fails as {@link #check} does, or if an item is not found by its index. */
  public static void checkPositions(YDoc doc) {
    doc.read(
        locked -> {
          IntegrityCheck.checkPositions(DocHandles.stateOf(locked));
          return true;
        });
  }

  /** Fails as {@link #check} does, or if two neighbouring structs could be one. */
  public static void checkMerged(YDoc doc) {
    check(doc);
    doc.read(
        locked -> {
          IntegrityCheck.checkMerged(DocHandles.stateOf(locked));
          return true;
        });
  }
}
