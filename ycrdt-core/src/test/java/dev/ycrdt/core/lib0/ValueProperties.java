package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.Undefined;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Values of any shape: what is written reads back, what is cut is refused, noise is refused or
 * read.
 */
final class ValueProperties {
  private static final DecodeLimits LIMITS = DecodeLimits.untrusted();

  @Provide
  Arbitrary<Object> jsonValues() {
    return nested(
        Arbitraries.oneOf(
            texts(), Arbitraries.of(true, false), Arbitraries.integers(), finiteDoubles()));
  }

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            texts(),
            Arbitraries.of(true, false),
            Arbitraries.integers(),
            Arbitraries.longs().between(-(1L << 53), 1L << 53),
            Arbitraries.floats(),
            Arbitraries.longs().map(Double::longBitsToDouble),
            Arbitraries.longs().map(BigInteger::valueOf),
            Arbitraries.of(Undefined.INSTANCE));
    return nested(scalars.injectNull(0.1));
  }

  private static Arbitrary<Object> nested(Arbitrary<Object> scalars) {
    Supplier<Arbitrary<Object>> leaf = () -> scalars;
    return Arbitraries.recursive(
        leaf,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(4).map(list -> (Object) list),
                Arbitraries.maps(keys(), inner).ofMaxSize(4).map(map -> (Object) map)),
        0,
        4);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("aä€\ufffd\u0001\"\\\n").ofMaxLength(12);
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.oneOf(
        texts(), Arbitraries.longs().between(0, 5_000_000_000L).map(index -> "" + index));
  }

  private static Arbitrary<Double> finiteDoubles() {
    return Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
  }

  @Property
  void any_readsBackAsTheCopy(@ForAll("values") @Nullable Object value) {
    ByteWriter out = new ByteWriter(0);
    AnyCodec.write(out, value);
    ByteReader in = new ByteReader(out.toByteArray());
    Object copy = JsValues.copyOf(value);
    Object read = AnyCodec.read(in, LIMITS);
    assertEquals(copy, read);
    // Equal maps may differ in order; their text does not.
    assertEquals(String.valueOf(copy), String.valueOf(read));
    assertEquals(0, in.remaining());
    in.position(0);
    AnyCodec.skip(in, LIMITS);
    assertEquals(0, in.remaining());
  }

  @Property(tries = 200)
  void any_cutAnywhereIsRefused(@ForAll("values") @Nullable Object value) {
    ByteWriter out = new ByteWriter();
    AnyCodec.write(out, value);
    for (int length = 0; length < out.size(); length++) {
      ByteReader in = new ByteReader(out.array(), 0, length);
      assertThrows(DecodeException.class, () -> AnyCodec.read(in, LIMITS));
    }
  }

  @Provide
  Arbitrary<byte[]> nearlyValues() {
    Arbitrary<Byte> tags = Arbitraries.integers().between(114, 128).map(Integer::byteValue);
    Arbitrary<Byte> small = Arbitraries.integers().between(0, 4).map(Integer::byteValue);
    return Arbitraries.oneOf(tags, tags, small, Arbitraries.bytes())
        .array(byte[].class)
        .ofMaxSize(24);
  }

  @Property(tries = 20_000)
  void any_noiseIsReadAndSkippedAlike(@ForAll("nearlyValues") byte[] bytes) {
    ByteReader read = new ByteReader(bytes);
    ByteReader skipped = new ByteReader(bytes);
    try {
      AnyCodec.read(read, LIMITS);
    } catch (DecodeException e) {
      assertThrows(DecodeException.class, () -> AnyCodec.skip(skipped, LIMITS));
      return;
    }
    AnyCodec.skip(skipped, LIMITS);
    assertEquals(read.position(), skipped.position());
  }

  @Property
  void json_parsesBackAsTheCopy(@ForAll("jsonValues") Object value) {
    String text = JsonText.stringify(value);
    Object parsed = JsonText.parse(text, LIMITS);
    assertEquals(text, JsonText.stringify(parsed));
    assertEquals(text, JsonText.stringify(JsValues.copyOf(value)));
  }

  @Property(tries = 200)
  void json_cutAnywhereIsRefused(@ForAll("jsonValues") Object value) {
    String text = JsonText.stringify(List.of(value));
    for (int length = 0; length < text.length(); length++) {
      String cut = text.substring(0, length);
      assertThrows(DecodeException.class, () -> JsonText.parse(cut, LIMITS));
    }
  }
}
