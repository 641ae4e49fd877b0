package dev.ycrdt.interop.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.interop.scenario.Scenario;

/** Something that can execute a scenario. */
@FunctionalInterface
public interface Mirror {

  /**
   * Executes a scenario on fresh documents.
   *
   * @return an array with an entry for each step, then one for the settling at the end; it ends
   *     early with an {@code error} entry when a step failed
   */
  JsonNode run(Scenario scenario);
}
