package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions, ranges, strings and fixed-width reads; integers are in {@link VarIntTest}. */
final class ByteReaderTest {
  @Test
  void range_boundsEveryRead() {
    ByteReader in = new ByteReader(Hex.bytes("ff 0568656c6c6f ff"), 1, 3);
    assertEquals(1, in.position());
    assertEquals(4, in.limit());
    DecodeException e = assertThrows(DecodeException.class, in::readVarString);
    assertEquals("string of 5 bytes does not fit the 2 bytes left at offset 1", e.getMessage());
    assertEquals(1, e.offset());
  }

  @Test
  void position_outsideTheRange() {
    ByteReader in = new ByteReader(new byte[8], 2, 4);
    in.position(6);
    in.position(2);
    assertThrows(IndexOutOfBoundsException.class, () -> in.position(1));
    assertThrows(IndexOutOfBoundsException.class, () -> in.position(7));
    assertThrows(IndexOutOfBoundsException.class, () -> new ByteReader(new byte[8], 5, 4));
  }

  // encoding.writeFloat32(1.1), writeFloat64(1.1), writeBigInt64(-2n)
  @Test
  void fixedWidth_bigEndian() {
    ByteReader in = Hex.reader("3f8ccccd 3ff199999999999a fffffffffffffffe");
    assertEquals(1.1f, in.readFloat32());
    assertEquals(1.1, in.readFloat64());
    assertEquals(-2, in.readBigInt64());
    assertThrows(DecodeException.class, in::readUint8);
  }

  @Test
  void fixedWidth_truncated() {
    byte[] seven = new byte[7];
    assertThrows(DecodeException.class, () -> new ByteReader(seven, 0, 3).readFloat32());
    assertThrows(DecodeException.class, () -> new ByteReader(seven).readFloat64());
    assertThrows(DecodeException.class, () -> new ByteReader(seven).readBigInt64());
    DecodeException e = assertThrows(DecodeException.class, () -> new ByteReader(seven).skip(8));
    assertEquals("input ends: bytes to skip needs 8 bytes, 7 left at offset 0", e.getMessage());
  }

  @Test
  void readVarBytes_isACopy() {
    byte[] source = Hex.bytes("02 0102");
    byte[] read = new ByteReader(source).readVarBytes();
    source[1] = 9;
    assertArrayEquals(new byte[] {1, 2}, read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0564", "ffffffff07", "ffffffffffffff0f00"})
  void lengthPrefix_beyondTheInput(String hex) {
    assertThrows(DecodeException.class, () -> Hex.reader(hex).readVarString());
    assertThrows(DecodeException.class, () -> Hex.reader(hex).readVarBytes());
    assertThrows(DecodeException.class, () -> Hex.reader(hex).skipVarString());
  }

  @Test
  void skipVarStringUtf16Length_countsCodeUnits() {
    ByteReader in = Hex.reader("0a 61c3a4e282acf09f91be 00");
    assertEquals(5, in.skipVarStringUtf16Length());
    assertEquals(0, in.skipVarStringUtf16Length());
    assertEquals(0, in.remaining());
  }

  @Test
  void readVarString_limit() {
    DecodeLimits three = DecodeLimits.trusted().toBuilder().maxStringBytes(3).build();
    assertEquals("abc", Hex.reader("03 616263").readVarString(three));
    LimitExceededException e =
        assertThrows(
            LimitExceededException.class, () -> Hex.reader("04 61626364").readVarString(three));
    assertEquals(
        "string length in bytes of 4 exceeds the maximum of 3 (DecodeLimits.maxStringBytes)"
            + " at offset 0",
        e.getMessage());
    assertThrows(
        LimitExceededException.class, () -> Hex.reader("04 61626364").skipVarString(three));
  }

  @Test
  void error_namesThePosition() {
    ByteReader in = Hex.reader("00 00");
    in.skip(1);
    assertEquals("no such thing at offset 1", in.error("no such thing").getMessage());
    assertTrue(in.hasRemaining());
  }
}
