package dev.ycrdt.interop.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ycrdt.interop.mirror.Mirror;
import dev.ycrdt.interop.mirror.YjsMirror;
import dev.ycrdt.interop.scenario.Scenario;
import dev.ycrdt.interop.scenario.ScenarioJson;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs a scenario on Yjs and on the implementation under test, and compares. Thread-safe. */
public final class Judge {
  private final YjsMirror yjs;
  private final Mirror underTest;

  public Judge(YjsMirror yjs, Mirror underTest) {
    this.yjs = yjs;
    this.underTest = underTest;
  }

  /** The first difference, if there is one. */
  public Optional<Difference> differenceIn(Scenario scenario) {
    String json = ScenarioJson.write(scenario);
    CompletableFuture<String> expected = yjs.digest(json);
    JsonNode actual = underTest.run(scenario);
    if (yjs.await(expected).equals(Digest.of(actual))) {
      return Convergence.check(json, actual);
    }
    return Optional.of(
        TranscriptComparer.compare(yjs.run(scenario), actual).orElseGet(Judge::orderOnly));
  }

  private static Difference orderOnly() {
    JsonNode none = JsonNodeFactory.instance.missingNode();
    return new Difference(0, "the mirrors write fields in different orders", none, none);
  }

  /** What is wrong with the scenario; empty if nothing is. */
  public String report(Scenario scenario) {
    return differenceIn(scenario)
        .map(difference -> new DifferenceReport(yjs).render(scenario, difference))
        .orElse("");
  }
}
