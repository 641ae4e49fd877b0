package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vectors are what Yjs 13.6.33 wrote with encodeStateVector(new Map(entries)). */
final class StateVectorTest {
  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  // encodeStateVector(new Map([[1, 5], [2 ** 53 - 1, 300], [7, 0]]))
  private static final String THREE = "03ffffffffffffff0fac0207000105";

  @Test
  void encode_clientsDescending() {
    StateVector vector = StateVector.of(Map.of(1L, 5L, (1L << 53) - 1, 300L, 7L, 0L));
    assertArrayEquals(bytes(THREE), vector.encode());
    assertArrayEquals(bytes("00"), StateVector.of(Map.of()).encode());
  }

  @Test
  void decode_keepsClockZero() {
    StateVector vector = StateVector.decode(bytes(THREE));
    assertEquals(Map.of(1L, 5L, (1L << 53) - 1, 300L, 7L, 0L), vector.toMap());
    assertEquals(List.of(1L, 7L, (1L << 53) - 1), List.copyOf(vector.toMap().keySet()));
    assertEquals(5, vector.get(1));
    assertEquals(0, vector.get(7));
    assertEquals(0, vector.get(8));
    assertArrayEquals(bytes(THREE), vector.encode());
  }

  @Test
  void decode_anyOrderAndLastDuplicate() {
    StateVector vector = StateVector.decode(bytes("04" + "0101" + "0902" + "0103" + "0504"));
    assertEquals(Map.of(1L, 3L, 5L, 4L, 9L, 2L), vector.toMap());
    assertEquals(vector, StateVector.of(new long[] {1, 9, 1, 5}, new long[] {1, 2, 3, 4}));
    assertEquals("{1=3, 5=4, 9=2}", vector.toString());
    assertEquals(3, vector.size());
    assertEquals(5, vector.clientAt(1));
    assertEquals(4, vector.clockAt(1));
  }

  @Test
  void decode_ignoresWhatFollows() {
    assertEquals(Map.of(1L, 2L), StateVector.decode(bytes("010102ff")).toMap());
  }

  @Test
  void decode_truncatedAnywhere() {
    byte[] whole = bytes(THREE);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(DecodeException.class, () -> StateVector.decode(cut));
    }
  }

  @Test
  void decode_countBeyondTheInput() {
    DecodeException e =
        assertThrows(DecodeException.class, () -> StateVector.decode(bytes("ffffffff070101")));
    assertEquals(
        "count of 2147483647 state vector entries does not fit the 2 bytes left at offset 0",
        e.getMessage());
  }

  @Test
  void decode_clientsAtTheLimitAndBeyond() {
    DecodeLimits two = DecodeLimits.untrusted().toBuilder().maxClients(2).build();
    assertEquals(2, StateVector.decode(bytes("0202010101"), two).size());
    assertThrows(
        LimitExceededException.class, () -> StateVector.decode(bytes("03030102010101"), two));
  }

  @Test
  void of_refusesWhatCannotBeWritten() {
    assertThrows(IllegalArgumentException.class, () -> StateVector.of(Map.of(-1L, 1L)));
    assertThrows(IllegalArgumentException.class, () -> StateVector.of(Map.of(1L, 1L << 53)));
    assertThrows(
        IllegalArgumentException.class, () -> StateVector.of(new long[] {1}, new long[] {1, 2}));
  }

  @Test
  void of_copiesItsArrays() {
    long[] clients = {3, 2};
    long[] clocks = {1, 1};
    StateVector vector = StateVector.of(clients, clocks);
    clients[0] = 9;
    clocks[0] = 9;
    assertEquals(Map.of(3L, 1L, 2L, 1L), vector.toMap());
    assertEquals(vector.hashCode(), StateVector.of(Map.of(3L, 1L, 2L, 1L)).hashCode());
    assertNotEquals(vector, StateVector.of(Map.of(3L, 1L)));
  }
}
