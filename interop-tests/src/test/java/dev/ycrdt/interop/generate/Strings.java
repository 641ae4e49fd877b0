package dev.ycrdt.interop.generate;

/**
 * Strings that are likely to hurt: surrogate pairs, newlines, keys that JavaScript sorts as
 * numbers.
 */
final class Strings {
  private Strings() {}

  /** Text to insert, 1 to 40 UTF-16 code units, now and then with a lone surrogate. */
  static String text(Dice dice) {
    return dice.oneIn(951)
        ? dice.oneOf("\ud83d", "\ude00", "x\ud83d", "\ude00\ud83d")
        : wellFormed(dice);
  }

  /** The same without lone surrogates, which JSON escapes and the other formats replace. */
  static String wellFormed(Dice dice) {
    return switch (dice.weighted(60, 10, 15, 10)) {
      case 0 -> letters(dice, dice.between(1, 5));
      case 1 -> letters(dice, dice.between(6, 40));
      case 2 -> dice.oneOf("😀", "a👾b", "é😀😀", "\u2028", "नी", "😀x😀");
      default -> dice.oneOf("\n", "ab\n", "\nx\n", " ", "\t\"\\\u0001\u007f");
    };
  }

  private static String letters(Dice dice, int length) {
    StringBuilder letters = new StringBuilder(length);
    for (int index = 0; index < length; index++) {
      letters.append((char) dice.between('a', 'z'));
    }
    return letters.toString();
  }

  /** Keys of maps and objects. */
  static String key(Dice dice) {
    return dice.oneOf("a", "b", "c", "key", "10", "2", "0", "01", "", "ключ", "😀", "4294967295");
  }

  /** Attribute names of rich text and elements. */
  static String attributeName(Dice dice) {
    return dice.oneOf("bold", "italic", "link", "color", "1", "0");
  }

  /** Names of XML elements and hooks; some change when they are turned to lower case. */
  static String nodeName(Dice dice) {
    return dice.oneOf("p", "div", "SPAN", "TITLE", "İ");
  }
}
