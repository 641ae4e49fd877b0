package dev.ycrdt.core.lib0;

import dev.ycrdt.core.DecodeException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * UTF-8 as browsers read and write it for Yjs: strict when decoding, replacing when encoding.
 *
 * <p>Decoding refuses overlong forms, encoded surrogates, code points above U+10FFFF and cut
 * sequences, as {@code TextDecoder} with {@code fatal} does. Encoding writes U+FFFD for a surrogate
 * without its other half, where {@link String#getBytes(java.nio.charset.Charset)} would write a
 * question mark. Ranges are the caller's to check; they must lie inside the arrays. Stateless.
 */
public final class Utf8 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** {@return whether {@code byteCount} bytes from {@code from} are all below 0x80} */
  public static boolean isAscii(byte[] src, int from, int byteCount) {
    return asciiPrefix(src, from, byteCount) == byteCount;
  }

  /**
   * Number of bytes below 0x80 at the start, counted in whole longs where a long holds another
   * byte.
   */
  private static int asciiPrefix(byte[] src, int from, int byteCount) {
    int end = from + byteCount;
    int at = from;
    while (at <= end - Long.BYTES && ((long) LONG.get(src, at) & HIGH_BITS) == 0) {
      at += Long.BYTES;
    }
    while (at < end && src[at] >= 0) {
      at++;
    }
    return at - from;
  }

  /**
   * {@return the length in UTF-16 code units of {@code byteCount} bytes of UTF-8}
   *
   * @throws DecodeException if they are malformed, with the offset of the first malformed sequence
   */
  public static int utf16Length(byte[] src, int from, int byteCount) {
    int end = from + byteCount;
    int ascii = asciiPrefix(src, from, byteCount);
    int at = from + ascii;
    int length = ascii;
    while (at < end) {
      int lead = src[at];
      if (lead >= 0) {
        at++;
        length++;
      } else {
        int codePoint = decodeMultiByte(src, at, end);
        at += byteCount(codePoint);
        length += Character.charCount(codePoint);
      }
    }
    return length;
  }

  /** {@return the number of bytes of the character that starts with {@code lead} in valid UTF-8} */
  static int characterBytes(byte lead) {
    return lead >= 0 ? 1 : (lead & 0xff) < 0xe0 ? 2 : (lead & 0xff) < 0xf0 ? 3 : 4;
  }

  /**
   * Decodes {@code byteCount} bytes of UTF-8 into {@code dst} from {@code dstFrom}, which needs
   * room for {@link #utf16Length} code units ({@code byteCount} always suffice).
   *
   * @return the number of UTF-16 code units written
   * @throws DecodeException if they are malformed, with the offset of the first malformed sequence
   */
  public static int decode(byte[] src, int from, int byteCount, char[] dst, int dstFrom) {
    int end = from + byteCount;
    int at = from;
    int to = dstFrom;
    while (at < end) {
      int lead = src[at];
      if (lead >= 0) {
        dst[to++] = (char) lead;
        at++;
      } else {
        int codePoint = decodeMultiByte(src, at, end);
        at += byteCount(codePoint);
        to += Character.toChars(codePoint, dst, to);
      }
    }
    return to - dstFrom;
  }

  private static int decodeMultiByte(byte[] src, int at, int end) {
    int lead = src[at] & 0xff;
    int more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (lead < 0xc2 || lead > 0xf4) {
      throw new DecodeException("invalid UTF-8: no character starts with byte " + hex(lead), at);
    }
    if (end - at <= more) {
      throw new DecodeException("invalid UTF-8: text ends inside a character", at);
    }
    int codePoint = lead & (0x3f >> more);
    for (int i = 1; i <= more; i++) {
      int next = src[at + i];
      if ((next & 0xc0) != 0x80) {
        throw new DecodeException(
            "invalid UTF-8: byte " + hex(next & 0xff) + " inside a character", at);
      }
      codePoint = codePoint << 6 | (next & 0x3f);
    }
    if (byteCount(codePoint) != more + 1 || isSurrogate(codePoint) || codePoint > 0x10ffff) {
      throw new DecodeException(
          "invalid UTF-8: " + (more + 1) + " bytes for code point " + hex(codePoint), at);
    }
    return codePoint;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >> 11 == 0xd800 >> 11;
  }

  private static int byteCount(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  private static String hex(int value) {
    return "0x" + Integer.toHexString(value);
  }

  /**
   * {@return the number of bytes that {@link #encode} writes for the range}
   *
   * @throws IllegalStateException if it is more than an array can hold
   */
  public static int encodedLength(char[] src, int from, int length) {
    int end = from + length;
    long byteCount = length;
    for (int at = from; at < end; at++) {
      char unit = src[at];
      if (unit >= 0x800) {
        byteCount += 2;
        if (Character.isHighSurrogate(unit)
            && at + 1 < end
            && Character.isLowSurrogate(src[at + 1])) {
          // Four bytes for two units: the second unit has been counted as one byte.
          at++;
        }
      } else if (unit >= 0x80) {
        byteCount++;
      }
    }
    if (byteCount > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException("UTF-8 of " + byteCount + " bytes does not fit an array");
    }
    return (int) byteCount;
  }

  /**
   * Appends {@code length} UTF-16 code units of {@code src} from {@code from} as UTF-8, without a
   * length prefix.
   */
  public static void encode(char[] src, int from, int length, ByteWriter out) {
    encode(src, from, length, encodedLength(src, from, length), out);
  }

  /**
   * Appends {@code length} characters up to U+00FF, one in each byte of {@code src} from {@code
   * from}, as UTF-8, without a length prefix.
   */
  static void encodeLatin1(byte[] src, int from, int length, ByteWriter out) {
    for (int at = from; at < from + length; at++) {
      int unit = src[at] & 0xff;
      if (unit < 0x80) {
        out.writeUint8(unit);
      } else {
        out.writeUint8(0xc0 | unit >> 6);
        out.writeUint8(0x80 | (unit & 0x3f));
      }
    }
  }

  /** Encodes with a {@code byteCount} that {@link #encodedLength} has already given. */
  static void encode(char[] src, int from, int length, int byteCount, ByteWriter out) {
    byte[] dst = out.ensure(byteCount);
    int to = out.size();
    int end = from + length;
    for (int at = from; at < end; at++) {
      char unit = src[at];
      if (unit < 0x80) {
        dst[to++] = (byte) unit;
      } else {
        int codePoint = codePoint(unit, at + 1 < end ? src[at + 1] : 0);
        to = putMultiByte(dst, to, codePoint);
        at += Character.charCount(codePoint) - 1;
      }
    }
    out.advance(byteCount);
  }

  private static int codePoint(char unit, int next) {
    if (!Character.isSurrogate(unit)) {
      return unit;
    }
    boolean pair = Character.isHighSurrogate(unit) && Character.isLowSurrogate((char) next);
    return pair ? Character.toCodePoint(unit, (char) next) : 0xfffd;
  }

  private static int putMultiByte(byte[] dst, int at, int codePoint) {
    int to = at;
    if (codePoint < 0x800) {
      dst[to++] = (byte) (0xc0 | codePoint >> 6);
    } else {
      if (codePoint < 0x10000) {
        dst[to++] = (byte) (0xe0 | codePoint >> 12);
      } else {
        dst[to++] = (byte) (0xf0 | codePoint >> 18);
        dst[to++] = (byte) (0x80 | (codePoint >> 12 & 0x3f));
      }
      dst[to++] = (byte) (0x80 | (codePoint >> 6 & 0x3f));
    }
    dst[to++] = (byte) (0x80 | (codePoint & 0x3f));
    return to;
  }
}
