package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.lib0.ByteWriter;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 in which half a surrogate pair is written as the three bytes of its code point.
 *
 * <p>Strings of format V2 can begin with the second half of a pair and end with the first. All
 * methods take it for granted that the bytes are well formed.
 */
final class Wtf8 {
  private static final int HALF_LEAD = 0xed;
  private static final int HALF_SECOND = 0xa0;
  private static final int HALF_BYTES = 3;

  private Wtf8() {}

  /** {@return the number of UTF-16 code units in {@code byteCount} bytes} */
  static int utf16Length(byte[] bytes, int from, int byteCount) {
    int units = 0;
    for (int i = from; i < from + byteCount; i++) {
      int b = bytes[i] & 0xff;
      // Every byte that does not continue a character starts one; those of four bytes are pairs.
      if ((b & 0xc0) != 0x80) {
        units += b < 0xf0 ? 1 : 2;
      }
    }
    return units;
  }

  /** {@return the string, halves included} */
  static String decode(byte[] bytes, int from, int byteCount) {
    int end = from + byteCount;
    int half = nextHalf(bytes, from, end);
    if (half == end) {
      return utf8(bytes, from, end);
    }
    StringBuilder text = new StringBuilder(byteCount);
    int at = from;
    while (half < end) {
      text.append(utf8(bytes, at, half));
      text.append((char) (0xd000 | (bytes[half + 1] & 0x3f) << 6 | (bytes[half + 2] & 0x3f)));
      at = half + HALF_BYTES;
      half = nextHalf(bytes, at, end);
    }
    return text.append(utf8(bytes, at, end)).toString();
  }

  private static String utf8(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** {@return where the next half pair begins, or {@code to}} */
  private static int nextHalf(byte[] bytes, int from, int to) {
    for (int at = from; at + 1 < to; at++) {
      if ((bytes[at] & 0xff) == HALF_LEAD && (bytes[at + 1] & 0xff) >= HALF_SECOND) {
        return at;
      }
    }
    return to;
  }

  /** Puts U+FFFD in the place of every half pair, as encoding the string as UTF-8 would. */
  static void replaceHalves(byte[] bytes, int from, int to) {
    int half = nextHalf(bytes, from, to);
    while (half < to) {
      bytes[half] = (byte) 0xef;
      bytes[half + 1] = (byte) 0xbf;
      bytes[half + 2] = (byte) 0xbd;
      half = nextHalf(bytes, half + HALF_BYTES, to);
    }
  }

  /** Writes the length in bytes, then the string, halves included. */
  static void writeVarString(String text, ByteWriter out) {
    ByteWriter bytes = new ByteWriter(text.length() * 3);
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      if (codePoint >> 11 == 0xd800 >> 11) {
        bytes.writeUint8(HALF_LEAD);
        bytes.writeUint8(0x80 | (codePoint >> 6 & 0x3f));
        bytes.writeUint8(0x80 | (codePoint & 0x3f));
      } else {
        bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
      }
      at += Character.charCount(codePoint);
    }
    out.writeVarBytes(bytes.array(), 0, bytes.size());
  }
}
