package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What makes a number's text right, without a second implementation of it. */
final class EcmaNumberProperties {
  @Property
  void toString_readsBackAndIsNoLongerThanTheJdks(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    Assume.that(Double.isFinite(value));
    String text = EcmaNumber.toString(value);
    // Adding zero turns -0, whose text is "0", into 0.
    assertEquals(value + 0.0, Double.parseDouble(text));
    assertTrue(digits(text) <= digits(Double.toString(value)));
  }

  private static int digits(String text) {
    return new BigDecimal(text).stripTrailingZeros().precision();
  }
}
