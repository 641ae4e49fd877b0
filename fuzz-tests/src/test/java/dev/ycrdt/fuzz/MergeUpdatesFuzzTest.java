package dev.ycrdt.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Functions on bytes with several updates in format V1. */
final class MergeUpdatesFuzzTest {
  @FuzzTest(maxDuration = "20m")
  void merge(byte[] data) {
    AllocationBudget.run(() -> MergeOracle.check(InputParts.split(data)));
  }
}
