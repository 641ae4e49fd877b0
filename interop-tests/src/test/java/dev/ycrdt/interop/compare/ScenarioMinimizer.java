package dev.ycrdt.interop.compare;

import dev.ycrdt.interop.scenario.Op;
import dev.ycrdt.interop.scenario.Scenario;
import dev.ycrdt.interop.scenario.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Takes steps and operations out of a failing scenario for as long as it keeps failing.
 *
 * <p>jqwik has shrunk the scenario before, within its time limit. This removes ranges of halving
 * size, which gets long scenarios down to the few steps that matter.
 */
public final class ScenarioMinimizer {
  private final Predicate<Scenario> fails;

  public ScenarioMinimizer(Predicate<Scenario> fails) {
    this.fails = fails;
  }

  /** A scenario that fails and from which no single step or operation can be taken. */
  public Scenario minimize(Scenario failing) {
    Scenario smaller = failing;
    Scenario before;
    do {
      before = smaller;
      smaller = withFewerSteps(smaller);
      smaller = withFewerOps(smaller);
    } while (!smaller.equals(before));
    return smaller;
  }

  private Scenario withFewerSteps(Scenario scenario) {
    return scenario.withSteps(reduce(scenario.steps(), scenario::withSteps));
  }

  private Scenario withFewerOps(Scenario scenario) {
    Scenario smaller = scenario;
    for (int index = 0; index < smaller.steps().size(); index++) {
      if (smaller.steps().get(index) instanceof Step.Edit edit) {
        Scenario current = smaller;
        int at = index;
        Function<List<Op>, Scenario> rebuild =
            ops -> withStep(current, at, new Step.Edit(edit.client(), edit.transaction(), ops));
        smaller = rebuild.apply(reduce(edit.ops(), rebuild));
      }
    }
    return smaller;
  }

  private static Scenario withStep(Scenario scenario, int index, Step step) {
    List<Step> steps = new ArrayList<>(scenario.steps());
    steps.set(index, step);
    return scenario.withSteps(steps);
  }

  private <T> List<T> reduce(List<T> elements, Function<List<T>, Scenario> rebuild) {
    List<T> smallest = elements;
    for (int size = elements.size(); size > 0; size /= 2) {
      int start = 0;
      while (start < smallest.size()) {
        List<T> candidate = without(smallest, start, size);
        if (fails.test(rebuild.apply(candidate))) {
          smallest = candidate;
        } else {
          start += size;
        }
      }
    }
    return smallest;
  }

  private static <T> List<T> without(List<T> elements, int start, int count) {
    List<T> rest = new ArrayList<>(elements.subList(0, start));
    rest.addAll(elements.subList(Math.min(elements.size(), start + count), elements.size()));
    return rest;
  }
}
