package dev.ycrdt.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

  /** What came out can be put in again, and says the same then. */
  private static void assertIsSound(byte[] update) {
    byte[] again = UntrustedUpdates.merge(List.of(update, update));
    assertEquals(UntrustedUpdates.meta(update), UntrustedUpdates.meta(again));
    assertArrayEquals(UntrustedUpdates.stateVector(update), UntrustedUpdates.stateVector(again));
    assertArrayEquals(again, UntrustedUpdates.merge(List.of(again, update)), "merge is idempotent");
  }
}
