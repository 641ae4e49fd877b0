package dev.ycrdt.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.core.DecodeException;
import java.util.List;

/** What must hold when any byte strings are merged. */
final class MergeOracle {
  private final UpdateFormat format;

  MergeOracle(UpdateFormat format) {
    this.format = format;
  }

  void check(List<byte[]> updates) {
    AllocationBudget budget = new AllocationBudget();
    byte[] merged;
    try {
      merged = format.merge(updates);
    } catch (DecodeException e) {
      assertRefusesOne(updates);
      return;
    }
    assertArrayEquals(format.merge(updates), merged, "the result depends on the input alone");
    assertIsSound(merged);
    assertIsSound(format.compact(updates));
    for (byte[] update : updates) {
      assertIsSound(format.diff(update, format.stateVector(merged)));
    }
    budget.check("merge");
  }

  private void assertRefusesOne(List<byte[]> updates) {
    for (byte[] update : updates) {
      try {
        format.merge(List.of(update));
      } catch (DecodeException e) {
        return;
      }
    }
    throw new AssertionError("each update alone is accepted");
  }

  /** What came out can be put in again, and says the same then. */
  private void assertIsSound(byte[] update) {
    byte[] again = format.merge(List.of(update, update));
    assertEquals(format.meta(update), format.meta(again));
    assertArrayEquals(format.stateVector(update), format.stateVector(again));
    assertArrayEquals(again, format.merge(List.of(again, update)), "merge is idempotent");
  }
}
