package dev.ycrdt.core.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.RawUpdate;
import dev.ycrdt.core.YDoc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates that were made to do harm. */
final class AttackTest {
  private final YDoc doc = YDoc.builder().clientId(9).build();

  AttackTest() {
    doc.getText("t").insert(0, "abc");
    doc.getArray("a").push(List.of(1, 2));
  }

  /** The first four bytes of a struct line are: one client, one struct, client 1, clock 0. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "struct count of 2^25,             01 80808010 01 00 04 01 01 74 01 61 00",
    "struct count of 2^32,             01 8080808010 01 00 00 01 00",
    "client count of 2^31,             8080808008 01 01 00",
    "any length of 2^31,               01 01 01 00 08 01 01 74 8080808008 7f 00",
    "JSON length of 2^31,              01 01 01 00 02 01 01 74 8080808008 01 31 00",
    "array in a value of 2^31,         01 01 01 00 08 01 01 74 01 75 8080808008 00",
    "object in a value of 2^31,        01 01 01 00 08 01 01 74 01 76 8080808008 00",
    "string of 2^31 bytes,             01 01 01 00 04 01 01 74 8080808008 61 00",
    "binary of 2^31 bytes,             01 01 01 00 03 01 01 74 8080808008 61 00",
    "delete clients of 2^30,           00 8080808004 01 01 00 01",
    "delete ranges of 2^30,            00 01 01 8080808004 00 01",
    "delete range of length 0,         00 01 01 01 00 00",
    "delete range past the last clock, 00 01 01 01 00 8080808080808010",
    "garbage of length 0,              01 01 01 00 00 00 00",
    "gap of length 0,                  01 01 01 00 0a 00 00",
    "deleted of length 0,              01 01 01 00 01 01 01 74 00 00",
    "empty text,                       01 01 01 00 04 01 01 74 00 00",
    "empty values,                     01 01 01 00 08 01 01 74 00 00",
    "empty JSON values,                01 01 01 00 02 01 01 74 00 00",
    "client named twice,               02 01 01 00 00 01 01 01 01 00 01 00",
    "garbage of 2^53-1,                01 01 01 00 00 ffffffffffffff0f 00",
    "clock of 2^52,                    01 01 01 8080808080808008 00 01 00",
    "number above 2^53,                01 01 ffffffffffffff7f 00 00 01 00",
    "number without end,               ffffffffffffffffffffffff",
    "origin of its own clock,          01 01 01 00 84 01 00 01 61 00",
    "origin of a later clock,          01 01 01 00 84 01 05 01 61 00",
    "right origin of its own clock,    01 01 01 00 44 01 00 01 61 00",
    "parent of its own clock,          01 01 01 00 04 00 01 00 01 61 00",
    "unknown parent kind,              01 01 01 00 04 02 01 74 01 61 00",
    "unknown content kind,             01 01 01 00 0b 01 01 74 01 61 00",
    "gap with flags,                   01 01 01 00 8a 01 00 01 00",
    "unknown type kind,                01 01 01 00 07 01 01 74 07 00",
    "unknown value tag,                01 01 01 00 08 01 01 74 01 73 00",
    "overlong UTF-8,                   01 01 01 00 04 01 01 74 02 c080 00",
    "encoded surrogate,                01 01 01 00 04 01 01 74 03 eda080 00",
    "UTF-8 cut off,                    01 01 01 00 04 01 01 74 01 e2 00",
    "invalid UTF-8 in a root name,     01 01 01 00 04 01 01 ff 01 61 00",
    "broken JSON,                      01 01 01 00 05 01 01 74 01 7b 00",
    "options that are no object,       01 01 01 00 09 01 01 74 01 67 7e 00",
  })
  void update_isRefusedAndTheDocumentUntouched(String attack, String hex) {
    assertFalse(attack.isEmpty());
    new Untouched(doc).refuses(bytes(hex));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "parent is a text,        01 01 01 00 04 00 09 00 01 61 00",
    "parent is a value,       01 01 01 00 08 00 09 03 01 7e 00",
    "origins of two parents,  01 01 01 00 c4 09 00 09 03 01 61 00",
    "right before left,       01 01 01 00 c4 09 02 09 00 01 61 00",
    "format in an array,      01 01 01 00 86 09 03 01 62 04 74727565 00",
    "embed in an array,       01 01 01 00 85 09 03 01 31 00",
    "text in an array,        01 01 01 00 84 09 04 02 6869 00",
    "text in a map entry,     01 01 01 00 24 01 01 6d 01 6b 02 6869 00",
    "three values in an entry,01 01 01 00 28 01 01 6d 01 6b 03 7e 7e 7e 00",
    "type in a text,          01 01 01 00 87 09 02 01 00",
    "bytes behind the end,    01 01 01 00 84 09 02 01 61 00 aa bb",
    "overlapping deletions,   00 01 09 02 00 03 01 02",
    "unsorted deletions,      00 01 09 02 02 01 00 01",
    "overlong numbers,        8100 8100 8100 8000 04 01 01 74 01 61 00",
  })
  void update_isApplied_andTheDocumentIsWhole(String attack, String hex) {
    assertFalse(attack.isEmpty());
    doc.applyUpdate(bytes(hex));

    Integrity.check(doc);
    doc.toJson();
    YDoc reloaded = new YDoc();
    reloaded.applyUpdate(doc.encodeStateAsUpdate());
    Integrity.check(reloaded);
    assertEquals(doc.stateVector(), reloaded.stateVector());
    doc.getText("t").insert(0, "x");
    doc.getArray("a").push(List.of(3));
    Integrity.check(doc);
  }

  @Test
  void originsInACircle_waitForever() {
    doc.applyUpdate(bytes("02 01 02 00 84 01 00 01 61 01 01 00 84 02 00 01 61 00"));

    assertTrue(doc.hasPending());
    Integrity.check(doc);
    doc.getText("t").insert(0, "x");
    YDoc reloaded = new YDoc();
    reloaded.applyUpdate(doc.encodeStateAsUpdate());
    assertTrue(reloaded.hasPending());
    assertEquals("xabc", reloaded.getText("t").toString());
  }

  @Test
  void deepValues_areRefusedByTheLimit() {
    byte[] json = new RawUpdate().block(1, 0).embed("[".repeat(200_000)).bytes();
    byte[] any = new RawUpdate().block(1, 0).raw(1, "08010174 01" + "7501".repeat(20_000)).bytes();

    for (byte[] update : List.of(json, any)) {
      String message = String.valueOf(new Untouched(doc).refuses(update).getMessage());
      assertTrue(message.contains("DecodeLimits.maxDepth"), message);
    }
  }

  @Test
  void updatesWithoutTheirBeginning_waitAndAreAppliedWithIt() {
    YDoc writer = YDoc.builder().clientId(1).build();
    List<byte[]> updates = new ArrayList<>();
    writer.onUpdate((update, origin, transaction) -> updates.add(update));
    for (int i = 0; i < 4000; i++) {
      writer.getText("t").insert(i, "x");
    }
    byte[] first = updates.remove(0);
    Collections.shuffle(updates, new Random(1));
    updates.forEach(doc::applyUpdate);

    assertTrue(doc.hasPending());
    doc.applyUpdate(first);
    assertFalse(doc.hasPending());
    assertEquals(4003, doc.getText("t").length());
    Integrity.checkPositions(doc);
  }

  @Test
  void manyInsertionsAtOnePlace_areApplied() {
    RawUpdate attack = new RawUpdate();
    for (int client = 2000; client > 0; client--) {
      attack.block(100 + client, 0).raw(1, "44 09 00 01 61");
    }

    doc.applyUpdate(attack.bytes());

    assertEquals(2003, doc.getText("t").length());
    Integrity.checkPositions(doc);
  }

  @Test
  void hugeGarbage_costsNothing() {
    doc.applyUpdate(new RawUpdate().block(1, 0).gc(Integer.MAX_VALUE - 1).bytes());

    assertEquals(Integer.MAX_VALUE - 1, doc.stateVector().get(1));
    Integrity.check(doc);
    new YDoc().applyUpdate(doc.encodeStateAsUpdate());
  }

  @Test
  void limits_areNamed() {
    DecodeLimits limits = DecodeLimits.untrusted().toBuilder().maxBytes(10).build();
    YDoc small = YDoc.builder().limits(limits).build();

    LimitExceededException refused =
        assertInstanceOf(LimitExceededException.class, new Untouched(small).refuses(new byte[11]));

    assertEquals("maxBytes", refused.setting());
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
