package dev.ycrdt.core.lib0;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads lib0's primitives from a byte array, front to back.
 *
 * <p>Every read is checked against the end of the input and against the range of the result, and
 * ends in a {@link DecodeException} otherwise; the position is unspecified then. Positions and the
 * offsets in exceptions are indices into the whole array, also when only a part of it is read. The
 * array is not copied. Not safe for use by several threads.
 *
 * <p>Source: lib0 0.2.120 {@code decoding.js}. Differs: lib0 returns 0 or {@code undefined} for
 * some reads past the end and lets integers up to 2<sup>56</sup> pass; here both are errors.
 */
public final class ByteReader {
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;
  private static final int CONTINUES = 0x80;
  private static final int NEGATIVE = 0x40;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int start;
  private final int limit;
  private int position;
  private boolean negative;

  /** Reads all of {@code bytes}. */
  public ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /**
   * Reads {@code length} bytes of {@code bytes} from {@code offset}.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public ByteReader(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    this.bytes = bytes;
    start = offset;
    limit = offset + length;
    position = offset;
  }

  /** {@return the array being read, not a copy} */
  public byte[] array() {
    return bytes;
  }

  /** {@return the index in {@link #array()} of the next byte to be read} */
  public int position() {
    return position;
  }

  /** {@return the index in {@link #array()} after the last byte that may be read} */
  public int limit() {
    return limit;
  }

  /** {@return the number of bytes from the position to the limit} */
  public int remaining() {
    return limit - position;
  }

  /** {@return whether at least one byte is left} */
  public boolean hasRemaining() {
    return position < limit;
  }

  /**
   * Moves to {@code position}, an index into {@link #array()}.
   *
   * @throws IndexOutOfBoundsException if it lies outside the part that is being read
   */
  public void position(int position) {
    if (position < start || position > limit) {
      throw new IndexOutOfBoundsException(
          "position " + position + " is outside " + start + " to " + limit);
    }
    this.position = position;
  }

  /**
   * Moves {@code byteCount} bytes on.
   *
   * @throws DecodeException if fewer are left
   */
  public void skip(int byteCount) {
    position += require("bytes to skip", byteCount);
  }

  /** {@return the next byte, 0 to 255} */
  public int readUint8() {
    if (position >= limit) {
      throw truncated("byte", 1);
    }
    return bytes[position++] & 0xff;
  }

  /**
   * {@return an unsigned integer of variable length, 0 to 2<sup>53</sup>-1}
   *
   * <p>Needless zero bytes are accepted.
   */
  public long readVarUint() {
    int at = position;
    if (at < limit && bytes[at] >= 0) {
      position = at + 1;
      return bytes[at];
    }
    return readGroups("unsigned integer", at, 0, 0);
  }

  /**
   * {@return an unsigned integer of variable length that must fit an {@code int}}
   *
   * @param what name of the value for the error message
   */
  public int readVarUint31(String what) {
    int at = position;
    long value = readVarUint();
    if (value > Integer.MAX_VALUE) {
      throw new DecodeException(what + " of " + value + " exceeds " + Integer.MAX_VALUE, at);
    }
    return (int) value;
  }

  /**
   * {@return an announced number of things that follow, checked against the bytes that are left}
   * Memory may be allocated by it.
   *
   * @param what plural name of the things for the error message
   * @param minBytesEach the fewest bytes that one of them takes, at least 1
   */
  public int readCount(String what, int minBytesEach) {
    int at = position;
    long count = readVarUint();
    if (count > remaining() / minBytesEach) {
      throw new DecodeException(
          "count of " + count + " " + what + " does not fit the " + remaining() + " bytes left",
          at);
    }
    return (int) count;
  }

  /**
   * {@return a signed integer of variable length, its magnitude at most 2<sup>53</sup>-1}
   * JavaScript's -0 is read as 0; {@link #readVarIntIsNegative()} tells them apart.
   */
  public long readVarInt() {
    int at = position;
    int first = readUint8();
    negative = (first & NEGATIVE) != 0;
    long magnitude = first & 0x3f;
    if ((first & CONTINUES) != 0) {
      magnitude = readGroups("integer", at, magnitude, 6);
    }
    return negative ? -magnitude : magnitude;
  }

  /**
   * {@return whether the integer that {@link #readVarInt()} read last has a minus sign, also for
   * -0}
   */
  public boolean readVarIntIsNegative() {
    return negative;
  }

