package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.type.YText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Roots, settings, updates and the end of a document. Transactions have a test of their own. */
final class YDocTest {
  private final YDoc doc = YDoc.builder().clientId(1).build();

  @Test
  void root_isTheSameObjectEveryTime() {
    assertSame(doc.getText("t"), doc.getText("t"));
    assertSame(doc.getArray("a"), doc.getArray("a"));
    assertSame(doc.getMap(""), doc.getMap(""));
    assertSame(doc.getXmlFragment("x"), doc.share().get("x"));
  }

  @Test
  void root_ofAnotherType_isRefused() {
    doc.getText("t");

    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> doc.getArray("t"));

    assertTrue(String.valueOf(refused.getMessage()).contains("YText"), refused.getMessage());
    assertThrows(IllegalStateException.class, () -> doc.getXmlText("t"));
  }

  @Test
  void root_hasNoParentAndItsDocument() {
    assertSame(doc, doc.getXmlElement("e").doc());
    assertEquals(null, doc.getXmlElement("e").parent());
    assertEquals("UNDEFINED", doc.getXmlElement("e").nodeName());
  }

  @Test
  void share_leavesOutRootsWithoutAType() {
    YDoc other = new YDoc();
    doc.getText("t").insert(0, "a");
    other.getMap("m");
    other.applyUpdate(doc.encodeStateAsUpdate());

    assertEquals(List.of("m"), List.copyOf(other.share().keySet()));
    other.getText("t");
    assertEquals(List.of("m", "t"), List.copyOf(other.share().keySet()));
  }

  @Test
  void toJson_readsTypedRoots() {
    doc.getText("t").insert(0, "a");
    doc.getMap("m").set("k", List.of(1, 2.5));
    doc.getArray("1");

    assertEquals(Map.of("t", "a", "m", Map.of("k", List.of(1, 2.5)), "1", List.of()), doc.toJson());
    assertEquals("1", doc.toJson().keySet().iterator().next());
  }

  @Test
  void builder_setsWhatItIsTold() {
    YDoc built =
        YDoc.builder()
            .clientId((1L << 53) - 1)
            .guid("g")
            .gc(false)
            .autoLoad(true)
            .shouldLoad(false)
            .collectionId("c")
            .meta(Map.of("a", 1))
            .build();

    assertEquals((1L << 53) - 1, built.clientId());
    assertEquals("g", built.guid());
    assertFalse(built.gc());
    assertTrue(built.autoLoad());
    assertFalse(built.shouldLoad());
    assertEquals("c", built.collectionId());
    assertEquals(Map.of("a", 1), built.meta());
  }

  @Test
  void clientId_isRandomOf32BitsByDefault() {
    YDoc first = new YDoc();
    YDoc second = new YDoc();

    assertTrue(first.clientId() >>> 32 == 0);
    assertNotEquals(first.guid(), second.guid());
    assertThrows(IllegalArgumentException.class, () -> YDoc.builder().clientId(-1));
    assertThrows(IllegalArgumentException.class, () -> YDoc.builder().clientId(1L << 53));
  }

  @Test
  void clientId_isRenewedWhenARemoteChangeUsesIt() {
    YDoc twin = YDoc.builder().clientId(1).build();
    twin.getText("t").insert(0, "a");

    doc.applyUpdate(twin.encodeStateAsUpdate());
    doc.getText("t").insert(1, "b");

    assertNotEquals(1, doc.clientId());
    assertEquals("ab", doc.getText("t").toString());
    Integrity.check(doc);
  }

  @Test
  void emptyDocument_encodesToNothing() {
    assertArrayEquals(new byte[] {0, 0}, doc.encodeStateAsUpdate());
    assertArrayEquals(new byte[] {0}, doc.encodeStateVector());
  }

  @Test
  void encodeStateAsUpdate_writesWhatTheTargetLacks() {
    YText text = doc.getText("t");
    text.insert(0, "ab");
    byte[] before = doc.encodeStateVector();
    text.insert(2, "cd");

    byte[] diff = doc.encodeStateAsUpdate(before);

    assertEquals(Map.of(1L, 2L), Updates.meta(diff).from());
    assertEquals(Map.of(1L, 4L), Updates.meta(diff).to());
    assertThrows(DecodeException.class, () -> doc.encodeStateAsUpdate(new byte[] {5}));
  }

  @Test
  void encodedDocument_hasTheBytesOfYjs() {
    doc.getText("t").insert(0, "a😀");
    doc.getMap("m").set("k", 1);

    byte[] expected = {
      1,
      2,
      1,
      0,
      4,
      1,
      1,
      't',
      5,
      'a',
      (byte) 0xf0,
      (byte) 0x9f,
      (byte) 0x98,
      (byte) 0x80,
      0x28,
      1,
      1,
      'm',
      1,
      'k',
      1,
      0x7d,
      1,
      0
    };
    assertArrayEquals(expected, doc.encodeStateAsUpdate());
  }

  @Test
  void hasPending_tellsOfStructsAndOfDeletions() {
    YText text = doc.getText("t");
    text.insert(0, "a");
    byte[] first = doc.encodeStateAsUpdate();
    List<byte[]> updates = new ArrayList<>();
    doc.onUpdate((update, origin, transaction) -> updates.add(update));
    text.insert(1, "b");
    text.delete(0, 1);
    YDoc structs = new YDoc();
    YDoc deletions = new YDoc();

    structs.applyUpdate(updates.get(0));
    deletions.applyUpdate(updates.get(1));

    assertTrue(structs.hasPending());
    assertTrue(deletions.hasPending());
    structs.applyUpdate(first);
    deletions.applyUpdate(first);
    assertFalse(structs.hasPending());
    assertFalse(deletions.hasPending());
    assertEquals("ab", structs.getText("t").toString());
    assertEquals("", deletions.getText("t").toString());
  }

  @Test
  void read_seesOneState() {
    doc.getText("t").insert(0, "ab");

    Integer length = doc.read(d -> d.getText("t").length());

    assertEquals(2, length);
  }

  @Test
  void stateVector_countsUtf16Units() {
    doc.getText("t").insert(0, "a😀");

    assertEquals(Map.of(1L, 3L), doc.stateVector().toMap());
    assertEquals(doc.stateVector(), StateVector.decode(doc.encodeStateVector()));
  }

  @Test
  void destroy_tellsListenersOnceAndDropsThem() {
    List<String> log = new ArrayList<>();
    doc.onDestroy(destroyed -> log.add("destroyed"));
    doc.onUpdate((update, origin, transaction) -> log.add("update"));

    doc.destroy();
    doc.destroy();
    doc.getText("t").insert(0, "a");

    assertTrue(doc.isDestroyed());
    assertEquals(List.of("destroyed"), log);
  }

  @Test
  void subscription_closesOnceAndForItsListenerOnly() {
    List<String> log = new ArrayList<>();
    UpdateListener listener = (update, origin, transaction) -> log.add("u");
    Subscription first = doc.onUpdate(listener);
    doc.onUpdate(listener);

    first.close();
    first.close();
    doc.getText("t").insert(0, "a");

    assertEquals(List.of("u"), log);
  }
}
