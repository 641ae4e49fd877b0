package dev.ycrdt.core.internal.update.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Recognises short JSON texts that are certainly valid and certainly what {@code JSON.stringify}
 * writes, so that the attributes of rich text are not parsed one by one. A no means: parse it.
 */
final class JsonScalar {
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");
  private static final byte[] UNDEFINED = ascii("undefined");

  /** Every integer of at most 15 digits is a double of its own and printed in full. */
  private static final int MAX_EXACT_DIGITS = 15;

  private JsonScalar() {}

  static boolean isCanonical(byte[] text, int from, int to) {
    if (from == to) {
      return false;
    }
    int first = text[from];
    if (first == '"') {
      return isPlainString(text, from, to);
    }
    if (first == '-' || (first >= '0' && first <= '9')) {
      return isInteger(text, first == '-' ? from + 1 : from, to, first == '-');
    }
    return equal(TRUE, text, from, to)
        || equal(NULL, text, from, to)
        || equal(FALSE, text, from, to);
  }

  /** {@return whether the text is the word that legacy JSON content holds for undefined} */
  static boolean isUndefined(byte[] text, int from, int to) {
    return equal(UNDEFINED, text, from, to);
  }

  private static boolean isPlainString(byte[] text, int from, int to) {
    int last = to - 1;
    if (last == from || text[last] != '"') {
      return false;
    }
    for (int i = from + 1; i < last; i++) {
      // Bytes of multi-byte characters are negative here; the UTF-8 itself is checked already.
      int b = text[i];
      if ((b >= 0 && b < 0x20) || b == '"' || b == '\\') {
        return false;
      }
    }
    return true;
  }

  private static boolean isInteger(byte[] text, int from, int to, boolean negative) {
    int digits = to - from;
    if (digits == 0 || digits > MAX_EXACT_DIGITS) {
      return false;
    }
    if (text[from] == '0' && (digits > 1 || negative)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(byte[] word, byte[] text, int from, int to) {
    return Arrays.equals(word, 0, word.length, text, from, to);
  }

  private static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }
}
