package dev.ycrdt.core;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Documents inside documents. */
final class SubdocTest {
  private final YDoc outer = YDoc.builder().clientId(1).build();
  private final List<String> log = new ArrayList<>();

  private void logSubdocs(YDoc doc) {
    doc.onSubdocs(
        (loaded, added, removed, transaction) ->
            log.add(
                "loaded" + guids(loaded) + " added" + guids(added) + " removed" + guids(removed)));
  }

  private static List<String> guids(Set<YDoc> docs) {
    return docs.stream().map(YDoc::guid).sorted().toList();
  }

  private YDoc copyOfOuter() {
    YDoc copy = new YDoc();
    logSubdocs(copy);
    copy.applyUpdate(outer.encodeStateAsUpdate());
    return copy;
  }

  @Test
  void set_addsAndLoadsALocalSubdocument() {
    logSubdocs(outer);
    YDoc inner = YDoc.builder().guid("in").build();

    outer.getMap("m").set("k", inner);

    assertSame(inner, outer.getMap("m").get("k"));
    assertEquals(Set.of(inner), outer.subdocs());
    assertEquals(List.of("loaded[in] added[in] removed[]"), log);
    assertEquals(1, inner.clientId());
  }

  @Test
  void remoteSubdocument_isLoadedOnRequestOnly() {
    outer.getMap("m").set("k", YDoc.builder().guid("in").build());
    YDoc copy = copyOfOuter();
    YDoc inner = requireNonNull((YDoc) copy.getMap("m").get("k"));

    assertFalse(inner.shouldLoad());
    inner.load();
    inner.load();

    assertTrue(inner.shouldLoad());
    assertEquals(List.of("loaded[] added[in] removed[]", "loaded[in] added[] removed[]"), log);
  }

  @Test
  void autoLoad_isPartOfTheUpdate() {
    outer
        .getArray("a")
        .push(List.of(YDoc.builder().guid("in").autoLoad(true).gc(false).meta(7).build()));
    YDoc copy = copyOfOuter();

    YDoc inner = requireNonNull((YDoc) copy.getArray("a").get(0));

    assertTrue(inner.autoLoad());
    assertTrue(inner.shouldLoad());
    assertFalse(inner.gc());
    assertEquals(7, inner.meta());
    assertEquals(List.of("loaded[in] added[in] removed[]"), log);
  }

  @Test
  void delete_removesAndDestroys() {
    YDoc inner = YDoc.builder().guid("in").build();
    outer.getMap("m").set("k", inner);
    logSubdocs(outer);

    outer.getMap("m").delete("k");

    // as in Yjs: once for the deletion, once more for the transaction in which it is destroyed
    String removal = "loaded[] added[] removed[in]";
    assertEquals(List.of(removal, removal), log);
    assertEquals(Set.of(), outer.subdocs());
    assertTrue(inner.isDestroyed());
    Integrity.check(outer);
  }

  @Test
  void addedAndDeletedInOneTransaction_isNotAdded() {
    logSubdocs(outer);

    outer.transact(
        transaction -> {
          outer.getMap("m").set("k", YDoc.builder().guid("in").build());
          outer.getMap("m").delete("k");
        });

    assertEquals(Set.of(), outer.subdocs());
    assertEquals(List.of("loaded[in] added[] removed[]"), log);
  }

  @Test
  void destroy_leavesANewDocumentInItsPlace() {
    YDoc inner = YDoc.builder().guid("in").build();
    outer.getMap("m").set("k", inner);
    inner.getText("t").insert(0, "a");
    logSubdocs(outer);

    inner.destroy();

    YDoc replacement = requireNonNull((YDoc) outer.getMap("m").get("k"));
    assertNotSame(inner, replacement);
    assertEquals("in", replacement.guid());
    assertFalse(replacement.shouldLoad());
    assertEquals(Set.of(replacement), outer.subdocs());
    assertEquals(List.of("loaded[] added[in] removed[in]"), log);
  }

  @Test
  void destroyOfTheOuterDocument_destroysTheInnerOnes() {
    YDoc inner = new YDoc();
    outer.getMap("m").set("k", inner);

    outer.destroy();

    assertTrue(inner.isDestroyed());
  }

  @Test
  void contentsOfInnerDocument_areNotPartOfTheOuterOne() {
    YDoc inner = YDoc.builder().guid("in").clientId(5).build();
    outer.getMap("m").set("k", inner);
    byte[] before = outer.encodeStateAsUpdate();

    inner.getText("t").insert(0, "a");

    assertEquals(before.length, outer.encodeStateAsUpdate().length);
    assertEquals(Map.of("t", "a"), inner.toJson());
  }
}
