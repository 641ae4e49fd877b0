package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Integers of variable length; the vectors are what lib0 0.2.120 wrote. */
final class VarIntTest {
  // encoding.writeVarUint(encoder, value)
  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "1, 01",
    "127, 7f",
    "128, 8001",
    "300, ac02",
    "16383, ff7f",
    "16384, 808001",
    "2147483647, ffffffff07",
    "2147483648, 8080808008",
    "4294967295, ffffffff0f",
    "4294967296, 8080808010",
    "9007199254740991, ffffffffffffff0f"
  })
  void varUint_isThatOfLib0(long value, String hex) {
    assertEquals(hex, Hex.written(out -> out.writeVarUint(value)));
    ByteReader in = Hex.reader(hex);
    assertEquals(value, in.readVarUint());
    assertFalse(in.hasRemaining());
  }

  // encoding.writeVarInt(encoder, value)
  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "1, 01",
    "-1, 41",
    "63, 3f",
    "-63, 7f",
    "64, 8001",
    "-64, c001",
    "8191, bf7f",
    "8192, 808001",
    "-8192, c08001",
    "2147483647, bfffffff0f",
    "-2147483648, c080808010",
    "9007199254740991, bfffffffffffff1f",
    "-9007199254740991, ffffffffffffff1f"
  })
  void varInt_isThatOfLib0(long value, String hex) {
    assertEquals(hex, Hex.written(out -> out.writeVarInt(value)));
    ByteReader in = Hex.reader(hex);
    assertEquals(value, in.readVarInt());
    assertEquals(value < 0, in.readVarIntIsNegative());
    assertFalse(in.hasRemaining());
  }

  // encoding.writeVarInt(encoder, -0)
  @Test
  void varInt_negativeZero() {
    assertEquals("40", Hex.written(out -> out.writeVarInt(0, true)));
    ByteReader in = Hex.reader("40 00");
    assertEquals(0, in.readVarInt());
    assertTrue(in.readVarIntIsNegative());
    assertEquals(0, in.readVarInt());
    assertFalse(in.readVarIntIsNegative());
  }

  @ParameterizedTest
  @CsvSource({
    "8000, 0",
    "8180808080808080808080808000, 1",
    "ffffffffffffff8f8000, 9007199254740991"
  })
  void readVarUint_needlessZeros(String hex, long value) {
    assertEquals(value, Hex.reader(hex).readVarUint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffffffffffffff10",
        "ffffffffffffff7f",
        "8080808080808080 01",
        "80808080808080808080 01"
      })
  void readVarUint_beyondSafeInteger(String hex) {
    DecodeException e = assertThrows(DecodeException.class, () -> Hex.reader(hex).readVarUint());
    assertEquals("unsigned integer exceeds 2^53-1 at offset 0", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bfffffffffffff20", "ffffffffffffff20", "c080808080808080808001"})
  void readVarInt_beyondSafeInteger(String hex) {
    assertThrows(DecodeException.class, () -> Hex.reader(hex).readVarInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "80", "ffff"})
  void read_truncated(String hex) {
    assertThrows(DecodeException.class, () -> Hex.reader(hex).readVarUint());
    assertThrows(DecodeException.class, () -> Hex.reader(hex).readVarInt());
  }

  @Test
  void readVarUint31_boundary() {
    assertEquals(Integer.MAX_VALUE, Hex.reader("ffffffff07").readVarUint31("clock"));
    DecodeException e =
        assertThrows(DecodeException.class, () -> Hex.reader("8080808008").readVarUint31("clock"));
    assertEquals("clock of 2147483648 exceeds 2147483647 at offset 0", e.getMessage());
  }

  @Test
  void readCount_mustFitWhatIsLeft() {
    assertEquals(2, Hex.reader("02 00000000").readCount("ranges", 2));
    DecodeException e =
        assertThrows(DecodeException.class, () -> Hex.reader("03 00000000").readCount("ranges", 2));
    assertEquals("count of 3 ranges does not fit the 4 bytes left at offset 0", e.getMessage());
  }

  @Test
  void write_outOfRange() {
    ByteWriter out = new ByteWriter();
    assertThrows(IllegalArgumentException.class, () -> out.writeVarUint(-1));
    assertThrows(IllegalArgumentException.class, () -> out.writeVarUint(1L << 53));
    assertThrows(IllegalArgumentException.class, () -> out.writeVarInt(1L << 53));
    assertThrows(IllegalArgumentException.class, () -> out.writeVarInt(Long.MIN_VALUE));
    assertEquals(0, out.size());
  }
}
