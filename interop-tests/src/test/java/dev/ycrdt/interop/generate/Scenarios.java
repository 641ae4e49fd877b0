package dev.ycrdt.interop.generate;

import dev.ycrdt.interop.scenario.ClientSpec;
import dev.ycrdt.interop.scenario.Op;
import dev.ycrdt.interop.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Whole scenarios: 2 to 6 clients that edit and exchange updates. */
final class Scenarios {
  private static final int MAX_STEPS = 120;
  private static final int MAX_STEPS_OF_LARGE = 40;
  private static final int MAX_CLIENTS = 6;

  private Scenarios() {}

  static Scenario allTypes(Dice dice) {
    return of(dice, sameGc(dice), new Steps(dice, Scenarios::anyOp), MAX_STEPS);
  }

  static Scenario richText(Dice dice) {
    Steps steps = new Steps(dice, same -> same.oneIn(21) ? probe(same) : TextOps.any(same));
    return of(dice, sameGc(dice), steps, MAX_STEPS);
  }

  /** Observers on few clients, because Yjs reads all items for each event. */
  static Scenario largeDocuments(Dice dice) {
    Steps steps = new Steps(dice, same -> same.oneIn(5) ? TextOps.burst(same) : anyOp(same));
    return of(dice, sameGc(dice), steps, MAX_STEPS_OF_LARGE);
  }

  static Scenario mixedGc(Dice dice) {
    return of(dice, dice::flip, new Steps(dice, Scenarios::anyOp), MAX_STEPS);
  }

  private static BooleanSupplier sameGc(Dice dice) {
    boolean gc = dice.flip();
    return () -> gc;
  }

  private static Scenario of(Dice dice, BooleanSupplier gc, Steps steps, int maxSteps) {
    return new Scenario(clients(dice, gc), dice.list(1, maxSteps, steps::next));
  }

  private static List<ClientSpec> clients(Dice dice, BooleanSupplier gc) {
    Set<Long> ids = new HashSet<>();
    List<ClientSpec> clients = new ArrayList<>();
    int count = dice.between(2, MAX_CLIENTS);
    while (clients.size() < count) {
      long id = clientId(dice);
      if (ids.add(id)) {
        clients.add(new ClientSpec(id, gc.getAsBoolean(), !dice.oneIn(4)));
      }
    }
    return clients;
  }

  private static long clientId(Dice dice) {
    return switch (dice.weighted(3, 2, 1)) {
      case 0 -> dice.between(1L, 200);
      case 1 -> dice.between(1, 0xffff_ffffL);
      default -> dice.between(1, (1L << 53) - 1) >> dice.between(0, 20);
    };
  }

  static Op anyOp(Dice dice) {
    return switch (dice.weighted(8, 5, 5, 5, 1)) {
      case 0 -> TextOps.any(dice);
      case 1 -> ListOps.onArray(dice);
      case 2 -> ListOps.onMap(dice);
      case 3 -> ListOps.onXml(dice);
      default -> probe(dice);
    };
  }

  private static Op probe(Dice dice) {
    return new Op.Probe(
        dice.oneOf("text", "array", "map", "fragment", "element"),
        Places.target(dice),
        Places.pick(dice));
  }
}
