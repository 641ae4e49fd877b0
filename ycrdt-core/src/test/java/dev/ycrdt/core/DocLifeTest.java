package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlHook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Loaded, in sync, destroyed, and the settings that change. Subdocuments have a test of their own.
 */
final class DocLifeTest {
  private final YDoc doc = YDoc.builder().clientId(1).build();
  private final List<String> log = new ArrayList<>();

  private void logReports() {
    doc.onLoad(loaded -> log.add("load"));
    doc.onSync(synced -> log.add("sync " + synced + " " + doc.isSynced() + " " + doc.isLoaded()));
  }

  @Test
  void setSynced_loadsFirst() {
    logReports();

    doc.setSynced(true);

    assertEquals(List.of("load", "sync true true true"), log);
    assertSame(doc, doc.whenLoaded().join());
    assertSame(doc, doc.whenSynced().join());
  }

  @Test
  void setSynced_falseBeforeLoading_loadsNothing() {
    logReports();
    CompletableFuture<YDoc> synced = doc.whenSynced();

    doc.setSynced(false);
    assertFalse(synced.isDone());
    doc.setSynced(true);

    assertTrue(synced.isDone());
    assertEquals(List.of("sync false false false", "load", "sync true true true"), log);
  }

  @Test
  void whenSynced_afterTheConnectionIsLost_waitsForTheNextTime() {
    doc.setSynced(true);
    CompletableFuture<YDoc> first = doc.whenSynced();

    doc.setSynced(false);
    CompletableFuture<YDoc> second = doc.whenSynced();

    assertTrue(first.isDone());
    assertFalse(second.isDone());
    assertTrue(doc.isLoaded());
    doc.setSynced(true);
    assertTrue(second.isDone());
  }

  @Test
  void whenLoaded_completesAfterTheListeners() {
    CompletableFuture<Void> noted = doc.whenLoaded().thenAccept(loaded -> log.add("future"));
    logReports();

    doc.setSynced(true);
    doc.setLoaded();

    assertTrue(noted.isDone());
    assertEquals(List.of("load", "sync true true true", "future", "load"), log);
  }

  @Test
  void whenLoaded_isOfItsOwn() {
    assertTrue(doc.whenLoaded().cancel(false));
    doc.setLoaded();

    assertTrue(doc.whenLoaded().isDone());
    assertFalse(doc.whenLoaded().isCompletedExceptionally());
  }

  @Test
  void listenerThatThrows_doesNotKeepTheOthersFromHearing() {
    doc.onLoad(
        loaded -> {
          throw new IllegalStateException("of the test");
        });
    logReports();

    assertThrows(IllegalStateException.class, () -> doc.setSynced(true));

    assertEquals(List.of("load", "sync true true true"), log);
    assertTrue(doc.whenLoaded().isDone());
  }

  @Test
  void destroy_cancelsWhatWaits() {
    CompletableFuture<YDoc> loaded = doc.whenLoaded();
    CompletableFuture<YDoc> synced = doc.whenSynced();
    logReports();
    doc.onDestroy(destroyed -> log.add("destroy " + (destroyed == doc)));

    doc.destroy();
    doc.setLoaded();
    doc.setSynced(true);

    assertTrue(loaded.isCompletedExceptionally());
    assertTrue(synced.isCompletedExceptionally());
    assertFalse(doc.isLoaded());
    assertEquals(List.of("destroy true"), log);
  }

  @Test
  void setClientId_isUsedByTheNextEdit() {
    doc.getText("t").insert(0, "a");
    doc.setClientId((1L << 53) - 1);
    doc.getText("t").insert(1, "b");

    assertEquals(
        List.of((1L << 53) - 1, 1L),
        doc.stateVector().toMap().keySet().stream().sorted((a, b) -> Long.compare(b, a)).toList());
    assertThrows(IllegalArgumentException.class, () -> doc.setClientId(-1));
    assertThrows(IllegalArgumentException.class, () -> doc.setClientId(1L << 53));
    Integrity.check(doc);
  }

  @Test
  void get_isTheRootOfThatClass() {
    assertSame(doc.getText("t"), doc.get("t", YText.class));
    assertThrows(IllegalArgumentException.class, () -> doc.get("h", YXmlHook.class));
    assertThrows(IllegalArgumentException.class, () -> doc.get("h", SharedType.class));
    assertEquals(Set.of("t"), doc.share().keySet());
  }

  @Test
  void rootName_isNullForNestedTypes() {
    YText text = new YText();
    assertNull(text.rootName());
    doc.getMap("m").set("k", text);

    assertEquals("m", doc.getMap("m").rootName());
    assertNull(text.rootName());
  }

  @Test
  void subdocument_getsTheCollectionOfTheOuterDocument() {
    YDoc outer = YDoc.builder().collectionId("c").build();
    YDoc inner = YDoc.builder().guid("in").build();
    YDoc other = YDoc.builder().guid("other").collectionId("own").build();

    outer.getArray("a").push(List.of(inner, other));

    assertEquals("c", inner.collectionId());
    assertEquals("own", other.collectionId());
    assertEquals(List.of("in", "other"), List.copyOf(outer.subdocGuids()));
  }
}
