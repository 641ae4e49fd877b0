package dev.ycrdt.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.ycrdt.core.DecodeException;
import java.util.List;

/** What must hold when any byte strings are merged. */
final class MergeOracle {
  private MergeOracle() {}

  static void check(List<byte[]> updates) {
    byte[] merged;
    try {
      merged = UntrustedUpdates.merge(updates);
    } catch (DecodeException e) {
      assertRefusesOne(updates);
      return;
    }
    assertArrayEquals(
        UntrustedUpdates.merge(updates), merged, "the result depends on the input alone");
    assertIsSound(merged);
    assertIsSound(UntrustedUpdates.compact(updates));
    for (byte[] update : updates) {
      assertIsSound(UntrustedUpdates.diff(update, UntrustedUpdates.stateVector(merged)));
    }
  }

  private static void assertRefusesOne(List<byte[]> updates) {
    for (byte[] update : updates) {
      try {
        UntrustedUpdates.merge(List.of(update));
      } catch (DecodeException e) {
        return;
      }
    }
    throw new AssertionError("each update alone is accepted");
  }

  /** What came out can be put in again, also into a document. */
  private static void assertIsSound(byte[] update) {
    byte[] again = UntrustedUpdates.merge(List.of(update, update));
    UntrustedUpdates.meta(again);
    UntrustedUpdates.stateVector(again);
    new UpdateOracle(UpdateFormat.V1).apply(Documents.empty(), again);
  }
}
