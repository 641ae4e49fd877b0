package dev.ycrdt.interop.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.interop.scenario.Tagged;
import java.math.BigInteger;
import java.util.function.Supplier;

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
  static JsonNode json(Dice dice, int depth) {
    return depth == 0 || dice.weighted(4, 3) == 0
        ? jsonScalar(dice)
        : container(dice, () -> json(dice, depth - 1));
  }

  /** What an element of a list or a member of an object inside of another value can be. */
  static JsonNode any(Dice dice, int depth) {
    if (depth > 0 && dice.weighted(4, 3) == 1) {
      return container(dice, () -> any(dice, depth - 1));
    }
    return switch (dice.weighted(10, 1, 1, 1)) {
      case 0 -> jsonScalar(dice);
      case 1 -> bigint(dice);
      case 2 -> Tagged.undefined();
      default -> bytes(dice);
    };
  }

  /** What YArray accepts: no bigint and no undefined as an element. */
  static JsonNode element(Dice dice, int typeDepth) {
    return switch (dice.weighted(10, 2, 2, 1, 4)) {
      case 0 -> jsonScalar(dice);
      case 1 -> container(dice, () -> any(dice, 1));
      case 2 -> bytes(dice);
      case 3 -> subdocument(dice);
      default -> NestedTypes.any(dice, typeDepth);
    };
  }

  /** What YMap accepts. */
  static JsonNode entry(Dice dice, int typeDepth) {
    return switch (dice.weighted(18, 1, 1)) {
      case 0 -> element(dice, typeDepth);
      case 1 -> bigint(dice);
      default -> Tagged.undefined();
    };
  }

  static JsonNode string(Dice dice) {
    return Tagged.string(Strings.text(dice));
  }

  static JsonNode subdocument(Dice dice) {
    return Tagged.subdocument(
        "sub" + dice.between(0, 99),
        dice.flip(),
        dice.flip(),
        dice.nullable(70, () -> json(dice, 1)));
  }

  private static JsonNode jsonScalar(Dice dice) {
    return switch (dice.weighted(60, 20, 30, 1, 50, 20, 20)) {
      case 0 -> Tagged.number(dice.between(-100, 1000));
      case 1 -> Tagged.number(integer(dice));
      case 2 -> Tagged.number(SPECIAL_NUMBERS[dice.between(0, SPECIAL_NUMBERS.length - 1)]);
      case 3 -> Tagged.number(NOT_IN_JSON[dice.between(0, NOT_IN_JSON.length - 1)]);
      case 4 -> Tagged.string(Strings.wellFormed(dice));
      case 5 -> Tagged.bool(dice.flip());
      default -> Tagged.nullValue();
    };
  }

  /** Any integer of 32 bits, those with few bits as often as those with many. */
  private static int integer(Dice dice) {
    return dice.between(Integer.MIN_VALUE, Integer.MAX_VALUE) >> dice.between(0, 31);
  }

  private static JsonNode bigint(Dice dice) {
    return Tagged.bigint(new BigInteger(dice.oneOf(SPECIAL_BIGINTS)));
  }

  private static JsonNode bytes(Dice dice) {
    byte[] bytes = new byte[dice.between(0, 6)];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) dice.between(0, 255);
    }
    return Tagged.bytes(bytes);
  }

  private static JsonNode container(Dice dice, Supplier<JsonNode> member) {
    return dice.weighted(1, 2) == 0
        ? Tagged.array(dice.list(0, 3, member))
        : Tagged.object(dice.map(0, 4, () -> Strings.key(dice), member));
  }
}
