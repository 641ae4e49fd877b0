package dev.ycrdt.core.lib0;

/**
 * Writes strings as one: all of them joined, then the length of each in UTF-16 code units.
 *
 * <p>A high surrogate at the end of a string and a low one at the start of the next become one
 * character and survive; other surrogates without their half become U+FFFD.
 *
 * <p>Not safe for use by several threads.
 *
 * <p>Source: lib0 0.2.120 {@code encoding.js}, {@code StringEncoder}.
 */
public final class StringEncoder {
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;
  private static final char REPLACEMENT = '\uFFFD';
  private static final char NONE = 0;

  private final ByteWriter utf8 = new ByteWriter(16);
  private final UintOptRleEncoder lengths = new UintOptRleEncoder();
  private final char[] pair = new char[2];
  private char[] units = new char[32];

  /** A high surrogate that was the last unit so far; its half may come with the next string. */
  private char high = NONE;

  /** Writes a string. */
  public void write(String text) {
    int length = text.length();
    if (units.length < length) {
      units = new char[Math.max(length, (int) Math.min(MAX_CAPACITY, units.length * 2L))];
    }
    text.getChars(0, length, units, 0);
    write(units, 0, length);
  }

  /** Writes {@code length} UTF-16 code units of {@code source} from {@code from} as a string. */
  public void write(char[] source, int from, int length) {
    lengths.write(length);
    int start = from;
    int end = from + length;
    if (length > 0 && high != NONE) {
      start += writeHigh(source[start]);
    }
    if (start < end && Character.isHighSurrogate(source[end - 1])) {
      high = source[--end];
    }
    Utf8.encode(source, start, end - start, utf8);
  }

  /** Writes {@code length} characters up to U+00FF, one in each byte, as a string. */
  public void writeLatin1(byte[] source, int from, int length) {
    lengths.write(length);
    if (length > 0 && high != NONE) {
      writeHigh(NONE);
    }
    if (Utf8.isAscii(source, from, length)) {
      utf8.writeBytes(source, from, length);
    } else {
      Utf8.encodeLatin1(source, from, length, utf8);
    }
  }

  /**
   * Writes the high surrogate that was held back and returns how many units of the next it took.
   */
  private int writeHigh(char next) {
    boolean isPair = Character.isLowSurrogate(next);
    pair[0] = isPair ? high : REPLACEMENT;
    pair[1] = next;
    int taken = isPair ? 1 : 0;
    Utf8.encode(pair, 0, 1 + taken, utf8);
    high = NONE;
    return taken;
  }

  /** {@return all that was written; nothing may be written afterwards} */
  public ByteWriter finish() {
    if (high != NONE) {
      writeHigh(NONE);
    }
    ByteWriter lengthBytes = lengths.finish();
    long byteCount = 5L + utf8.size() + lengthBytes.size();
    ByteWriter out = new ByteWriter((int) Math.min(byteCount, MAX_CAPACITY));
    out.writeVarBytes(utf8.array(), 0, utf8.size());
    out.writeBytes(lengthBytes.array(), 0, lengthBytes.size());
    return out;
  }
}
