package dev.ycrdt.core.internal.update.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.RawUpdate;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.ByteReader;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What the scanner reports; what it refuses is in {@code UpdatesHostileTest}. */
final class StructScannerTest {

  @Test
  void next_walksBlocksInOrder() {
    StructScanner structs = scan(new RawUpdate().block(9, 3).gc(2).skip(4).block(1, 0).text("a😀"));

    assertTrue(structs.next());
    assertStruct(structs, 9, 3, 2, StructRef.GC);
    assertTrue(structs.next());
    assertStruct(structs, 9, 5, 4, StructRef.SKIP);
    assertTrue(structs.next());
    assertStruct(structs, 1, 0, 3, StructRef.STRING);
    assertFalse(structs.next());
    assertEquals(1, structs.reader().remaining());
  }

  @Test
  void next_emptyBlock_isPassed() {
    StructScanner structs = scan("02 00 09 00 01 01 00 00 05 00");

    assertTrue(structs.next());
    assertStruct(structs, 1, 0, 5, StructRef.GC);
    assertEquals(1, structs.block());
    assertFalse(structs.next());
  }

  @Test
  void origins_areReported() {
    StructScanner structs = scan("01 01 01 07 c4 02 05 03 06 01 61 00");

    assertTrue(structs.next());
    assertTrue(structs.hasOrigin());
    assertEquals(2, structs.originClient());
    assertEquals(5, structs.originClock());
    assertTrue(structs.hasRightOrigin());
    assertEquals(3, structs.rightOriginClient());
    assertEquals(6, structs.rightOriginClock());
    assertFalse(structs.hasParentId());
    assertEquals(-1, structs.rootNameFrom());
    assertEquals(-1, structs.parentSubFrom());
    assertPlaces(structs, 4, 9, 11);
  }

  @Test
  void rootParentAndKey_areReported() {
    StructScanner structs = scan("01 01 01 00 28 01 01 74 02 6b 6b 01 7d 05 00");

    assertTrue(structs.next());
    assertFalse(structs.hasParentId());
    assertEquals(6, structs.rootNameFrom());
    assertEquals(8, structs.parentSubFrom());
    assertPlaces(structs, 4, 11, 14);
  }

  @Test
  void parentItem_isReported() {
    StructScanner structs = scan("01 01 01 00 07 00 02 05 01 00");

    assertTrue(structs.next());
    assertTrue(structs.hasParentId());
    assertEquals(2, structs.parentClient());
    assertEquals(5, structs.parentClock());
    assertPlaces(structs, 4, 8, 9);
  }

  @Test
  void readAt_readsOneStructAgain() {
    byte[] update = new RawUpdate().block(1, 0).text("a").any(1, 2).gc(3).bytes();
    StructScanner first = new StructScanner(new ByteReader(update), DecodeLimits.trusted());
    first.next();
    first.next();

    StructScanner again = new StructScanner(new ByteReader(update), DecodeLimits.trusted());
    again.readAt(first.from(), 1, 1);

    assertStruct(again, 1, 1, 2, StructRef.ANY);
    assertPlaces(again, first.from(), first.contentFrom(), first.to());
  }

  @Test
  void isVerbatim_onlyForWhatYjsWrites() {
    assertTrue(isVerbatim("84 00 05 01 61"));
    assertTrue(isVerbatim("88 00 05 03 7d 41 7e 77 01 61"));
    assertTrue(isVerbatim("86 00 05 01 62 04 74 72 75 65"));
    assertFalse(isVerbatim("84 00 85 00 01 61"));
    assertFalse(isVerbatim("84 00 05 81 00 61"));
    assertFalse(isVerbatim("a4 00 05 01 61"));
    assertFalse(isVerbatim("88 00 05 01 7c 00 00 00 00"));
    assertFalse(isVerbatim("85 00 05 02 2d 30"));
  }

  private static boolean isVerbatim(String struct) {
    StructScanner structs = scan(new RawUpdate().block(1, 9).raw(1, struct));
    structs.next();
    return structs.isVerbatim();
  }

  private static StructScanner scan(RawUpdate update) {
    return new StructScanner(new ByteReader(update.bytes()), DecodeLimits.trusted());
  }

  private static StructScanner scan(String hex) {
    byte[] update = HexFormat.of().parseHex(hex.replace(" ", ""));
    return new StructScanner(new ByteReader(update), DecodeLimits.trusted());
  }

  private static void assertStruct(
      StructScanner struct, long client, int clock, int clockLength, int ref) {
    assertEquals(client, struct.client());
    assertEquals(clock, struct.clock());
    assertEquals(clockLength, struct.clockLength());
    assertEquals(clock + clockLength, struct.endClock());
    assertEquals(ref, struct.ref());
  }

  private static void assertPlaces(StructScanner struct, int from, int contentFrom, int to) {
    assertEquals(from, struct.from());
    assertEquals(contentFrom, struct.contentFrom());
    assertEquals(to, struct.to());
  }
}
