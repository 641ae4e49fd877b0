package dev.ycrdt.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.fuzz.Documents.RootKind;

/** One update in format V1, applied to an empty document and to one that it may refer to. */
final class ApplyUpdateFuzzTest {
  private final UpdateOracle oracle = new UpdateOracle(UpdateFormat.V1);

  @FuzzTest(maxDuration = "20m")
  void applyUpdate(byte[] update) {
    AllocationBudget.run(() -> check(update));
  }

  private void check(byte[] update) {
    RootKind kind = RootKind.forInput(update);
    YDoc doc = Documents.withContent();
    if (oracle.apply(doc, update)) {
      oracle.reload(doc, kind);
      oracle.compareWithBytes(update, kind);
      Documents.edit(doc, kind);
      oracle.reload(doc, kind);
    }
    oracle.apply(Documents.empty(), update);
  }
}
