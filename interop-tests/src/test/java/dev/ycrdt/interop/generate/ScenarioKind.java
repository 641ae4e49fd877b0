package dev.ycrdt.interop.generate;

import dev.ycrdt.interop.scenario.Scenario;

/** What random scenarios are about. */
public enum ScenarioKind {
  /** All types, over a network that does everything wrong. */
  ALL_TYPES(20),

  /** Rich text only, where most of the subtle rules are. */
  RICH_TEXT(20),

  /** Some clients drop deleted content and some keep it. */
  MIXED_GC(10),

  /** Documents of thousands of items. */
  LARGE_DOCUMENTS(20);

  private final int weight;

  ScenarioKind(int weight) {
    this.weight = weight;
  }

  /** The scenario of this kind that belongs to a seed: always the same one. */
  public Scenario scenario(long seed) {
    Dice dice = new Dice(seed);
    return switch (this) {
      case ALL_TYPES -> Scenarios.allTypes(dice);
      case RICH_TEXT -> Scenarios.richText(dice);
      case MIXED_GC -> Scenarios.mixedGc(dice);
      case LARGE_DOCUMENTS -> Scenarios.largeDocuments(dice);
    };
  }

  /** How many of all operations are for this kind; the sum over all kinds is at least the total. */
  public long share(long operations) {
    long weights = 0;
    for (ScenarioKind kind : values()) {
      weights += kind.weight;
    }
    return (operations * weight + weights - 1) / weights;
  }
}
