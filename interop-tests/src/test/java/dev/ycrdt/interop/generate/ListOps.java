package dev.ycrdt.interop.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.interop.scenario.Op;
import java.util.List;

/** Operations on arrays, maps and XML. */
final class ListOps {
  private static final int TYPE_DEPTH = 2;

  private ListOps() {}

  static Op onArray(Dice dice) {
    int on = Places.target(dice);
    return switch (dice.weighted(6, 2, 1, 4)) {
      case 0 -> new Op.ArrayInsert(on, Places.pick(dice), elements(dice));
      case 1 -> new Op.ArrayPush(on, elements(dice));
      case 2 -> new Op.ArrayUnshift(on, elements(dice));
      default -> new Op.ArrayDelete(on, Places.pick(dice), Places.count(dice));
    };
  }

  static Op onMap(Dice dice) {
    int on = Places.target(dice);
    return switch (dice.weighted(12, 4, 1)) {
      case 0 -> new Op.MapSet(on, Strings.key(dice), Values.entry(dice, TYPE_DEPTH));
      case 1 -> new Op.MapDelete(on, Strings.key(dice));
      default -> new Op.MapClear(on);
    };
  }

  static Op onXml(Dice dice) {
    int on = Places.target(dice);
    return switch (dice.weighted(4, 2, 1, 3, 3, 1)) {
      case 0 -> new Op.XmlInsert(on, Places.pick(dice), children(dice));
      case 1 -> new Op.XmlInsertAfter(on, Places.pick(dice), children(dice));
      case 2 -> new Op.XmlPush(on, children(dice));
      case 3 -> new Op.XmlDelete(on, Places.pick(dice), Places.count(dice));
      case 4 -> new Op.ElementAttribute(on, Strings.attributeName(dice), attributeValue(dice));
      default -> new Op.ElementAttributeRemove(on, Strings.attributeName(dice));
    };
  }

  /**
   * Insertions for observers. What an observer does is joined with older items before its own event
   * is made, after which Yjs reports it wrongly; entries and types are never joined.
   */
  static Op neverJoined(Dice dice) {
    int on = Places.target(dice);
    return dice.flip()
        ? new Op.MapSet(on, Strings.key(dice), Values.entry(dice, 1))
        : new Op.XmlInsert(on, Places.pick(dice), List.of(NestedTypes.xml(dice, 1)));
  }

  private static List<JsonNode> elements(Dice dice) {
    return dice.list(1, 4, () -> Values.element(dice, TYPE_DEPTH));
  }

  private static List<JsonNode> children(Dice dice) {
    return dice.list(1, 3, () -> NestedTypes.xml(dice, TYPE_DEPTH));
  }

  private static JsonNode attributeValue(Dice dice) {
    return dice.oneIn(5) ? Values.entry(dice, 1) : Values.string(dice);
  }
}
