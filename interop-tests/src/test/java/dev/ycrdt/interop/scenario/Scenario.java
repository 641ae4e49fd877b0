package dev.ycrdt.interop.scenario;

import java.util.List;

/**
 * A test run as data: both mirrors execute it on their own.
 *
 * <p>Every list of steps is valid. Client numbers count modulo the number of clients and places are
 * {@linkplain Picks picks}, so that a scenario stays executable while steps are taken out of it.
 *
 * @param clients at least one
 */
public record Scenario(List<ClientSpec> clients, List<Step> steps) {

  /** The same documents with other steps. */
  public Scenario withSteps(List<Step> otherSteps) {
    return new Scenario(clients, otherSteps);
  }

  /** How many operations on shared types the steps hold, nested ones included. */
  public int operationCount() {
    return steps.stream().mapToInt(Step::operationCount).sum();
  }
}
