package dev.ycrdt.interop.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.interop.scenario.Tagged;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Values in the tagged form. */
final class Values {
  private static final double[] NOT_IN_JSON = {
    -0d, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };
  private static final double[] SPECIAL_NUMBERS = {
    0.1,
    1.5,
    -2.5e-7,
    1e21,
    1e-7,
    Double.MIN_VALUE,
    0x1.52d02c7e14af6p77,
    2147483647d,
    -2147483647d,
    2147483648d,
    -2147483648d,
    9007199254740991d,
    9007199254740992d,
    16777217d,
    Float.MAX_VALUE,
    1.2345678901234568E20,
    1e300
  };
  private static final String[] SPECIAL_BIGINTS = {
    "0", "-1", "9223372036854775807", "-9223372036854775808", "9007199254740993"
  };

  private Values() {}

  /** What JSON can say, which is all that rich text attributes and embeds can hold. */
  static Arbitrary<JsonNode> json(int depth) {
    return Opaque.of(depth == 0 ? jsonScalars() : withContainers(jsonScalars(), json(depth - 1)));
  }

  /** What an element of a list or a member of an object inside of another value can be. */
  static Arbitrary<JsonNode> any(int depth) {
    Arbitrary<JsonNode> scalars =
        Arbitraries.frequencyOf(
            Tuple.of(10, jsonScalars()),
            Tuple.of(1, bigints()),
            Tuple.of(1, Arbitraries.create(Tagged::undefined)),
            Tuple.of(1, byteArrays()));
    return Opaque.of(depth == 0 ? scalars : withContainers(scalars, any(depth - 1)));
  }

  /** What YArray accepts: no bigint and no undefined as an element. */
  static Arbitrary<JsonNode> elements(int typeDepth) {
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(10, jsonScalars()),
            Tuple.of(2, containers(any(1))),
            Tuple.of(2, byteArrays()),
            Tuple.of(1, subdocuments()),
            Tuple.of(4, NestedTypes.any(typeDepth))));
  }

  /** What YMap accepts. */
  static Arbitrary<JsonNode> entries(int typeDepth) {
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(18, elements(typeDepth)),
            Tuple.of(1, bigints()),
            Tuple.of(1, Arbitraries.create(Tagged::undefined))));
  }

  static Arbitrary<JsonNode> strings() {
    return Opaque.of(Strings.texts().map(Tagged::string));
  }

  private static Arbitrary<JsonNode> jsonScalars() {
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(60, Arbitraries.integers().between(-100, 1000).map(Tagged::number)),
            Tuple.of(20, Arbitraries.integers().map(Tagged::number)),
            Tuple.of(30, numbers(SPECIAL_NUMBERS)),
            Tuple.of(1, numbers(NOT_IN_JSON)),
            Tuple.of(50, Strings.wellFormed().map(Tagged::string)),
            Tuple.of(20, Arbitraries.of(true, false).map(Tagged::bool)),
            Tuple.of(20, Arbitraries.create(Tagged::nullValue))));
  }

  private static Arbitrary<JsonNode> numbers(double[] numbers) {
    return Opaque.of(
        Arbitraries.integers()
            .between(0, numbers.length - 1)
            .map(index -> Tagged.number(numbers[index])));
  }

  private static Arbitrary<JsonNode> bigints() {
    return Opaque.of(
        Arbitraries.of(SPECIAL_BIGINTS).map(digits -> Tagged.bigint(new BigInteger(digits))));
  }

  private static Arbitrary<JsonNode> byteArrays() {
    return Opaque.of(Arbitraries.bytes().array(byte[].class).ofMaxSize(6).map(Tagged::bytes));
  }

  private static Arbitrary<JsonNode> subdocuments() {
    Arbitrary<String> guids = Arbitraries.integers().between(0, 99).map(number -> "sub" + number);
    Arbitrary<Boolean> booleans = Arbitraries.of(true, false);
    return Opaque.of(
        Combinators.combine(guids, booleans, booleans, json(1).injectNull(0.7))
            .as(Tagged::subdocument));
  }

  private static Arbitrary<JsonNode> withContainers(
      Arbitrary<JsonNode> scalars, Arbitrary<JsonNode> members) {
    return Opaque.of(
        Arbitraries.frequencyOf(Tuple.of(4, scalars), Tuple.of(3, containers(members))));
  }

  private static Arbitrary<JsonNode> containers(Arbitrary<JsonNode> members) {
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(1, members.list().ofMaxSize(3).map(Tagged::array)),
            Tuple.of(
                2, Arbitraries.maps(Strings.keys(), members).ofMaxSize(4).map(Tagged::object))));
  }
}
