package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules and errors of snapshots. */
final class SnapshotTest {
  private final YDoc doc = YDoc.builder().clientId(5).gc(false).build();
  private final YText text = doc.getText("t");

  @Test
  void encode_bothFormats_roundTrip() {
    text.insert(0, "abcdefgh");
    text.delete(6, 1);
    text.delete(1, 2);
    Snapshot snapshot = Snapshot.of(doc);

    assertEquals(snapshot, Snapshot.decode(snapshot.encode()));
    assertEquals(snapshot, Snapshot.decodeV2(snapshot.encodeV2()));
    assertEquals(Snapshot.empty(), Snapshot.of(new YDoc()));
  }

  @Test
  void decode_malformedOrPastLimits_isRefused() {
    text.insert(0, "abc");
    text.delete(0, 1);
    byte[] bytes = Snapshot.of(doc).encode();
    byte[] truncated = java.util.Arrays.copyOf(bytes, bytes.length - 1);
    DecodeLimits few = DecodeLimits.trusted().toBuilder().maxBytes(2).build();

    assertThrows(DecodeException.class, () -> Snapshot.decode(truncated));
    assertThrows(DecodeException.class, () -> Snapshot.decodeV2(new byte[] {1, 1}));
    assertThrows(LimitExceededException.class, () -> Snapshot.decode(bytes, few));
  }

  @Test
  void toDelta_twoSnapshots_marksChanges() {
    text.insert(0, "abcd");
    Snapshot before = Snapshot.of(doc);
    text.delete(1, 1);
    text.insert(3, "xy");
    Snapshot after = Snapshot.of(doc);
    text.delete(0, 5);

    assertEquals(Delta.builder().insert("abcd").build(), text.toDelta(before));
    assertEquals(
        Delta.builder()
            .insert("a")
            .insert("b", Map.of("ychange", Map.of("type", "removed")))
            .insert("cd")
            .insert("xy", Map.of("ychange", Map.of("type", "added")))
            .build(),
        text.toDelta(after, before));
    assertEquals("acdxy", text.toString(after));
  }

  @Test
  void toDelta_marker_isAskedOncePerRun() {
    Snapshot before = Snapshot.of(doc);
    text.insert(0, "ab");
    Delta delta =
        text.toDelta(
            Snapshot.of(doc), before, (change, id) -> Map.of("user", id.client(), "c", change));

    assertEquals(1, delta.ops().size());
  }

  @Test
  void lists_partOfMergedItem_isCut() {
    YArray array = doc.getArray("a");
    array.push(List.of(1));
    Snapshot before = Snapshot.of(doc);
    array.push(List.of(2));
    array.delete(0);

    assertEquals(List.of(1), array.toList(before));
    assertEquals(List.of(2), array.toList(Snapshot.of(doc)));
  }

  @Test
  void map_overwrittenValues_areFound() {
    YMap map = doc.getMap("m");
    Snapshot none = Snapshot.of(doc);
    map.set("k", 1);
    Snapshot one = Snapshot.of(doc);
    map.set("k", 2);
    map.set("k", 3);
    Snapshot three = Snapshot.of(doc);
    map.delete("k");

    assertNull(map.get("k", none));
    assertEquals(1, map.get("k", one));
    assertEquals(Map.of("k", 3), map.entries(three));
    assertFalse(map.has("k", Snapshot.of(doc)));
  }

  @Test
  void restore_hasTheFormerContent() {
    text.insert(0, "ab");
    Snapshot before = Snapshot.of(doc);
    text.insert(1, "x");
    text.delete(0, 1);
    YDoc restored = before.restore(doc);

    assertEquals("ab", restored.getText("t").toString());
    assertEquals(before, Snapshot.of(restored));
    assertEquals("xb", text.toString());
  }

  @Test
  void restore_impossible_isRefused() {
    text.insert(0, "ab");
    Snapshot snapshot = Snapshot.of(doc);

    assertThrows(IllegalStateException.class, () -> snapshot.restore(new YDoc()));
    YDoc empty = YDoc.builder().gc(false).build();
    assertThrows(IllegalArgumentException.class, () -> snapshot.restore(empty));
  }

  @Test
  void containsUpdate_structsAndDeletions() {
    text.insert(0, "ab");
    Snapshot before = Snapshot.of(doc);
    byte[] first = doc.encodeStateAsUpdate();
    text.delete(0, 1);

    assertTrue(before.containsUpdate(first));
    assertFalse(before.containsUpdate(doc.encodeStateAsUpdate()));
    assertTrue(Snapshot.of(doc).containsUpdate(doc.encodeStateAsUpdate()));
    assertFalse(Snapshot.empty().containsUpdate(first));
  }

  @Test
  void sharedType_rootNameAndAncestors() {
    YArray inner = new YArray();
    YMap map = doc.getMap("m");
    map.set("k", inner);

    assertEquals("m", map.rootName());
    assertNull(inner.rootName());
    assertTrue(map.isAncestorOf(inner));
    assertFalse(inner.isAncestorOf(map));
    assertFalse(map.isAncestorOf(map));
  }
}
