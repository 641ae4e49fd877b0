package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Strings, fixed-width writes and the buffer; integers are in {@link VarIntTest}. */
final class ByteWriterTest {
  // encoding.writeVarString(encoder, text)
  static Stream<Arguments> strings() {
    return Stream.of(
        Arguments.of("", "00"),
        Arguments.of("hello", "0568656c6c6f"),
        Arguments.of("\0", "0100"),
        Arguments.of("ä", "02c3a4"),
        Arguments.of("€", "03e282ac"),
        Arguments.of("👾", "04f09f91be"),
        Arguments.of("\ud83d", "03efbfbd"),
        Arguments.of("\udc7e", "03efbfbd"),
        Arguments.of("a\ud83db", "0561efbfbd62"),
        Arguments.of("\ud83d\ud83d\udc7e", "07efbfbdf09f91be"),
        Arguments.of("\udc7e\ud83d", "06efbfbdefbfbd"),
        Arguments.of("\ufeffbom", "06efbbbf626f6d"),
        Arguments.of("\u07ff\u0800\uffff", "08dfbfe0a080efbfbf"));
  }

  @ParameterizedTest
  @MethodSource("strings")
  void writeVarString_isThatOfLib0(String text, String hex) {
    assertEquals(hex, Hex.written(out -> out.writeVarString(text)));
  }

  @Test
  void writeVarString_lengthPrefixGrowsWithNonAscii() {
    String text = "a".repeat(126) + "ä";
    assertEquals("8001" + "61".repeat(126) + "c3a4", Hex.written(out -> out.writeVarString(text)));
  }

  // encoding.writeFloat32(1.1), writeFloat64(1.1), writeBigInt64(-2n), writeFloat32(NaN)
  @Test
  void fixedWidth_bigEndian() {
    assertEquals(
        "3f8ccccd3ff199999999999afffffffffffffffe7fc00000",
        Hex.written(
            out -> {
              out.writeFloat32(1.1f);
              out.writeFloat64(1.1);
              out.writeBigInt64(-2);
              out.writeFloat32(Float.NaN);
            }));
  }

  @Test
  void ensure_advance_writesInPlace() {
    ByteWriter out = new ByteWriter(1);
    out.writeUint8(0x101);
    byte[] room = out.ensure(3);
    room[out.size()] = 2;
    room[out.size() + 1] = 3;
    out.advance(2);
    assertEquals("010203", Hex.of(out.toByteArray()));
    assertThrows(IndexOutOfBoundsException.class, () -> out.advance(out.array().length));
  }

  @Test
  void truncate_clear() {
    ByteWriter out = new ByteWriter();
    out.writeVarBytes(new byte[] {1, 2, 3});
    out.truncate(2);
    assertEquals("0301", Hex.of(out.toByteArray()));
    assertThrows(IndexOutOfBoundsException.class, () -> out.truncate(3));
    out.clear();
    assertEquals(0, out.size());
  }

  @Test
  void writeVarBytes_range() {
    assertEquals("020203", Hex.written(out -> out.writeVarBytes(new byte[] {1, 2, 3, 4}, 1, 2)));
  }

  @Test
  void ensure_beyondWhatAnArrayHolds() {
    ByteWriter out = new ByteWriter(8);
    out.writeBigInt64(0);
    assertThrows(IllegalStateException.class, () -> out.ensure(Integer.MAX_VALUE - 8));
  }
}
