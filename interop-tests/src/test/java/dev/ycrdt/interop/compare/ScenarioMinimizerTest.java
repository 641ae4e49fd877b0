package dev.ycrdt.interop.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.interop.scenario.ClientSpec;
import dev.ycrdt.interop.scenario.Op;
import dev.ycrdt.interop.scenario.Scenario;
import dev.ycrdt.interop.scenario.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioMinimizerTest {
  private static final Op CULPRIT = new Op.MapDelete(0, "k");
  private static final Op INNOCENT = new Op.MapClear(0);

  @Test
  void minimize_oneStepAndOneOpMatter_leavesOnlyThose() {
    List<Step> steps = new ArrayList<>();
    for (int client = 0; client < 20; client++) {
      steps.add(
          new Step.Edit(
              client, true, List.of(INNOCENT, client == 13 ? CULPRIT : INNOCENT, INNOCENT)));
      steps.add(new Step.Sync(client, 0, false));
    }
    Scenario failing = new Scenario(List.of(new ClientSpec(1, true, true)), steps);

    Scenario smallest = new ScenarioMinimizer(ScenarioMinimizerTest::fails).minimize(failing);

    List<Step> expected =
        List.of(new Step.Edit(13, true, List.of(CULPRIT)), new Step.Sync(17, 0, false));
    assertEquals(expected, smallest.steps());
  }

  // It takes both: the operation, and a certain step later on.
  private static boolean fails(Scenario scenario) {
    boolean culprit = false;
    for (Step step : scenario.steps()) {
      culprit |= step instanceof Step.Edit edit && edit.ops().contains(CULPRIT);
      if (culprit && step.equals(new Step.Sync(17, 0, false))) {
        return true;
      }
    }
    return false;
  }
}
