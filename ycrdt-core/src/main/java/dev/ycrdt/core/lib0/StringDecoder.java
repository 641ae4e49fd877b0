package dev.ycrdt.core.lib0;

import dev.ycrdt.core.DecodeException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link StringEncoder} has written, string by string.
 *
 * <p>All bytes are checked at the start; the strings are handed out as ranges of them, and nothing
 * is decoded that nobody asks for. A string may begin or end inside a surrogate pair: then it is no
 * range of bytes, but still a string. The lengths are runs, so that empty strings can be without
 * number; a caller counts by itself how many it takes.
 *
 * <p>Not safe for use by several threads.
 *
 * <p>Source: lib0 0.2.120 {@code decoding.js}, {@code StringDecoder}. Differs: a length beyond the
 * end of the text is an error.
 */
public final class StringDecoder {
  private static final int PAIR_BYTES = 4;

  private final byte[] bytes;
  private final UintOptRleDecoder lengths;
  private final ByteReader lengthBytes;
  private final boolean isAscii;
  private int unitsLeft;

  /** Where the next string starts, or the pair whose second half it starts with. */
  private int position;

  private boolean isInsidePair;

  private int from;
  private int end;
  private int length;
  private boolean startsInsidePair;

  /**
   * Reads {@code in} from its position to its end.
   *
   * @throws DecodeException if the text is not strict UTF-8
   */
  public StringDecoder(ByteReader in) {
    bytes = in.array();
    int byteCount = in.readCount("bytes of text", 1);
    position = in.position();
    unitsLeft = Utf8.utf16Length(bytes, position, byteCount);
    isAscii = unitsLeft == byteCount;
    in.skip(byteCount);
    lengthBytes = in;
    lengths = new UintOptRleDecoder(in);
  }

  /** {@return the number of UTF-16 code units that no string has taken yet} */
  public int unitsLeft() {
    return unitsLeft;
  }

  /**
   * Moves to the next string and returns its length in UTF-16 code units.
   *
   * @throws DecodeException if there is none, or it is longer than the text that is left
   */
  public int next() {
    long units = lengths.read();
    if (units > unitsLeft) {
      throw lengthBytes.error(
          "string of " + units + " code units does not fit the " + unitsLeft + " left");
    }
    length = (int) units;
    unitsLeft -= length;
    from = position;
    startsInsidePair = isInsidePair;
    if (isAscii) {
      position += length;
    } else if (length > 0) {
      advance();
    }
    end = position;
    return length;
  }

  private void advance() {
    int at = position;
    int left = length;
    if (isInsidePair) {
      at += PAIR_BYTES;
      left--;
      isInsidePair = false;
    }
    while (left > 0) {
      int byteCount = Utf8.characterBytes(bytes[at]);
      if (byteCount == PAIR_BYTES && left == 1) {
        isInsidePair = true;
        break;
      }
      at += byteCount;
      left -= byteCount == PAIR_BYTES ? 2 : 1;
    }
    position = at;
  }

  /**
   * {@return whether the string is a range of bytes, because it has no half of a pair at an end}
   */
  public boolean isRange() {
    return length == 0 || !(startsInsidePair || isInsidePair);
  }

  /** {@return the array that the string is a range of, not a copy} */
  public byte[] array() {
    return bytes;
  }

  /** {@return the index in {@link #array()} of the first byte, if the string is a range} */
  public int from() {
    return from;
  }

  /** {@return the length of the string in bytes, those of a half pair at its start included} */
  public int byteCount() {
    return end - from;
  }

  /** {@return the string that {@link #next()} has moved to} */
  public String string() {
    if (isRange()) {
      return new String(bytes, from, length == 0 ? 0 : end - from, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder(length);
    int at = from;
    if (startsInsidePair) {
      text.append(pairAt(at).charAt(1));
      at += PAIR_BYTES;
    }
    text.append(new String(bytes, at, end - at, StandardCharsets.UTF_8));
    if (isInsidePair) {
      text.append(pairAt(end).charAt(0));
    }
    return text.toString();
  }

  private String pairAt(int at) {
    return new String(bytes, at, PAIR_BYTES, StandardCharsets.UTF_8);
  }
}
