package dev.ycrdt.core.hostile;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Updates and callers that once broke a document. {@link AttackTest} has the general table. */
class MisuseTest {
  private final YDoc doc = YDoc.builder().clientId(999).build();

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  @Test
  void knownClocks_againInAnotherRoot_stayInOneList() {
    doc.applyUpdate(hex("01 01 01 00 04 01 01 41 03 616263 00"));
    doc.applyUpdate(hex("01 01 01 00 04 01 01 42 05 6162636465 00"));

    assertEquals("abcde", doc.getText("A").toString());
    assertEquals(5, doc.getText("A").length());
    assertEquals(0, doc.getText("B").length());
    Integrity.check(doc);
  }

  @Test
  void clientsThatWaitForEachOther_countAsWaiting() {
    YDoc limited = withLimits(DecodeLimits.untrusted().toBuilder().maxPendingStructs(1).build());
    byte[] cycle = hex("02 01 02 00 84 01 00 01 61 01 01 00 84 02 00 01 62 00");

    assertThrows(LimitExceededException.class, () -> limited.applyUpdate(cycle));
    assertFalse(limited.hasPending());
  }

  @Test
  void waitingUpdate_sentAgainAndAgain_takesItsRoomOnce() {
    YDoc limited = withLimits(DecodeLimits.untrusted().toBuilder().maxPendingBytes(1000).build());
    byte[] early = hex("01 01 01 05 84 01 04 01 61 00");

    for (int i = 0; i < 50; i++) {
      assertDoesNotThrow(() -> limited.applyUpdate(early));
    }
  }

  private static YDoc withLimits(DecodeLimits limits) {
    return YDoc.builder().clientId(999).limits(limits).build();
  }

  @Test
  void ownClocksUsedUpByPeer_editInObserver_takesAnotherClientId() {
    doc.onBeforeObserverCalls(
        transaction -> {
          if (!transaction.local()) {
            doc.getText("t").insert(0, "hello");
          }
        });

    doc.applyUpdate(hex("01 01 e707 00 00 ffffffff07 00"));

    assertEquals("hello", doc.getText("t").toString());
    assertNotEquals(999, doc.clientId());
    YDoc copy = new YDoc();
    copy.applyUpdate(doc.encodeStateAsUpdate());
    assertEquals("hello", copy.getText("t").toString());
  }

  @Test
  void undeclaredCheckedException_givesTheLockBack() throws Exception {
    Exception thrown = new Exception("checked");

    assertEquals(
        thrown, assertThrows(Exception.class, () -> doc.transact(transaction -> sneak(thrown))));

    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> doc.getText("t").insert(0, "x"));
    other.get(10, TimeUnit.SECONDS);
    assertEquals("x", doc.getText("t").toString());
  }

  private static void sneak(Exception e) {
    MisuseTest.<RuntimeException>throwAs(e);
  }

  @SuppressWarnings("unchecked") // the cast is erased, which is the point
  private static <E extends Exception> void throwAs(Exception e) throws E {
    throw (E) e;
  }

  @Test
  void documentInsideItselfOrInTwoPlaces_isRefused() {
    YMap map = doc.getMap("m");
    YDoc inner = new YDoc();
    map.set("inner", inner);

    assertThrows(IllegalArgumentException.class, () -> map.set("self", doc));
    assertThrows(IllegalArgumentException.class, () -> map.set("again", inner));
  }

  @Test
  void insertAfter_deletedReference_isRefused() {
    YXmlFragment fragment = doc.getXmlFragment("x");
    YXmlElement gone = new YXmlElement("gone");
    fragment.push(List.of(new YXmlElement("a"), gone));
    fragment.delete(0, 2);

    assertThrows(
        IllegalArgumentException.class,
        () -> fragment.insertAfter(gone, List.of(new YXmlElement("new"))));
    Integrity.check(doc);
  }
}
