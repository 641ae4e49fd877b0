package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.Undefined;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The "any" encoding; the vectors are what lib0 0.2.120 wrote with encoding.writeAny(encoder,
 * value).
 */
final class AnyCodecTest {
  private static final DecodeLimits LIMITS = DecodeLimits.untrusted();

  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of(Undefined.INSTANCE, "7f"),
        Arguments.of(null, "7e"),
        Arguments.of(0, "7d00"),
        Arguments.of(-0.0, "7d40"),
        Arguments.of(1, "7d01"),
        Arguments.of(-1, "7d41"),
        Arguments.of(Integer.MAX_VALUE, "7dbfffffff0f"),
        Arguments.of(-Integer.MAX_VALUE, "7dffffffff0f"),
        Arguments.of(2147483648.0, "7c4f000000"),
        Arguments.of(-2147483648.0, "7ccf000000"),
        Arguments.of(2147483649.0, "7b41e0000000200000"),
        Arguments.of(9007199254740992.0, "7c5a000000"),
        Arguments.of(-9007199254740992.0, "7cda000000"),
        Arguments.of(9007199254740991.0, "7b433fffffffffffff"),
        Arguments.of(0.5, "7c3f000000"),
        Arguments.of(0.1, "7b3fb999999999999a"),
        Arguments.of(Double.NaN, "7b7ff8000000000000"),
        Arguments.of(Double.POSITIVE_INFINITY, "7c7f800000"),
        Arguments.of(Double.NEGATIVE_INFINITY, "7cff800000"),
        Arguments.of(1.5e300, "7b7e41eb2d66005835"),
        Arguments.of((double) Float.MAX_VALUE, "7c7f7fffff"),
        Arguments.of((double) Float.MIN_VALUE, "7c00000001"),
        Arguments.of(BigInteger.ONE, "7a0000000000000001"),
        Arguments.of(BigInteger.ONE.negate(), "7affffffffffffffff"),
        Arguments.of(BigInteger.valueOf(Long.MAX_VALUE), "7a7fffffffffffffff"),
        Arguments.of(true, "78"),
        Arguments.of(false, "79"),
        Arguments.of("a€", "770461e282ac"),
        Arguments.of("", "7700"),
        Arguments.of(
            Arrays.asList(1, null, Undefined.INSTANCE, "x", List.of()), "75057d017e7f7701787500"),
        Arguments.of(
            object("b", 1, "a", Map.of(), "u", Undefined.INSTANCE), "760301627d010161760001757f"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readAndWrite_areThoseOfLib0(@Nullable Object value, String hex) {
    assertEquals(hex, Hex.written(out -> AnyCodec.write(out, value)));
    ByteReader in = Hex.reader(hex + "00");
    assertEquals(value, AnyCodec.read(in, LIMITS));
    assertEquals(1, in.remaining());
    in.position(0);
    AnyCodec.skip(in, LIMITS);
    assertEquals(1, in.remaining());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readAndSkip_truncatedAnywhere(@Nullable Object value, String hex) {
    byte[] bytes = Hex.bytes(hex);
    for (int length = 0; length < bytes.length; length++) {
      ByteReader in = new ByteReader(bytes, 0, length);
      assertThrows(DecodeException.class, () -> AnyCodec.read(in, LIMITS));
      in.position(0);
      assertThrows(DecodeException.class, () -> AnyCodec.skip(in, LIMITS));
    }
  }

  @Test
  void bytes_areCopied() {
    byte[] source = Hex.bytes("74030102ff");
    byte[] read = (byte[]) AnyCodec.read(new ByteReader(source), LIMITS);
    source[2] = 9;
    assertArrayEquals(new byte[] {1, 2, -1}, read);
    assertEquals("74030102ff", Hex.written(out -> AnyCodec.write(out, read)));
  }

  @Test
  void write_everyNumberClassByTheSameRule() {
    assertEquals("7d05", Hex.written(out -> AnyCodec.write(out, 5L)));
    assertEquals("7d05", Hex.written(out -> AnyCodec.write(out, 5.0)));
    assertEquals("7d05", Hex.written(out -> AnyCodec.write(out, 5.0f)));
    assertEquals("7d45", Hex.written(out -> AnyCodec.write(out, (short) -5)));
    assertEquals("7d45", Hex.written(out -> AnyCodec.write(out, (byte) -5)));
    assertEquals("7ccf000000", Hex.written(out -> AnyCodec.write(out, Integer.MIN_VALUE)));
    assertEquals("7c5a000000", Hex.written(out -> AnyCodec.write(out, 1L << 53)));
    assertThrows(
        IllegalArgumentException.class, () -> AnyCodec.write(new ByteWriter(), (1L << 53) + 1));
  }

  // writeAny(readAny(bytes)) keeps the bits on V8
  @Test
  void nan_keepsItsPayload() {
    String hex = "7b7ff90b814b50422a";
    Object read = AnyCodec.read(Hex.reader(hex), LIMITS);
    assertEquals(hex, Hex.written(out -> AnyCodec.write(out, read)));
    Object copy = JsValues.copyOf(read);
    assertEquals("7b7ff8000000000000", Hex.written(out -> AnyCodec.write(out, copy)));
  }

  // writeAny(2n ** 63n), writeAny(2n ** 64n + 5n)
  @Test
  void write_bigintWraps() {
    BigInteger two63 = BigInteger.ONE.shiftLeft(63);
    assertEquals("7a8000000000000000", Hex.written(out -> AnyCodec.write(out, two63)));
    BigInteger two64 = two63.shiftLeft(1).add(BigInteger.valueOf(5));
    assertEquals("7a0000000000000005", Hex.written(out -> AnyCodec.write(out, two64)));
  }

  // writeAny({b: 1, '10': 2, '9': 3, '4294967294': 4, '4294967295': 5, '01': 6, '-1': 7, a: 8})
  @Test
  void object_keysInOwnKeyOrder() {
    Map<String, Object> map =
        object("b", 1, "10", 2, "9", 3, "4294967294", 4, "4294967295", 5, "01", 6, "-1", 7, "a", 8);
    String hex =
        "760801397d030231307d020a343239343936373239347d0401627d01"
            + "0a343239343936373239357d050230317d06022d317d0701617d08";
    assertEquals(hex, Hex.written(out -> AnyCodec.write(out, map)));
  }

  // readAny of a, b, a, 9 written by hand; JSON.stringify gives {"9":4,"a":3,"b":2}
  @Test
  void object_duplicateKeyKeepsItsPlace() {
    Object read = AnyCodec.read(Hex.reader("760401617d0101627d0201617d0301397d04"), LIMITS);
    assertEquals("{9=4, a=3, b=2}", String.valueOf(read));
    assertEquals("760301397d0401617d0301627d02", Hex.written(out -> AnyCodec.write(out, read)));
  }

  // writeAny(JSON.parse('{"a":1,"__proto__":{"x":2},"b":3}')); readAny gives {a: 1, b: 3}
  @Test
  void object_protoVanishesOnRead() {
    String hex = "760301617d01095f5f70726f746f5f5f760101787d0201627d03";
    assertEquals("{a=1, b=3}", String.valueOf(AnyCodec.read(Hex.reader(hex), LIMITS)));
    Map<String, Object> map = object("a", 1, "__proto__", Map.of("x", 2), "b", 3);
    assertEquals(hex, Hex.written(out -> AnyCodec.write(out, map)));
  }

  @Test
  void integer_beyond32Bits() {
    // yrs writes integers up to 2^53-1 under this tag, Yjs reads them.
    assertEquals(2147483648L, AnyCodec.read(Hex.reader("7d8080808010"), LIMITS));
    assertEquals(9007199254740991L, AnyCodec.read(Hex.reader("7dbfffffffffffff1f"), LIMITS));
    assertEquals(Integer.MIN_VALUE, AnyCodec.read(Hex.reader("7dc080808010"), LIMITS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "73", "80", "ff"})
  void tag_unknown(String hex) {
    DecodeException e =
        assertThrows(DecodeException.class, () -> AnyCodec.read(Hex.reader(hex), LIMITS));
    int tag = Integer.parseInt(hex, 16);
    assertEquals("unknown tag " + tag + " of a value at offset 0", e.getMessage());
    assertThrows(DecodeException.class, () -> AnyCodec.skip(Hex.reader(hex), LIMITS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"75ffffffff07", "76ffffffff07", "74ffffffff07", "77ffffffffffffff0f"})
  void size_announcedBeyondTheInput(String hex) {
    assertThrows(DecodeException.class, () -> AnyCodec.read(Hex.reader(hex), LIMITS));
    assertThrows(DecodeException.class, () -> AnyCodec.skip(Hex.reader(hex), LIMITS));
  }

  @Test
  void depth_atTheLimitAndBeyond() {
    DecodeLimits three = LIMITS.toBuilder().maxDepth(3).build();
    assertEquals("[[[1]]]", String.valueOf(AnyCodec.read(Hex.reader("7501750175017d01"), three)));
    LimitExceededException e =
        assertThrows(
            LimitExceededException.class, () -> AnyCodec.read(Hex.reader("75017501750176"), three));
    assertEquals(
        "value nesting depth of 4 exceeds the maximum of 3 (DecodeLimits.maxDepth) at offset 6",
        e.getMessage());
    // The value of a key that is dropped counts as well.
    String proto = "750175017601095f5f70726f746f5f5f7500";
    assertThrows(LimitExceededException.class, () -> AnyCodec.read(Hex.reader(proto), three));
    assertThrows(
        LimitExceededException.class, () -> AnyCodec.skip(Hex.reader("75017501750176"), three));
  }

  @Test
  void keys_atTheLimitAndBeyond() {
    DecodeLimits two = LIMITS.toBuilder().maxKeys(2).build();
    AnyCodec.read(Hex.reader("760201617e01627e"), two);
    LimitExceededException e =
        assertThrows(
            LimitExceededException.class,
            () -> AnyCodec.read(Hex.reader("760301617e01627e01637e"), two));
    assertEquals("maxKeys", e.setting());
  }

  @Test
  void deepValue_isReadAndWrittenWithoutTheThreadsStack() {
    int depth = 200_000;
    byte[] bytes = new byte[depth * 2];
    Arrays.fill(bytes, (byte) 1);
    for (int i = 0; i < depth; i++) {
      bytes[2 * i] = AnyCodec.ARRAY;
    }
    bytes[bytes.length - 1] = 0;
    DecodeLimits deep = LIMITS.toBuilder().maxDepth(depth).build();
    Object value = AnyCodec.read(new ByteReader(bytes), deep);
    ByteWriter out = new ByteWriter();
    AnyCodec.write(out, value);
    assertArrayEquals(bytes, out.toByteArray());
  }

  @Test
  void write_refusesWhatIsNoValue() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> AnyCodec.write(new ByteWriter(), Map.of("a", List.of(1, 'c'))));
    assertEquals("unsupported value of class java.lang.Character at $.a[1]", e.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> AnyCodec.write(new ByteWriter(), Map.of(1, 2)));
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    assertThrows(IllegalArgumentException.class, () -> AnyCodec.write(new ByteWriter(), itself));
  }

  @Test
  void read_resultsAreImmutable() {
    Object list = AnyCodec.read(Hex.reader("75017d01"), LIMITS);
    Object map = AnyCodec.read(Hex.reader("760101617e"), LIMITS);
    assertThrows(
        UnsupportedOperationException.class, () -> assertInstanceOf(List.class, list).clear());
    assertThrows(
        UnsupportedOperationException.class, () -> assertInstanceOf(Map.class, map).clear());
    assertEquals(Collections.singletonMap("a", null), map);
  }

  private static Map<String, Object> object(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
