package dev.ycrdt.interop;

import dev.ycrdt.interop.compare.AverageOperations;
import dev.ycrdt.interop.compare.DifferentialRun;
import dev.ycrdt.interop.compare.Judge;
import dev.ycrdt.interop.compare.Judged;
import dev.ycrdt.interop.generate.Scenarios;
import dev.ycrdt.interop.mirror.JavaMirror;
import dev.ycrdt.interop.mirror.YjsMirror;
import dev.ycrdt.interop.scenario.Scenario;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Yjs and ycrdt run the same random scenarios and must record the same: every emitted update to the
 * byte, every event, and the state at checkpoints and at the end.
 *
 * <p>{@code -Dycrdt.ops=N} sets how many operations each property runs, {@code -Dycrdt.seed=S}
 * repeats a run.
 */
@AddLifecycleHook(DifferentialRun.class)
class DifferentialProperties implements Judged {
  private final Judge judge = new Judge(YjsMirror.shared(), new JavaMirror());

  @AverageOperations(80)
  @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
  void allTypes_sameAsYjs(@ForAll("anyScenario") Scenario scenario) {
    judge.check(scenario);
  }

  @AverageOperations(80)
  @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
  void richText_sameAsYjs(@ForAll("richTextScenario") Scenario scenario) {
    judge.check(scenario);
  }

  @AverageOperations(80)
  @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
  void mixedGc_sameAsYjs(@ForAll("mixedGcScenario") Scenario scenario) {
    judge.check(scenario);
  }

  @AverageOperations(1_000)
  @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
  void largeDocuments_sameAsYjs(@ForAll("largeScenario") Scenario scenario) {
    judge.check(scenario);
  }

  @Override
  public Judge judge() {
    return judge;
  }

  @Provide
  Arbitrary<Scenario> anyScenario() {
    return Scenarios.any();
  }

  @Provide
  Arbitrary<Scenario> richTextScenario() {
    return Scenarios.richText();
  }

  @Provide
  Arbitrary<Scenario> mixedGcScenario() {
    return Scenarios.mixedGc();
  }

  @Provide
  Arbitrary<Scenario> largeScenario() {
    return Scenarios.largeDocuments();
  }
}
