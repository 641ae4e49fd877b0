package dev.ycrdt.interop.compare;

import dev.ycrdt.interop.scenario.Scenario;
import dev.ycrdt.interop.scenario.ScenarioJson;
import java.nio.file.Path;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Sets the length and the seed of a differential property from {@code -Dycrdt.ops} and {@code
 * -Dycrdt.seed}, and on failure stores the scenario and says how to repeat the run.
 */
public final class DifferentialRun implements AroundPropertyHook {
  /** How many operations a property runs when nothing else is asked for. */
  private static final int DEFAULT_OPERATIONS = 20_000;

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    int operations = Integer.getInteger("ycrdt.ops", DEFAULT_OPERATIONS);
    int average = context.findAnnotation(AverageOperations.class).orElseThrow().value();
    context.attributes().setTries(Math.max(1, operations / average));
    String seed = System.getProperty("ycrdt.seed");
    if (seed != null) {
      context.attributes().setSeed(seed);
    }
    PropertyExecutionResult result = property.execute();
    if (result.status() == PropertyExecutionResult.Status.FAILED) {
      return explained(context, operations, result);
    }
    int judged = judge(context).operationCount();
    return judged < operations
        ? result.mapToFailed("only " + judged + " operations ran, not " + operations)
        : result;
  }

  private static Judge judge(PropertyLifecycleContext context) {
    return ((Judged) context.testInstance()).judge();
  }

  private static PropertyExecutionResult explained(
      PropertyLifecycleContext context, int operations, PropertyExecutionResult result) {
    String rerun =
        "To repeat this run: mvn -pl interop-tests -am verify -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dtest=%s#%s -Dycrdt.ops=%d -Dycrdt.seed=%s%n"
                .formatted(
                    context.containerClass().getSimpleName(),
                    context.targetMethod().getName(),
                    operations,
                    result.seed().orElse("(not known)"));
    String scenario =
        result
            .falsifiedParameters()
            .map(values -> smallest(context, (Scenario) values.get(0)))
            .orElse("");
    return result.mapToFailed(
        new AssertionError(rerun + scenario, result.throwable().orElse(null)));
  }

  /** Makes the scenario as small as it gets, stores it, and renders what is wrong with it. */
  private static String smallest(PropertyLifecycleContext context, Scenario failing) {
    Judge judge = judge(context);
    Scenario smallest =
        new ScenarioMinimizer(candidate -> judge.differenceIn(candidate).isPresent())
            .minimize(failing);
    Path file = Path.of("target", "failing-scenarios", context.targetMethod().getName() + ".json");
    ScenarioJson.write(smallest, file);
    return "The scenario is in " + file + "\n" + judge.report(smallest);
  }
}
