package dev.ycrdt.interop.generate;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;

/**
 * Strings that are likely to hurt: surrogate pairs, newlines, keys that JavaScript sorts as
 * numbers.
 */
final class Strings {
  private Strings() {}

  /** Text to insert, 1 to 40 UTF-16 code units, now and then with a lone surrogate. */
  static Arbitrary<String> texts() {
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(950, wellFormed()),
            Tuple.of(1, Arbitraries.of("\ud83d", "\ude00", "x\ud83d", "\ude00\ud83d"))));
  }

  /** The same without lone surrogates, which JSON escapes and the other formats replace. */
  static Arbitrary<String> wellFormed() {
    StringArbitrary letters = Arbitraries.strings().withCharRange('a', 'z');
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(60, letters.ofMinLength(1).ofMaxLength(5)),
            Tuple.of(10, letters.ofMinLength(6).ofMaxLength(40)),
            Tuple.of(15, Arbitraries.of("😀", "a👾b", "é😀😀", "\u2028", "नी", "😀x😀")),
            Tuple.of(10, Arbitraries.of("\n", "ab\n", "\nx\n", " ", "\t\"\\\u0001\u007f"))));
  }

  /** Keys of maps and objects. */
  static Arbitrary<String> keys() {
    return Opaque.of(
        Arbitraries.of("a", "b", "c", "key", "10", "2", "0", "01", "", "ключ", "😀", "4294967295"));
  }

  /** Attribute names of rich text and elements. */
  static Arbitrary<String> attributeNames() {
    return Opaque.of(Arbitraries.of("bold", "italic", "link", "color", "1", "0"));
  }

  /** Names of XML elements and hooks; some change when they are turned to lower case. */
  static Arbitrary<String> nodeNames() {
    return Opaque.of(Arbitraries.of("p", "div", "SPAN", "TITLE", "İ"));
  }
}
