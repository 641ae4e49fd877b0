package dev.ycrdt.core.lib0;

import java.math.BigInteger;

/**
 * ECMAScript's {@code Number::toString}: the shortest decimal digits that read back as the same
 * double.
 *
 * <p>{@link Double#toString(double)} has another layout and, before JDK 19, at times more digits
 * than needed. Numbers of at most 15 digits and no great exponent are found by trying powers of
 * ten; two doubles never share such a decimal, so a hit is the shortest. All others go through
 * exact integers. Stateless.
 *
 * <p>Source: ECMA-262, Number::toString; digit generation after Steele and White, Burger and
 * Dybvig, "Printing Floating-Point Numbers Quickly and Accurately" (1996).
 */
final class EcmaNumber {
  private static final double MAX_SHORT = 1e15;

  /** Powers of ten that are exact doubles. */
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final int SIGNIFICAND_BITS = 52;
  private static final int EXPONENT_BIAS = 1075;

  private EcmaNumber() {}

  /** {@return {@code String(value)} as in JavaScript} */
  static String toString(double value) {
    if (value == (int) value) {
      return Integer.toString((int) value);
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    StringBuilder out = new StringBuilder(24);
    if (value < 0) {
      out.append('-');
    }
    double magnitude = Math.abs(value);
    if (!appendShort(magnitude, out)) {
      new ShortestDigits(magnitude).appendTo(out);
    }
    return out.toString();
  }

  /**
   * Appends a number of at most 15 digits, if {@code magnitude} is one that two exact doubles can
   * show.
   */
  private static boolean appendShort(double magnitude, StringBuilder out) {
    for (int scale = 0; scale < POWERS_OF_TEN.length; scale++) {
      double power = POWERS_OF_TEN[scale];
      double digits = Math.rint(magnitude * power);
      if (digits >= MAX_SHORT) {
        return false;
      }
      // Both operands are exact and the quotient is correctly rounded, as reading the decimal would
      // be.
      if (digits / power == magnitude) {
        String text = Long.toString((long) digits);
        layOut(text, text.length() - scale, out);
        return true;
      }
    }
    return false;
  }

  /**
   * Appends 0.{@code digits} times ten to the power of {@code point}; no trailing zeros in {@code
   * digits}.
   */
  private static void layOut(String digits, int point, StringBuilder out) {
    int count = digits.length();
    if (point > 21 || point < -5) {
      layOutWithExponent(digits, point - 1, out);
    } else if (point <= 0) {
      out.append("0.").append("0".repeat(-point)).append(digits);
    } else if (point < count) {
      out.append(digits, 0, point).append('.').append(digits, point, count);
    } else {
      out.append(digits).append("0".repeat(point - count));
    }
  }

  private static void layOutWithExponent(String digits, int exponent, StringBuilder out) {
    out.append(digits.charAt(0));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    out.append(exponent < 0 ? "e-" : "e+").append(Math.abs(exponent));
  }

  /**
   * Digit generation with exact integers: value = rest / unit, and every decimal strictly between
   * (value - below / unit) and (value + above / unit) reads back as the value; the ends as well if
   * its significand is even.
   */
  private static final class ShortestDigits {
    private final boolean endsRoundToValue;
    private BigInteger rest;
    private BigInteger unit;
    private BigInteger below;
    private BigInteger above;
    private int point;

    ShortestDigits(double magnitude) {
      long bits = Double.doubleToRawLongBits(magnitude);
      int biased = (int) (bits >>> SIGNIFICAND_BITS);
      long fraction = bits & ((1L << SIGNIFICAND_BITS) - 1);
      long significand = biased == 0 ? fraction : fraction | 1L << SIGNIFICAND_BITS;
      int exponent = Math.max(biased, 1) - EXPONENT_BIAS;
      // Below a power of two the next double is only half as far away.
      boolean narrowBelow = fraction == 0 && biased > 1;
      int spare = narrowBelow ? 2 : 1;
      endsRoundToValue = (significand & 1) == 0;
      rest = BigInteger.valueOf(significand).shiftLeft(Math.max(exponent, 0) + spare);
      unit = BigInteger.ONE.shiftLeft(Math.max(-exponent, 0) + spare);
      below = BigInteger.ONE.shiftLeft(Math.max(exponent, 0));
      above = narrowBelow ? below.shiftLeft(1) : below;
      scale((int) Math.ceil(Math.log10(magnitude) - 1e-10));
    }

    /**
     * Brings value + above into the range (1/10, 1) by ten to the power of {@code estimate} or one
     * more.
     */
    private void scale(int estimate) {
      point = estimate;
      BigInteger power = BigInteger.TEN.pow(Math.abs(estimate));
      if (estimate >= 0) {
        unit = unit.multiply(power);
      } else {
        rest = rest.multiply(power);
        below = below.multiply(power);
        above = above.multiply(power);
      }
      int overflow = rest.add(above).compareTo(unit);
      if (overflow > 0 || (overflow == 0 && endsRoundToValue)) {
        unit = unit.multiply(BigInteger.TEN);
        point++;
      }
    }

    void appendTo(StringBuilder out) {
      StringBuilder digits = new StringBuilder(17);
      boolean lowEnough = false;
      boolean highEnough = false;
      while (!lowEnough && !highEnough) {
        BigInteger[] parts = rest.multiply(BigInteger.TEN).divideAndRemainder(unit);
        rest = parts[1];
        below = below.multiply(BigInteger.TEN);
        above = above.multiply(BigInteger.TEN);
        digits.append((char) ('0' + parts[0].intValue()));
        int low = rest.compareTo(below);
        int high = rest.add(above).compareTo(unit);
        lowEnough = low < 0 || (low == 0 && endsRoundToValue);
        highEnough = high > 0 || (high == 0 && endsRoundToValue);
      }
      if (highEnough && (!lowEnough || isNearerUpwards(digits))) {
        // Never carries: a last digit 9 would have ended the loop one digit earlier.
        int last = digits.length() - 1;
        digits.setCharAt(last, (char) (digits.charAt(last) + 1));
      }
      layOut(digits.toString(), point, out);
    }

    private boolean isNearerUpwards(StringBuilder digits) {
      int half = rest.shiftLeft(1).compareTo(unit);
      boolean odd = (digits.charAt(digits.length() - 1) & 1) != 0;
      return half > 0 || (half == 0 && odd);
    }
  }
}
