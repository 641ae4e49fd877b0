package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.lib0.ByteWriter;
import dev.ycrdt.core.lib0.StringEncoder;
import dev.ycrdt.core.lib0.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of one client: an append-only run of UTF-16 code units. Items refer to it by offset.
 *
 * <p>Units are held in one byte each until the first one above U+00FF arrives, and in two from then
 * on.
 */
public final class TextBuffer {
  private static final byte[] NO_BYTES = {};
  private static final char[] NO_CHARS = {};
  private static final int MIN_COMPACTION = 4096;
  private static final char REPLACEMENT = '\uFFFD';

  private byte[] latin1 = NO_BYTES;
  private char[] wide = NO_CHARS;
  private boolean isWide;
  private int length;
  private int dead;

  /** {@return the number of UTF-16 code units} */
  public int length() {
    return length;
  }

  /** Appends {@code text} and returns where it starts. */
  public int append(String text) {
    int count = text.length();
    if (!isWide && !isLatin1(text)) {
      widen(count);
    }
    int start = reserve(count);
    if (isWide) {
      text.getChars(0, count, wide, start);
    } else {
      copyLatin1(text, start);
    }
    return start;
  }

  private void copyLatin1(String text, int start) {
    for (int i = 0; i < text.length(); i++) {
      latin1[start + i] = (byte) text.charAt(i);
    }
  }

  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }

  /**
   * Appends UTF-8 bytes and returns where their text starts.
   *
   * @param utf16Length the number of UTF-16 code units that the bytes, known to be valid, decode to
   */
  public int appendUtf8(byte[] source, int from, int byteCount, int utf16Length) {
    if (!isWide) {
      if (utf16Length == byteCount) {
        int start = reserve(byteCount);
        System.arraycopy(source, from, latin1, start, byteCount);
        return start;
      }
      return append(new String(source, from, byteCount, StandardCharsets.UTF_8));
    }
    int start = reserve(utf16Length);
    Utf8.decode(source, from, byteCount, wide, start);
    return start;
  }

  private int reserve(int count) {
    int start = length;
    int needed = Math.addExact(start, count);
    int capacity = isWide ? wide.length : latin1.length;
    if (needed > capacity) {
      int newCapacity = Math.max(needed, Math.max(16, capacity + (capacity >> 1)));
      if (isWide) {
        wide = Arrays.copyOf(wide, newCapacity);
      } else {
        latin1 = Arrays.copyOf(latin1, newCapacity);
      }
    }
    length = needed;
    return start;
  }

  private void widen(int extra) {
    char[] chars = new char[Math.addExact(length, extra)];
    for (int i = 0; i < length; i++) {
      chars[i] = (char) (latin1[i] & 0xff);
    }
    wide = chars;
    latin1 = NO_BYTES;
    isWide = true;
  }

  /** {@return the code unit at {@code offset}} */
  public char charAt(int offset) {
    return isWide ? wide[offset] : (char) (latin1[offset] & 0xff);
  }

  /** {@return {@code count} units from {@code offset} on} */
  public String substring(int offset, int count) {
    return isWide
        ? new String(wide, offset, count)
        : new String(latin1, offset, count, StandardCharsets.ISO_8859_1);
  }

  /** Appends {@code count} units from {@code offset} on to {@code out}. */
  public void appendTo(StringBuilder out, int offset, int count) {
    if (isWide) {
      out.append(wide, offset, count);
    } else {
      out.append(substring(offset, count));
    }
  }

  /** Writes {@code count} units from {@code offset} on as a length-prefixed UTF-8 string. */
  public void writeTo(ByteWriter out, int offset, int count) {
    if (isWide) {
      out.writeVarUint(Utf8.encodedLength(wide, offset, count));
      Utf8.encode(wide, offset, count, out);
    } else if (Utf8.isAscii(latin1, offset, count)) {
      out.writeVarBytes(latin1, offset, count);
    } else {
      out.writeVarString(substring(offset, count));
    }
  }

  /** Writes {@code count} units from {@code offset} on as a string among others. */
  public void writeTo(StringEncoder out, int offset, int count) {
    if (isWide) {
      out.write(wide, offset, count);
    } else {
      out.writeLatin1(latin1, offset, count);
    }
  }

  /**
   * Replaces both halves of a surrogate pair by U+FFFD if a text is split between them.
   *
   * <p>Source: Yjs {@code ContentString.splice}, which looks at the left unit only.
   *
   * @param offset the first unit of the right part
   */
  public void replaceSplitSurrogates(int offset) {
    if (isWide && Character.isHighSurrogate(wide[offset - 1])) {
      wide[offset - 1] = REPLACEMENT;
      wide[offset] = REPLACEMENT;
    }
  }

  /** Counts {@code count} units as no longer needed. */
  public void discard(int count) {
    dead += count;
  }

  /** {@return whether compaction would at least halve a buffer of some size} */
  public boolean isMostlyDead() {
    return dead > MIN_COMPACTION && dead > length / 2;
  }

  /** {@return a compaction: report every text that is kept, in ascending order, then finish} */
  public Compaction startCompaction() {
    return new Compaction();
  }

  /** Moves the kept texts together in a new array of the right size. */
  public final class Compaction {
    private final char[] keptWide = isWide ? new char[length - dead] : NO_CHARS;
    private final byte[] keptLatin1 = isWide ? NO_BYTES : new byte[length - dead];
    private int keptLength;

    private Compaction() {}

    /** Keeps a text and returns its new offset. */
    public int keep(int offset, int count) {
      int start = keptLength;
      if (isWide) {
        System.arraycopy(wide, offset, keptWide, start, count);
      } else {
        System.arraycopy(latin1, offset, keptLatin1, start, count);
      }
      keptLength = start + count;
      return start;
    }

    /** Replaces the buffer by what was kept. */
    public void finish() {
      wide = keptWide;
      latin1 = keptLatin1;
      length = keptLength;
      dead = 0;
    }
  }
}
