package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Number to text against what Node printed: powers of two and ten with neighbours, subnormals,
 * ties.
 */
final class EcmaNumberTest {
  @Test
  void toString_isThatOfNode() throws IOException {
    List<String> lines = fixture();
    assertTrue(lines.size() > 300, "fixture has " + lines.size() + " lines");
    for (String line : lines) {
      double value = Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, 16), 16));
      assertEquals(line.substring(17), EcmaNumber.toString(value), line);
    }
  }

  private static List<String> fixture() throws IOException {
    try (InputStream in = EcmaNumberTest.class.getResourceAsStream("ecma-numbers.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }
}
