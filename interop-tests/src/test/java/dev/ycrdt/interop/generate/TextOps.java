package dev.ycrdt.interop.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.interop.scenario.DeltaPart;
import dev.ycrdt.interop.scenario.Op;
import dev.ycrdt.interop.scenario.Tagged;

/** Operations on rich text. */
final class TextOps {
  private static final int MAX_BURST = 800;

  private TextOps() {}

  static Op any(Dice dice) {
    int on = Places.target(dice);
    return switch (dice.weighted(12, 1, 6, 6, 4, 1, 1)) {
      case 0 ->
          new Op.TextInsert(
              on, Places.pick(dice), Strings.text(dice), dice.nullable(70, () -> formatting(dice)));
      case 1 ->
          new Op.TextEmbed(
              on, Places.pick(dice), embed(dice), dice.nullable(50, () -> formatting(dice)));
      case 2 -> new Op.TextDelete(on, Places.pick(dice), Places.count(dice));
      case 3 -> new Op.TextFormat(on, Places.pick(dice), Places.count(dice), formatting(dice));
      case 4 -> new Op.TextDelta(on, dice.list(1, 5, () -> part(dice)), dice.flip());
      case 5 -> new Op.TextAttribute(on, Strings.attributeName(dice), Values.entry(dice, 1));
      default -> new Op.TextAttributeRemove(on, Strings.attributeName(dice));
    };
  }

  /** Hundreds of small edits in one operation. */
  static Op burst(Dice dice) {
    return new Op.TextBurst(
        Places.target(dice), dice.between(1, 1_000_000), dice.between(1, MAX_BURST));
  }

  private static DeltaPart part(Dice dice) {
    return switch (dice.weighted(3, 3, 2)) {
      case 0 ->
          new DeltaPart.Insert(
              dice.oneIn(9) ? embed(dice) : Values.string(dice),
              dice.nullable(50, () -> formatting(dice)));
      case 1 -> new DeltaPart.Retain(Places.count(dice), dice.nullable(50, () -> formatting(dice)));
      default -> new DeltaPart.Delete(Places.count(dice));
    };
  }

  /** Objects and types; Yjs takes a string for text and stumbles over null. */
  private static JsonNode embed(Dice dice) {
    return dice.weighted(3, 2) == 0
        ? Tagged.object(dice.map(0, 3, () -> Strings.key(dice), () -> Values.json(dice, 1)))
        : NestedTypes.any(dice, 1);
  }

  /** One or two attributes; null takes an attribute away. */
  private static JsonNode formatting(Dice dice) {
    return Tagged.object(
        dice.map(1, 2, () -> Strings.attributeName(dice), () -> attributeValue(dice)));
  }

  private static JsonNode attributeValue(Dice dice) {
    return switch (dice.weighted(5, 4, 2, 1)) {
      case 0 -> Tagged.bool(true);
      case 1 -> Tagged.nullValue();
      case 2 -> Tagged.string(dice.oneOf("red", "blue", ""));
      default -> Values.json(dice, 1);
    };
  }
}
