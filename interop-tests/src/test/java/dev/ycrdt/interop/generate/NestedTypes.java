package dev.ycrdt.interop.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.interop.scenario.Tagged;
import java.util.List;

/** Shared types to be inserted, with what they hold from the start. */
final class NestedTypes {
  private NestedTypes() {}

  /** Any type, with types in it down to the depth. */
  static JsonNode any(Dice dice, int depth) {
    if (depth == 0) {
      return dice.flip() ? text(dice, "text") : empty(dice);
    }
    return switch (dice.weighted(3, 2, 2, 1, 1)) {
      case 0 -> text(dice, "text");
      case 1 ->
          Tagged.type(
              "array", Tagged.array(dice.list(0, 3, () -> Values.element(dice, depth - 1))));
      case 2 ->
          Tagged.type(
              "map",
              Tagged.pairs(
                  dice.map(0, 3, () -> Strings.key(dice), () -> Values.entry(dice, depth - 1))));
      case 3 -> Tagged.type("fragment", xmlChildren(dice, depth - 1));
      default -> xml(dice, depth);
    };
  }

  /** What may be a child in XML. */
  static JsonNode xml(Dice dice, int depth) {
    return switch (dice.weighted(4, 3, 1)) {
      case 0 -> element(dice, depth);
      case 1 -> text(dice, "xmlText");
      default -> hook(dice);
    };
  }

  private static JsonNode empty(Dice dice) {
    return Tagged.type(dice.oneOf("array", "map", "fragment"), Tagged.array(List.of()));
  }

  private static JsonNode text(Dice dice, String kind) {
    return Tagged.type(kind, Tagged.string(Strings.text(dice)));
  }

  private static JsonNode xmlChildren(Dice dice, int depth) {
    return Tagged.array(depth <= 0 ? List.of() : dice.list(0, 3, () -> xml(dice, depth - 1)));
  }

  private static JsonNode element(Dice dice, int depth) {
    ObjectNode element =
        Tagged.type("element", xmlChildren(dice, depth)).put("name", Strings.nodeName(dice));
    return element.set(
        "attrs",
        Tagged.pairs(dice.map(0, 2, () -> Strings.attributeName(dice), () -> Values.string(dice))));
  }

  private static JsonNode hook(Dice dice) {
    return Tagged.type(
            "hook",
            Tagged.pairs(dice.map(0, 2, () -> Strings.key(dice), () -> Values.any(dice, 0))))
        .put("name", Strings.nodeName(dice));
  }
}
