package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What lib0 writes and reads, frozen ({@code lib0-coders-fixtures.mjs} made it), and bad input. */
final class StatefulCodersTest {
  private static final int FIXTURES = 64;

  @Test
  void write_equalsLib0() throws IOException {
    for (Map<?, ?> fixture : fixtures()) {
      if (fixture.get("values") instanceof List<?> values) {
        byte[] written = encode(coder(fixture), values);

        assertArrayEquals(bytes(fixture), written, fixture::toString);
      }
    }
  }

  @Test
  void read_equalsLib0() throws IOException {
    for (Map<?, ?> fixture : fixtures()) {
      List<?> expected = (List<?>) Objects.requireNonNull(fixture.get("decoded"));

      List<Object> decoded = decode(coder(fixture), bytes(fixture), expected.size());

      assertEquals(withLongs(expected), withLongs(decoded), fixture::toString);
    }
  }

  @Test
  void write_latin1_equalsWriteString() {
    String[] texts = {"", "ascii", "é", "a\u00ff\u0080z", "x".repeat(100), "é".repeat(100)};
    StringEncoder fromBytes = new StringEncoder();
    StringEncoder fromStrings = new StringEncoder();
    for (String text : texts) {
      byte[] latin1 = ("--" + text + "-").getBytes(StandardCharsets.ISO_8859_1);
      fromBytes.writeLatin1(latin1, 2, text.length());
      fromStrings.write(text);
    }

    assertArrayEquals(fromStrings.finish().toByteArray(), fromBytes.finish().toByteArray());
  }

  @Test
  void write_latin1AfterHighSurrogate_replacesTheHalf() {
    StringEncoder encoder = new StringEncoder();
    encoder.write("\ud83d");
    encoder.writeLatin1(new byte[0], 0, 0);
    encoder.writeLatin1(new byte[] {'a'}, 0, 1);

    StringDecoder decoder = new StringDecoder(new ByteReader(encoder.finish().toByteArray()));
    decoder.next();
    assertEquals("\ufffd", decoder.string());
    decoder.next();
    assertEquals("", decoder.string());
    decoder.next();
    assertEquals("a", decoder.string());
  }

  @Test
  void string_withHalfAPair_isNoRange() {
    StringEncoder encoder = new StringEncoder();
    for (String text : new String[] {"é\ud83d", "", "\ude00é", "é"}) {
      encoder.write(text);
    }
    StringDecoder decoder = new StringDecoder(new ByteReader(encoder.finish().toByteArray()));

    assertEquals(2, decoder.next());
    assertFalse(decoder.isRange());
    assertEquals(0, decoder.next());
    assertTrue(decoder.isRange());
    assertEquals(2, decoder.next());
    assertFalse(decoder.isRange());
    assertEquals(1, decoder.next());
    assertTrue(decoder.isRange());
    assertEquals("é", decoder.string());
    assertEquals(2, decoder.byteCount());
    assertEquals(0, decoder.unitsLeft());
  }

  @Test
  void read_pastTheEnd_isAnError() {
    refuse("rle", "", 1);
    refuse("rle", "0500", 2);
    refuse("rle", "0580", 1);
    refuse("uintOptRle", "", 1);
    refuse("uintOptRle", "01", 2);
    refuse("uintOptRle", "41", 1);
    refuse("uintOptRle", "4100", 3);
    refuse("uintOptRle", "80", 1);
    refuse("intDiffOptRle", "", 1);
    refuse("intDiffOptRle", "02", 2);
    refuse("intDiffOptRle", "03", 1);
    refuse("string", "", 0);
    refuse("string", "0261", 0);
    refuse("string", "0161", 1);
    refuse("string", "016102", 1);
    refuse("string", "01614100", 2);
    refuse("string", "01c3", 0);
    refuse("string", "03eda0bd01", 1);
  }

