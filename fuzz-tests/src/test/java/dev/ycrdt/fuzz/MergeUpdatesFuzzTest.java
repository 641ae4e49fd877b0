package dev.ycrdt.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Functions on bytes with several updates in format V1. */
final class MergeUpdatesFuzzTest {
  private final MergeOracle oracle = new MergeOracle(UpdateFormat.V1);

  @FuzzTest(maxDuration = "20m")
  void merge(byte[] data) {
    oracle.check(InputParts.split(data));
  }
}
