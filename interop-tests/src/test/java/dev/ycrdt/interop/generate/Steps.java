package dev.ycrdt.interop.generate;

import dev.ycrdt.interop.scenario.Op;
import dev.ycrdt.interop.scenario.Step;
import java.util.List;
import java.util.function.Function;

/** The steps of a scenario. */
final class Steps {
  private static final int MAX_CLIENT = 5;

  private final Dice dice;
  private final Function<Dice, Op> ops;

  /** Steps whose edits are operations of the given kind. */
  Steps(Dice dice, Function<Dice, Op> ops) {
    this.dice = dice;
    this.ops = ops;
  }

  Step next() {
    int client = dice.between(0, MAX_CLIENT);
    return switch (dice.weighted(50, 25, 2, 4, 6, 1, 2, 1, 4)) {
      case 0 -> new Step.Edit(client, dice.flip(), dice.list(1, 6, this::opOrNested));
      case 1 -> new Step.Deliver(client, Places.pick(dice), dice.oneIn(6), dice.oneIn(3));
      case 2 -> new Step.Lose(client, Places.pick(dice));
      case 3 -> new Step.DeliverMerged(client, dice.between(1, 8));
      case 4 -> new Step.Sync(client, dice.between(0, MAX_CLIENT), dice.flip());
      case 5 -> new Step.Reload(client, dice.flip());
      case 6 -> new Step.Watch(client, Places.pick(dice));
      case 7 -> new Step.React(client, Places.pick(dice), ListOps.neverJoined(dice));
      default -> new Step.Check(client);
    };
  }

  private Op opOrNested() {
    if (dice.oneIn(16)) {
      List<Op> inner = dice.list(1, 3, () -> ops.apply(dice));
      return new Op.Nested(inner);
    }
    return ops.apply(dice);
  }
}
