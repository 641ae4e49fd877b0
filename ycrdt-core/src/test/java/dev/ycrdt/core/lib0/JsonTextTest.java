package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.Undefined;
import java.math.BigInteger;
import java.util.Arrays;
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

/** JSON text as Node 20 writes and reads it; number texts are in {@link EcmaNumberTest}. */
final class JsonTextTest {
  private static final DecodeLimits LIMITS = DecodeLimits.untrusted();

  // JSON.stringify(value)
  static Stream<Arguments> stringified() {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("b", 1);
    order.put("10", 2);
    order.put("9", 3);
    order.put("01", 4);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("a", Undefined.INSTANCE);
    members.put("b", Map.of());
    members.put("c", List.of(1));
    return Stream.of(
        Arguments.of(null, "null"),
        Arguments.of(true, "true"),
        Arguments.of(0, "0"),
        Arguments.of(-0.0, "0"),
        Arguments.of(1.5, "1.5"),
        Arguments.of(1e21, "1e+21"),
        Arguments.of(1L << 53, "9007199254740992"),
        Arguments.of(Double.NaN, "null"),
        Arguments.of(Double.NEGATIVE_INFINITY, "null"),
        Arguments.of(
            "a\"\\\b\f\n\r\t\u0001\u001f\u007f\u2028/",
            "\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\u007f\u2028/\""),
        Arguments.of("\ud800x\udc00", "\"\\ud800x\\udc00\""),
        Arguments.of("👾", "\"👾\""),
        Arguments.of(
            Arrays.asList(Undefined.INSTANCE, null, Double.NaN, List.of()), "[null,null,null,[]]"),
        Arguments.of(members, "{\"b\":{},\"c\":[1]}"),
        Arguments.of(order, "{\"9\":3,\"10\":2,\"b\":1,\"01\":4}"),
        Arguments.of(new byte[] {1, -1}, "{\"0\":1,\"1\":255}"));
  }

  @ParameterizedTest
  @MethodSource("stringified")
  void stringify_isThatOfJavaScript(@Nullable Object value, String json) {
    assertEquals(json, JsonText.stringify(value));
  }

  @Test
  void stringify_refusesWhatHasNoText() {
    assertThrows(IllegalArgumentException.class, () -> JsonText.stringify(Undefined.INSTANCE));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> JsonText.stringify(Map.of("a", List.of(BigInteger.TEN))));
    assertEquals("a bigint has no JSON text: 10 at $.a[0]", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> JsonText.stringify(Long.MAX_VALUE));
  }

  // JSON.stringify(JSON.parse(text))
  @ParameterizedTest
  @MethodSource("parsed")
  void parse_isThatOfJavaScript(String text, String json) {
    assertEquals(json, JsonText.stringify(JsonText.parse(text, LIMITS)));
  }

  static Stream<Arguments> parsed() {
    return Stream.of(
        Arguments.of(
            "{\"a\":1,\"a\":2,\"__proto__\":3,\"1\":4}", "{\"1\":4,\"a\":2,\"__proto__\":3}"),
        Arguments.of(" [ ] ", "[]"),
        Arguments.of("\t\r\n[1 , {\"a\" : [ ] , \"b\":{ } }]", "[1,{\"a\":[],\"b\":{}}]"),
        Arguments.of("[[],[[]],{}]", "[[],[[]],{}]"),
        Arguments.of("\"\\ud83d\"", "\"\\ud83d\""),
        Arguments.of("\"\\ud83d\\udc7E\"", "\"👾\""),
        Arguments.of("\"\\u00e9\\/\\b\\f\\n\\r\\t\\\"\\\\\"", "\"é/\\b\\f\\n\\r\\t\\\"\\\\\""),
        Arguments.of("9007199254740993", "9007199254740992"),
        Arguments.of("[true,false,null]", "[true,false,null]"),
        Arguments.of("1E2", "100"),
        Arguments.of("-1.25e-7", "-1.25e-7"));
  }

  @Test
  void parse_numbers() {
    assertEquals(1, JsonText.parse("1.0", LIMITS));
    assertEquals(999999999, JsonText.parse("999999999", LIMITS));
    assertEquals(Integer.MAX_VALUE, JsonText.parse("2147483647", LIMITS));
    assertEquals(2147483648.0, JsonText.parse("2147483648", LIMITS));
    assertEquals(-2147483648.0, JsonText.parse("-2147483648", LIMITS));
    assertEquals(-0.0, JsonText.parse("-0", LIMITS));
    assertEquals(Double.POSITIVE_INFINITY, JsonText.parse("1e400", LIMITS));
  }

  // JSON.parse throws on each of these
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "1e",
        "1e+",
        "nul",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\",
        "\"abc",
        "[1 2]",
        "1 2",
        "{\"a\":1,}",
        "\ufeff1",
        "\u00a01",
        "NaN",
        "--1",
        "\"\\uＦＦＦＦ\"",
        "[}",
        "{]",
        "0x1",
        "tru e",
        "{",
        "{,}",
        "[,]",
        "]",
        "١"
      })
  void parse_malformed(String text) {
    assertThrows(DecodeException.class, () -> JsonText.parse(text, LIMITS));
  }

  @Test
  void parse_errorSaysWhatAndWhere() {
    DecodeException e =
        assertThrows(DecodeException.class, () -> JsonText.parse("{\"a\" 1}", LIMITS));
    assertEquals("invalid JSON: expected ':', found '1' at offset 5", e.getMessage());
    assertEquals(5, e.offset());
  }

  @Test
  void parse_depthAtTheLimitAndBeyond() {
    String atLimit = "[".repeat(128) + "]".repeat(128);
    assertEquals(atLimit, JsonText.stringify(JsonText.parse(atLimit, LIMITS)));
    LimitExceededException e =
        assertThrows(
            LimitExceededException.class, () -> JsonText.parse("[".repeat(200_000), LIMITS));
    assertEquals(
        "JSON nesting depth of 129 exceeds the maximum of 128 (DecodeLimits.maxDepth)"
            + " at offset 128",
        e.getMessage());
  }

  @Test
  void parse_keysAtTheLimitAndBeyond() {
    DecodeLimits two = LIMITS.toBuilder().maxKeys(2).build();
    JsonText.parse("{\"a\":{\"x\":1,\"y\":2},\"b\":2}", two);
    assertThrows(
        LimitExceededException.class, () -> JsonText.parse("{\"a\":1,\"b\":2,\"c\":3}", two));
  }

  @Test
  void deepValue_isParsedAndWrittenWithoutTheThreadsStack() {
    DecodeLimits deep = LIMITS.toBuilder().maxDepth(400_000).build();
    String text = "{\"a\":[".repeat(100_000) + "]}".repeat(100_000);
    assertEquals(text, JsonText.stringify(JsonText.parse(text, deep)));
  }
}