  /**
   * Reads groups of seven bits, lowest first, and puts them above the {@code shift} bits of {@code
   * low}.
   */
  private long readGroups(String what, int at, long low, int shift) {
    long value = low;
    int bits = shift;
    while (position < limit) {
      int next = bytes[position++];
      long group = next & 0x7f;
      // Below 56 bits nothing is shifted out of the long; above, only zeros are no overflow.
      if (bits < 56) {
        value |= group << bits;
        bits += 7;
      } else if (group != 0) {
        value = Long.MAX_VALUE;
      }
      if (value > MAX_SAFE_INTEGER) {
        throw new DecodeException(what + " exceeds 2^53-1", at);
      }
      if (next >= 0) {
        return value;
      }
    }
    throw new DecodeException("input ends inside an " + what, at);
  }

  /**
   * {@return a string: byte length, then UTF-8}
   *
   * <p>A byte order mark is kept.
   *
   * @throws DecodeException if the bytes are not strict UTF-8
   */
  public String readVarString() {
    int byteCount = readByteCount("string");
    return readString(byteCount);
  }

  /**
   * {@return a string as {@link #readVarString()} does, with a limit on its encoded length}
   *
   * @throws LimitExceededException if it has more than {@link DecodeLimits#maxStringBytes()} bytes
   */
  public String readVarString(DecodeLimits limits) {
    int at = position;
    int byteCount = readByteCount("string");
    checkStringBytes(byteCount, limits, at);
    return readString(byteCount);
  }

  private String readString(int byteCount) {
    int from = position;
    if (byteCount == 0) {
      return "";
    }
    position = from + byteCount;
    if (Utf8.isAscii(bytes, from, byteCount)) {
      return new String(bytes, from, byteCount, StandardCharsets.ISO_8859_1);
    }
    Utf8.utf16Length(bytes, from, byteCount);
    return new String(bytes, from, byteCount, StandardCharsets.UTF_8);
  }

  /**
   * Moves behind a string.
   *
   * @throws DecodeException if the bytes are not strict UTF-8
   */
  public void skipVarString() {
    skipVarStringUtf16Length();
  }

  /** Skips a string as {@link #skipVarString()} does, with a limit on its encoded length. */
  public void skipVarString(DecodeLimits limits) {
    int at = position;
    int byteCount = readByteCount("string");
    checkStringBytes(byteCount, limits, at);
    skipString(byteCount);
  }

  /**
   * {@return the length in UTF-16 code units of a string, after moving behind it}
   *
   * @throws DecodeException if the bytes are not strict UTF-8
   */
  public int skipVarStringUtf16Length() {
    return skipString(readByteCount("string"));
  }

  private int skipString(int byteCount) {
    int from = position;
    position = from + byteCount;
    return Utf8.utf16Length(bytes, from, byteCount);
  }

  private static void checkStringBytes(int byteCount, DecodeLimits limits, int at) {
    if (byteCount > limits.maxStringBytes()) {
      throw new LimitExceededException(
          "string length in bytes", byteCount, limits.maxStringBytes(), "maxStringBytes", at);
    }
  }

  /** {@return a copy of a length-prefixed run of bytes} */
  public byte[] readVarBytes() {
    int byteCount = readByteCount("byte array");
    int from = position;
    position = from + byteCount;
    return Arrays.copyOfRange(bytes, from, position);
  }

  /** {@return a reader of a length-prefixed run of bytes, which is not copied} */
  public ByteReader readSlice() {
    int byteCount = readByteCount("byte array");
    int from = position;
    position = from + byteCount;
    return new ByteReader(bytes, from, byteCount);
  }

  /** {@return a 32 bit floating point number, big-endian} */
  public float readFloat32() {
    int at = position;
    position = at + require("32 bit float", 4);
    return Float.intBitsToFloat((int) INT.get(bytes, at));
  }

  /** {@return a 64 bit floating point number, big-endian} */
  public double readFloat64() {
    int at = position;
    position = at + require("64 bit float", 8);
    return Double.longBitsToDouble((long) LONG.get(bytes, at));
  }

  /** {@return a signed 64 bit integer, big-endian} */
  public long readBigInt64() {
    int at = position;
    position = at + require("64 bit integer", 8);
    return (long) LONG.get(bytes, at);
  }

  /** {@return an exception for the current position, to be thrown by the caller} */
  public DecodeException error(String message) {
    return new DecodeException(message, position);
  }

  private int readByteCount(String what) {
    int at = position;
    long byteCount = readVarUint();
    if (byteCount > remaining()) {
      throw new DecodeException(
          what + " of " + byteCount + " bytes does not fit the " + remaining() + " bytes left", at);
    }
    return (int) byteCount;
  }

  private int require(String what, int byteCount) {
    if (byteCount < 0) {
      throw new IllegalArgumentException("byteCount < 0: " + byteCount);
    }
    if (byteCount > remaining()) {
      throw truncated(what, byteCount);
    }
    return byteCount;
  }

  private DecodeException truncated(String what, int byteCount) {
    return error(
        "input ends: " + what + " needs " + byteCount + " bytes, " + remaining() + " left");
  }
}
