package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YText;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules and errors of relative positions. */
final class RelativePositionTest {
  private final YDoc doc = YDoc.builder().clientId(5).build();
  private final YText text = doc.getText("t");

  @Test
  void resolve_everyIndexAndAssociation_givesTheIndexBack() {
    text.insert(0, "a\ud83d\ude00b");
    text.insert(2, "xy");
    for (int assoc = -1; assoc <= 0; assoc++) {
      for (int index = 0; index <= text.length(); index++) {
        RelativePosition position = RelativePosition.of(text, index, assoc);
        AbsolutePosition expected = new AbsolutePosition(text, index, assoc);

        assertEquals(expected, position.resolve(doc));
        assertEquals(expected, RelativePosition.decode(position.encode()).resolve(doc));
        assertEquals(position, RelativePosition.fromJson(position.toJson()));
      }
    }
  }

  @Test
  void resolve_afterInsertionAtThePlace_dependsOnAssociation() {
    text.insert(0, "ab");
    RelativePosition right = RelativePosition.of(text, 1);
    RelativePosition left = RelativePosition.of(text, 1, -1);
    text.insert(1, "xx");

    assertEquals(new AbsolutePosition(text, 3, 0), right.resolve(doc));
    assertEquals(new AbsolutePosition(text, 1, -1), left.resolve(doc));
  }

  @Test
  void resolve_deletedElement_isWhereItWas() {
    text.insert(0, "abcd");
    RelativePosition position = RelativePosition.of(text, 2);
    text.delete(1, 2);

    assertEquals(new AbsolutePosition(text, 1, 0), position.resolve(doc));
  }

  @Test
  void encode_allKinds_sameBytesAsYjs() {
    text.insert(0, "ab");
    YArray inner = new YArray();
    doc.getArray("a").push(List.of(inner));

    assertHex("00050100", RelativePosition.of(text, 1));
    assertHex("00050041", RelativePosition.of(text, 1, -1));
    assertHex("01017400", RelativePosition.of(text, 2));
    assertHex("01017441", RelativePosition.of(text, 0, -1));
    assertHex("02050200", RelativePosition.of(inner, 0));
  }

  @Test
  void decode_withoutAssociation_isZero() {
    assertEquals(0, RelativePosition.decode(HexFormat.of().parseHex("010174")).assoc());
  }

  @Test
  void decode_malformed_isRefused() {
    for (String hex : List.of("", "00", "0005", "0105", "0300", "000501c0", "0005018080808020")) {
      byte[] bytes = HexFormat.of().parseHex(hex);
      assertThrows(DecodeException.class, () -> RelativePosition.decode(bytes), hex);
    }
  }

  @Test
  void decode_elementOnly_isNotEqualToTheOriginal() {
    text.insert(0, "ab");
    RelativePosition position = RelativePosition.of(text, 1);

    assertNotEquals(position, RelativePosition.decode(position.encode()));
  }

  @Test
  void toJson_emptyRootName_isDroppedAndUnderstood() {
    YText unnamed = doc.getText("");
    RelativePosition end = RelativePosition.of(unnamed, 0);

    assertEquals(Map.of("assoc", 0), end.toJson());
    assertEquals(end, RelativePosition.fromJson(end.toJson()));
  }

  @Test
  void fromJson_malformed_isRefused() {
    for (Map<String, ?> json :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("tname", 1),
            Map.of("item", "x"),
            Map.of("item", Map.of("client", 1)),
            Map.of("item", Map.of("client", 1.5, "clock", 0)),
            Map.of("item", Map.of("client", -1, "clock", 0)),
            Map.of("tname", "t", "assoc", "1"))) {
      assertThrows(IllegalArgumentException.class, () -> RelativePosition.fromJson(json));
    }
  }

  @Test
  void resolve_unknown_isNull() {
    text.insert(0, "ab");
    for (RelativePosition position :
        List.of(
            new RelativePosition(null, null, new ItemId(6, 0), 0),
            new RelativePosition(null, null, new ItemId(5, 2), 0),
            new RelativePosition(null, null, new ItemId(5, 1L << 40), 0),
            new RelativePosition(new ItemId(5, 0), null, null, 0),
            new RelativePosition(new ItemId(9, 9), null, null, 0),
            new RelativePosition(null, "nobody", null, 0))) {
      assertNull(position.resolve(doc));
    }
    assertEquals(1, doc.share().size());
  }

  @Test
  void resolve_collectedElement_isNull() {
    YText inner = new YText("ab");
    doc.getArray("a").push(List.of(inner));
    RelativePosition position = RelativePosition.of(inner, 1);
    doc.getArray("a").delete(0);

    assertNull(position.resolve(doc));
  }

  @Test
  void of_outOfRangeOrNotInserted_isRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> RelativePosition.of(text, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> RelativePosition.of(text, -1));
    assertThrows(IllegalStateException.class, () -> RelativePosition.of(new YText(), 0));
  }

  private static void assertHex(String expected, RelativePosition position) {
    assertArrayEquals(HexFormat.of().parseHex(expected), position.encode());
  }
}
