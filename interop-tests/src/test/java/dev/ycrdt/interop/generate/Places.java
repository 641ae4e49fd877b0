package dev.ycrdt.interop.generate;

import dev.ycrdt.interop.scenario.Picks;

/** Picks and counts. */
final class Places {
  private Places() {}

  /** Any place, the first and the last more often than others. */
  static int pick(Dice dice) {
    return switch (dice.weighted(2, 3, 7)) {
      case 0 -> 0;
      case 1 -> Picks.MAX;
      default -> anywhere(dice);
    };
  }

  /** Which type an operation is for: roots first, as they are the least nested. */
  static int target(Dice dice) {
    return dice.weighted(2, 3) == 0 ? 0 : anywhere(dice);
  }

  /** Any place, all equally often. */
  static int anywhere(Dice dice) {
    return dice.between(0, Picks.MAX);
  }

  /** How much to delete or format: mostly little. */
  static int count(Dice dice) {
    return switch (dice.weighted(6, 3, 1)) {
      case 0 -> dice.between(1, 3);
      case 1 -> dice.between(1, 12);
      default -> dice.between(1, 200);
    };
  }
}
