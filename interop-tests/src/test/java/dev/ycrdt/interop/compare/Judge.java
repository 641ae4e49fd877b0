package dev.ycrdt.interop.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.interop.mirror.Mirror;
import dev.ycrdt.interop.mirror.YjsMirror;
import dev.ycrdt.interop.scenario.Scenario;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a scenario on Yjs and on the implementation under test, and compares. */
public final class Judge {
  private final YjsMirror yjs;
  private final Mirror underTest;
  private final AtomicInteger operations = new AtomicInteger();

  public Judge(YjsMirror yjs, Mirror underTest) {
    this.yjs = yjs;
    this.underTest = underTest;
  }

  /** The first difference, if there is one. */
  public Optional<Difference> differenceIn(Scenario scenario) {
    operations.addAndGet(scenario.operationCount());
    JsonNode expected = yjs.run(scenario);
    JsonNode actual = underTest.run(scenario);
    return TranscriptComparer.compare(expected, actual)
        .or(() -> Convergence.check(scenario, actual));
  }

  /** How many operations have been judged. */
  int operationCount() {
    return operations.get();
  }

  /** What is wrong with the scenario; empty if nothing is. */
  public String report(Scenario scenario) {
    return differenceIn(scenario)
        .map(difference -> new DifferenceReport(yjs).render(scenario, difference))
        .orElse("");
  }

  /** Fails with a report if there is a difference. */
  public void check(Scenario scenario) {
    Optional<Difference> difference = differenceIn(scenario);
    if (difference.isPresent()) {
      throw new AssertionError(new DifferenceReport(yjs).render(scenario, difference.get()));
    }
  }
}
