package dev.ycrdt.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.fuzz.Documents.RootKind;

/** Several updates in format V1, which may wait for each other. */
final class PendingUpdatesFuzzTest {
  private final UpdateOracle oracle = new UpdateOracle(UpdateFormat.V1);

  @FuzzTest(maxDuration = "20m")
  void applyInOrder(byte[] data) {
    AllocationBudget.run(() -> check(data));
  }

  private void check(byte[] data) {
    RootKind kind = RootKind.forInput(data);
    YDoc doc = Documents.empty();
    for (byte[] update : InputParts.split(data)) {
      oracle.apply(doc, update);
    }
    oracle.reload(doc, kind);
    Documents.edit(doc, kind);
    oracle.reload(doc, kind);
  }
}