  @Test
  void read_sumBeyondSafeIntegers_isAnError() {
    // A run of differences of 2^52-1, without end.
    String run = "bf" + "ff".repeat(6) + "1f" + "ff".repeat(6) + "07";
    assertEquals(List.of((1L << 52) - 1, (1L << 53) - 2), decode("intDiffOptRle", hex(run), 2));
    refuse("intDiffOptRle", run, 3);
  }

  private static void refuse(String coder, String hex, int count) {
    assertThrows(DecodeException.class, () -> decode(coder, hex(hex), count), hex);
  }

  private static byte[] encode(String coder, List<?> values) {
    ByteWriter out =
        switch (coder) {
          case "rle" -> {
            RleEncoder encoder = new RleEncoder();
            values.forEach(value -> encoder.write((Integer) value));
            yield encoder.finish();
          }
          case "uintOptRle" -> {
            UintOptRleEncoder encoder = new UintOptRleEncoder();
            values.forEach(value -> encoder.write(asLong(value)));
            yield encoder.finish();
          }
          case "intDiffOptRle" -> {
            IntDiffOptRleEncoder encoder = new IntDiffOptRleEncoder();
            values.forEach(value -> encoder.write(asLong(value)));
            yield encoder.finish();
          }
          case "string" -> {
            StringEncoder encoder = new StringEncoder();
            values.forEach(value -> encoder.write((String) value));
            yield encoder.finish();
          }
          default -> throw new IllegalArgumentException(coder);
        };
    return out.toByteArray();
  }

  private static long asLong(Object value) {
    return ((Number) value).longValue();
  }

  private static List<?> withLongs(List<?> values) {
    return values.stream().map(value -> value instanceof Number ? asLong(value) : value).toList();
  }

  private static List<Object> decode(String coder, byte[] bytes, int count) {
    // Bytes around the input show reads beyond it.
    byte[] padded = new byte[bytes.length + 20];
    Arrays.fill(padded, (byte) 1);
    System.arraycopy(bytes, 0, padded, 10, bytes.length);
    ByteReader in = new ByteReader(padded, 10, bytes.length);
    List<Object> values = new ArrayList<>();
    switch (coder) {
      case "rle" -> {
        RleDecoder decoder = new RleDecoder(in);
        for (int i = 0; i < count; i++) {
          values.add(decoder.read());
        }
      }
      case "uintOptRle" -> {
        UintOptRleDecoder decoder = new UintOptRleDecoder(in);
        for (int i = 0; i < count; i++) {
          values.add(decoder.read());
        }
      }
      case "intDiffOptRle" -> {
        IntDiffOptRleDecoder decoder = new IntDiffOptRleDecoder(in);
        for (int i = 0; i < count; i++) {
          values.add(decoder.read());
        }
      }
      case "string" -> {
        StringDecoder decoder = new StringDecoder(in);
        for (int i = 0; i < count; i++) {
          decoder.next();
          values.add(decoder.string());
        }
      }
      default -> throw new IllegalArgumentException(coder);
    }
    return values;
  }

  private static List<Map<?, ?>> fixtures() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    StatefulCodersTest.class.getResourceAsStream("/yjs-13.6.33/lib0-coders.jsonl")),
                StandardCharsets.UTF_8))) {
      List<Map<?, ?>> fixtures = new ArrayList<>();
      lines.lines().forEach(line -> fixtures.add(parse(line)));
      assertEquals(FIXTURES, fixtures.size());
      return fixtures;
    }
  }

  private static Map<?, ?> parse(String line) {
    return (Map<?, ?>) Objects.requireNonNull(JsonText.parse(line, DecodeLimits.trusted()));
  }

  private static String coder(Map<?, ?> fixture) {
    return (String) Objects.requireNonNull(fixture.get("coder"));
  }

  private static byte[] bytes(Map<?, ?> fixture) {
    return Base64.getDecoder().decode((String) Objects.requireNonNull(fixture.get("bytes")));
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
