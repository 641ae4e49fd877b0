package dev.ycrdt.core.lib0;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * Appends lib0's primitives to a byte array that grows.
 *
 * <p>Not safe for use by several threads.
 *
 * <p>Source: lib0 0.2.120 {@code encoding.js}.
 */
public final class ByteWriter {
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;

  /** Starts with room for 64 bytes. */
  public ByteWriter() {
    this(64);
  }

  /** Starts with room for {@code initialCapacity} bytes. */
  public ByteWriter(int initialCapacity) {
    bytes = new byte[initialCapacity];
  }

  /** {@return the number of bytes written} */
  public int size() {
    return size;
  }

  /** {@return the array being written to, valid up to {@link #size()} and until the next write} */
  public byte[] array() {
    return bytes;
  }

  /** {@return a copy of the bytes written} */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /**
   * Forgets what was written after the first {@code size} bytes.
   *
   * @throws IndexOutOfBoundsException if fewer were written
   */
  public void truncate(int size) {
    this.size = Objects.checkIndex(size, this.size + 1);
  }

  /** Forgets everything written and keeps the array. */
  public void clear() {
    size = 0;
  }

  /**
   * Makes room for {@code extraBytes} more bytes. A caller that writes them itself starts at {@link
   * #size()} and reports them with {@link #advance}.
   *
   * @return the array with the room
   * @throws IllegalStateException if the result would be larger than an array can be
   */
  public byte[] ensure(int extraBytes) {
    if (extraBytes > bytes.length - size) {
      grow(extraBytes);
    }
    return bytes;
  }

  private void grow(int extraBytes) {
    if (extraBytes > MAX_CAPACITY - size) {
      throw new IllegalStateException(
          "cannot hold " + ((long) size + extraBytes) + " bytes, at most " + MAX_CAPACITY);
    }
    int doubled = (int) Math.min(MAX_CAPACITY, Math.max(16L, bytes.length * 2L));
    bytes = Arrays.copyOf(bytes, Math.max(size + extraBytes, doubled));
  }

  /**
   * Counts {@code byteCount} bytes that were put into the array returned by {@link #ensure} as
   * written.
   *
   * @throws IndexOutOfBoundsException if the array has no room for them
   */
  public void advance(int byteCount) {
    Objects.checkFromIndexSize(size, byteCount, bytes.length);
    size += byteCount;
  }

  /** Writes the low 8 bits of {@code value}. */
  public void writeUint8(int value) {
    if (size == bytes.length) {
      grow(1);
    }
    bytes[size++] = (byte) value;
  }

  /**
   * Writes an unsigned integer with variable length.
   *
   * @param value 0 to 2<sup>53</sup>-1
   * @throws IllegalArgumentException if {@code value} is out of range
   */
  public void writeVarUint(long value) {
    if (value >>> 7 == 0) {
      writeUint8((int) value);
    } else {
      checkMagnitude(value);
      writeGroups(value);
    }
  }

  /**
   * Writes a signed integer with variable length.
   *
   * @param value -2<sup>53</sup>+1 to 2<sup>53</sup>-1
   * @throws IllegalArgumentException if {@code value} is out of range
   */
  public void writeVarInt(long value) {
    writeVarInt(Math.abs(value), value < 0);
  }

  /**
   * Writes a signed integer with variable length, the sign given apart so that JavaScript's -0 can
   * be written.
   *
   * @param magnitude 0 to 2<sup>53</sup>-1
   * @throws IllegalArgumentException if {@code magnitude} is out of range
   */
  public void writeVarInt(long magnitude, boolean negative) {
    checkMagnitude(magnitude);
    int first = (int) (magnitude & 0x3f) | (negative ? 0x40 : 0);
    if (magnitude < 0x40) {
      writeUint8(first);
    } else {
      writeUint8(first | 0x80);
      writeGroups(magnitude >>> 6);
    }
  }

  private void writeGroups(long value) {
    byte[] dst = ensure(8);
    long rest = value;
    while (rest > 0x7f) {
      dst[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    dst[size++] = (byte) rest;
  }

  private static void checkMagnitude(long value) {
    if (value < 0 || value > MAX_SAFE_INTEGER) {
      throw new IllegalArgumentException("integer outside the range up to 2^53-1: " + value);
    }
  }

  /**
   * Writes a string: byte length, then UTF-8. A surrogate without its other half becomes U+FFFD.
   */
  public void writeVarString(String text) {
    int before = size;
    writeVarUint(text.length());
    if (!writeAscii(text)) {
      size = before;
      writeEncoded(text);
    }
  }

  private boolean writeAscii(String text) {
    int length = text.length();
    byte[] dst = ensure(length);
    int to = size;
    for (int i = 0; i < length; i++) {
      char unit = text.charAt(i);
      if (unit >= 0x80) {
        return false;
      }
      dst[to++] = (byte) unit;
    }
    size = to;
    return true;
  }

  private void writeEncoded(String text) {
    char[] units = text.toCharArray();
    int byteCount = Utf8.encodedLength(units, 0, units.length);
    writeVarUint(byteCount);
    Utf8.encode(units, 0, units.length, byteCount, this);
  }

  /** Writes the length of {@code value}, then its bytes. */
  public void writeVarBytes(byte[] value) {
    writeVarBytes(value, 0, value.length);
  }

  /** Writes {@code length}, then that many bytes of {@code value} from {@code from}. */
  public void writeVarBytes(byte[] value, int from, int length) {
    writeVarUint(length);
    writeBytes(value, from, length);
  }

  /** Writes all bytes of {@code value} without a length. */
  public void writeBytes(byte[] value) {
    writeBytes(value, 0, value.length);
  }

  /** Writes {@code length} bytes of {@code value} from {@code from}, without a length prefix. */
  public void writeBytes(byte[] value, int from, int length) {
    System.arraycopy(value, from, ensure(length), size, length);
    size += length;
  }

  /** Writes the bits of a 32 bit floating point number, big-endian. */
  public void writeFloat32(float value) {
    INT.set(ensure(4), size, Float.floatToRawIntBits(value));
    size += 4;
  }

  /**
   * Writes the bits of a 64 bit floating point number, big-endian. The payload of a NaN is kept, as
   * V8 keeps it, so that a value that was read is written with the same bytes.
   */
  public void writeFloat64(double value) {
    LONG.set(ensure(8), size, Double.doubleToRawLongBits(value));
    size += 8;
  }

  /** Writes a signed 64 bit integer, big-endian. */
  public void writeBigInt64(long value) {
    LONG.set(ensure(8), size, value);
    size += 8;
  }
}
