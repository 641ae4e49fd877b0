package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Malformed sequences and the word-wise ASCII scan; well-formed text is in {@link Utf8Properties}.
 */
final class Utf8Test {
  // decoding.readVarString refuses each of these, length-prefixed
  @ParameterizedTest
  @CsvSource({
    "c3, 0",
    "61c080, 1",
    "c1bf, 0",
    "e08080, 0",
    "e09fbf, 0",
    "f0808080, 0",
    "f08fbfbf, 0",
    "eda0bd, 0",
    "edbfbf, 0",
    "f4908080, 0",
    "f5808080, 0",
    "80, 0",
    "6161bf, 2",
    "c328, 0",
    "e28228, 0",
    "e282, 0",
    "f09f91, 0",
    "f09f9128, 0",
    "ff, 0",
    "616161616161616161fe, 9"
  })
  void malformed_isRefusedWithItsOffset(String hex, int offset) {
    byte[] bytes = Hex.bytes(hex);
    DecodeException counted =
        assertThrows(DecodeException.class, () -> Utf8.utf16Length(bytes, 0, bytes.length));
    DecodeException decoded =
        assertThrows(
            DecodeException.class,
            () -> Utf8.decode(bytes, 0, bytes.length, new char[bytes.length], 0));
    assertEquals(offset, counted.offset());
    assertEquals(offset, decoded.offset());
    byte[] prefixed = Hex.bytes("%02x".formatted(bytes.length) + hex);
    assertThrows(DecodeException.class, () -> new ByteReader(prefixed).readVarString());
  }

  @Test
  void edges_ofEachLength() {
    byte[] bytes = Hex.bytes("00 7f c280 dfbf e0a080 ed9fbf ee8080 efbfbf f0908080 f48fbfbf");
    char[] units = new char[bytes.length];
    int length = Utf8.decode(bytes, 0, bytes.length, units, 0);
    assertEquals(
        "\u0000\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff",
        new String(units, 0, length));
    assertEquals(length, Utf8.utf16Length(bytes, 0, bytes.length));
  }

  @Test
  void decode_readsOnlyItsRange() {
    byte[] bytes = Hex.bytes("c3 e282ac c3");
    char[] units = new char[3];
    assertEquals(1, Utf8.decode(bytes, 1, 3, units, 2));
    assertEquals('€', units[2]);
  }

  @Test
  void isAscii_everyPositionInAndBehindTheWords() {
    for (int length = 0; length < 20; length++) {
      byte[] bytes = new byte[length + 2];
      bytes[0] = -1;
      bytes[length + 1] = -1;
      assertTrue(Utf8.isAscii(bytes, 1, length));
      for (int at = 1; at <= length; at++) {
        bytes[at] = -128;
        assertFalse(Utf8.isAscii(bytes, 1, length));
        bytes[at] = 0;
      }
    }
  }

  @Test
  void encode_rangeCutsAPair() {
    char[] units = "a👾b".toCharArray();
    assertEquals("61efbfbd", Hex.written(out -> Utf8.encode(units, 0, 2, out)));
    assertEquals("efbfbd62", Hex.written(out -> Utf8.encode(units, 2, 2, out)));
    assertEquals("f09f91be", Hex.written(out -> Utf8.encode(units, 1, 2, out)));
  }
}
