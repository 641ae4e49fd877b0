package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.lib0.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares as lib0's {@code equalityDeep} does. */
class JsonEqualityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1; 1.0; true",
        "0; -0; true",
        "1; 2; false",
        "1; '\"1\"'; false",
        "null; null; true",
        "null; 0; false",
        "true; false; false",
        "[1,[2]]; [1,[2]]; true",
        "[1,2]; [2,1]; false",
        "[1]; [1,2]; false",
        "[]; {}; false",
        "{\"a\":1,\"b\":{}}; {\"b\":{},\"a\":1}; true",
        "{\"a\":null}; {\"b\":null}; false",
        "{\"a\":null}; {}; false"
      })
  void equal_values(String a, String b, boolean expected) {
    Object left = JsonText.parse(a, DecodeLimits.trusted());
    Object right = JsonText.parse(b, DecodeLimits.trusted());
    assertEquals(expected, JsonEquality.equal(left, right));
    assertEquals(expected, JsonEquality.equal(right, left));
  }
}
