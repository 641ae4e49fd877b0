package dev.ycrdt.core.lib0;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.Undefined;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * lib0's "any" encoding: a tag byte, then the value.
 *
 * <p>Values in Java: {@code null}, {@link Undefined}, {@link Boolean}, {@link Integer} or {@link
 * Long} (tag 125), {@link Double}, {@link BigInteger}, {@link String}, {@code byte[]}, immutable
 * {@link List} and immutable {@link Map} in JavaScript's own-key order. Stateless.
 *
 * <p>Source: lib0 0.2.120 {@code encoding.js} {@code writeAny}, {@code decoding.js} {@code
 * readAny}. Differs: unknown tags and input that ends early are errors.
 */
public final class AnyCodec {
  static final int UNDEFINED = 127;
  static final int NULL = 126;
  static final int INTEGER = 125;
  static final int FLOAT32 = 124;
  static final int FLOAT64 = 123;
  static final int BIGINT = 122;
  static final int FALSE = 121;
  static final int TRUE = 120;
  static final int STRING = 119;
  static final int OBJECT = 118;
  static final int ARRAY = 117;
  static final int BYTES = 116;

  private AnyCodec() {}

  /**
   * {@return the next value}
   *
   * <p>An object member named {@code __proto__} is dropped, as assigning it does in JavaScript.
   *
   * @throws DecodeException if the bytes are no value, or past {@link DecodeLimits#maxDepth()},
   *     {@link DecodeLimits#maxKeys()} or {@link DecodeLimits#maxStringBytes()}
   */
  public static @Nullable Object read(ByteReader in, DecodeLimits limits) {
    int tag = in.readUint8();
    if (tag == OBJECT || tag == ARRAY) {
      return new AnyContainerReader(in, limits).read(tag);
    }
    return readScalar(tag, in, limits);
  }

  /**
   * Moves behind the next value and checks it as {@link #read} does.
   *
   * @throws DecodeException as from {@link #read}
   */
  public static void skip(ByteReader in, DecodeLimits limits) {
    int tag = in.readUint8();
    if (tag == OBJECT || tag == ARRAY) {
      new AnyContainerReader(in, limits).skip(tag);
    } else {
      skipScalar(tag, in, limits);
    }
  }

  static @Nullable Object readScalar(int tag, ByteReader in, DecodeLimits limits) {
    return switch (tag) {
      case UNDEFINED -> Undefined.INSTANCE;
      case NULL -> null;
      case INTEGER -> readInteger(in);
      case FLOAT32 -> (double) in.readFloat32();
      case FLOAT64 -> in.readFloat64();
      case BIGINT -> BigInteger.valueOf(in.readBigInt64());
      case FALSE -> false;
      case TRUE -> true;
      case STRING -> in.readVarString(limits);
      case BYTES -> in.readVarBytes();
      default -> throw unknownTag(tag, in);
    };
  }

  private static Number readInteger(ByteReader in) {
    long value = in.readVarInt();
    if (value == 0 && in.readVarIntIsNegative()) {
      return -0.0;
    }
    if (value == (int) value) {
      return (int) value;
    }
    return value;
  }

  static void skipScalar(int tag, ByteReader in, DecodeLimits limits) {
    switch (tag) {
      case UNDEFINED, NULL, FALSE, TRUE -> {}
      case INTEGER -> in.readVarInt();
      case FLOAT32 -> in.skip(4);
      case FLOAT64, BIGINT -> in.skip(8);
      case STRING -> in.skipVarString(limits);
      case BYTES -> in.skip(in.readCount("bytes", 1));
      default -> throw unknownTag(tag, in);
    }
  }

  private static DecodeException unknownTag(int tag, ByteReader in) {
    return new DecodeException("unknown tag " + tag + " of a value", in.position() - 1);
  }

  /**
   * Writes {@code value} in the form that lib0 chooses for it.
   *
   * <p>Members of maps are written in JavaScript's own-key order, a {@link BigInteger} modulo
   * 2<sup>64</sup>. Numbers that JavaScript calls integers, up to 2<sup>31</sup>-1 in magnitude,
   * are written as integers, others as 32 bit floats if that loses nothing, else as 64 bit floats.
   *
   * @throws IllegalArgumentException if a part of {@code value} has another class than those listed
   *     above (and {@link Byte}, {@link Short}, {@link Float}), a {@link Long} is beyond
   *     2<sup>53</sup>, or a map key is not a string
   */
  public static void write(ByteWriter out, @Nullable Object value) {
    if (value instanceof List || value instanceof Map) {
      ValueWalker.walk(value, ValueWalker.MAX_DEPTH, new ContainerWriter(out));
    } else {
      writeScalar(out, value);
    }
  }

  private static void writeScalar(ByteWriter out, @Nullable Object value) {
    if (value == null) {
      out.writeUint8(NULL);
    } else if (value instanceof String text) {
      out.writeUint8(STRING);
      out.writeVarString(text);
    } else if (value instanceof Boolean bool) {
      out.writeUint8(bool ? TRUE : FALSE);
    } else if (value instanceof BigInteger bigint) {
      out.writeUint8(BIGINT);
      out.writeBigInt64(bigint.longValue());
    } else if (value instanceof byte[] bytes) {
      out.writeUint8(BYTES);
      out.writeVarBytes(bytes);
    } else if (value instanceof Undefined) {
      out.writeUint8(UNDEFINED);
    } else {
      writeNumber(out, JsValues.numberOf(value));
    }
  }

  private static void writeNumber(ByteWriter out, double value) {
    if (Math.rint(value) == value && Math.abs(value) <= Integer.MAX_VALUE) {
      out.writeUint8(INTEGER);
      boolean negative = Double.doubleToRawLongBits(value) < 0;
      out.writeVarInt((long) Math.abs(value), negative);
    } else if ((float) value == value) {
      out.writeUint8(FLOAT32);
      out.writeFloat32((float) value);
    } else {
      out.writeUint8(FLOAT64);
      out.writeFloat64(value);
    }
  }

  private record ContainerWriter(ByteWriter out) implements ValueSink {
    @Override
    public void scalar(@Nullable Object value) {
      writeScalar(out, value);
    }

    @Override
    public void beginArray(int size) {
      out.writeUint8(ARRAY);
      out.writeVarUint(size);
    }

    @Override
    public void endArray() {}

    @Override
    public void beginObject(int size) {
      out.writeUint8(OBJECT);
      out.writeVarUint(size);
    }

    @Override
    public void key(String key) {
      out.writeVarString(key);
    }

    @Override
    public void endObject() {}
  }
}
