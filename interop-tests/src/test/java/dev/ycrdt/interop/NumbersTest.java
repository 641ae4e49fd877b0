package dev.ycrdt.interop;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.lib0.JsonText;
import dev.ycrdt.interop.node.NodeProcess;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Numbers in JSON text, a million of them, against Node. */
final class NumbersTest {
  private static final int BATCHES = 20;
  private static final int BATCH_SIZE = 50_000;
  private static final long SEED = 20_261_124L;

  private static NodeProcess node;

  @BeforeAll
  static void startNode() {
    node = NodeProcess.start(Path.of("src/test/node/numbers.mjs"));
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  @Test
  void printedAndReadLikeNode_aMillionDoubles() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int batch = 0; batch < BATCHES; batch++) {
      double[] values = random.doubles(BATCH_SIZE).map(unit -> anyDouble(random, unit)).toArray();
      String expected =
          ask("print", "bits", Base64.getEncoder().encodeToString(bytesOf(values))).asText();

      String printed = JsonText.stringify(Arrays.stream(values).boxed().toList());

      assertSameElements(expected, printed);
      assertSameBits(values, parse(expected));
    }
  }

  @Test
  void readLikeNode_decimalsOfAnyLength() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> decimals = new ArrayList<>();
    for (int i = 0; i < 2 * BATCH_SIZE; i++) {
      decimals.add(anyDecimal(random));
    }
    String text = "[" + String.join(",", decimals) + "]";

    byte[] bits = Base64.getDecoder().decode(ask("read", "text", text).asText());

    double[] expected = new double[decimals.size()];
    ByteBuffer.wrap(bits).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(expected);
    assertSameBits(expected, parse(text));
  }

  /** Any bits, short decimals, numbers around powers of ten and whole numbers. */
  private static double anyDouble(SplittableRandom random, double unit) {
    return switch (random.nextInt(4)) {
      case 0 -> finite(Double.longBitsToDouble(random.nextLong()));
      case 1 -> Math.round(unit * 1e6) / 1e3;
      case 2 -> Math.nextAfter(Math.pow(10, random.nextInt(-30, 30)), unit < 0.5 ? 0 : 1e300);
      default -> (double) (random.nextLong() >> random.nextInt(64));
    };
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value + 0.0 : 0.5;
  }

  private static String anyDecimal(SplittableRandom random) {
    StringBuilder decimal = new StringBuilder(random.nextBoolean() ? "-" : "");
    decimal.append(random.nextInt(1, 10));
    if (random.nextBoolean()) {
      decimal.append('.');
      int digits = random.nextInt(1, 30);
      for (int i = 0; i < digits; i++) {
        decimal.append(random.nextInt(10));
      }
    }
    if (random.nextBoolean()) {
      decimal.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(-340, 320));
    }
    return decimal.toString();
  }

  private static JsonNode ask(String command, String field, String value) {
    JsonNode reply =
        node.ask(JsonNodeFactory.instance.objectNode().put("command", command).put(field, value));
    return reply.path(command.equals("print") ? "text" : "bits");
  }

  private static byte[] bytesOf(double[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asDoubleBuffer().put(values);
    return buffer.array();
  }

  private static double[] parse(String text) {
    List<?> numbers = (List<?>) requireNonNull(JsonText.parse(text, DecodeLimits.trusted()));
    return numbers.stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
  }

  private static void assertSameElements(String expected, String actual) {
    if (!expected.equals(actual)) {
      assertEquals(List.of(expected.split(",")), List.of(actual.split(",")));
    }
  }

  private static void assertSameBits(double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] != actual[i]) {
        assertEquals(expected[i], actual[i], "number " + i);
      }
    }
  }
}
