package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written down about users, and what a replica reads of it. */
final class PermanentUserDataTest {
  private final YDoc doc = YDoc.builder().clientId(5).build();

  @Test
  void setUserMapping_deletion_isKnownInAReplica() {
    PermanentUserData users = new PermanentUserData(doc);
    users.setUserMapping(doc.clientId(), "Ada");
    doc.getText("t").insert(0, "abc");
    long start = doc.stateVector().get(5) - 3;
    doc.getText("t").delete(1, 1);
    YDoc replica = new YDoc();
    PermanentUserData remote = new PermanentUserData(replica);
    replica.applyUpdate(doc.encodeStateAsUpdate());

    for (PermanentUserData data : List.of(users, remote)) {
      assertEquals("Ada", data.getUserByClientId(5));
      assertEquals("Ada", data.getUserByDeletedId(new ItemId(5, start + 1)));
      assertNull(data.getUserByDeletedId(new ItemId(5, start)));
      assertNull(data.getUserByClientId(6));
    }
  }

  @Test
  void setUserMapping_filter_decides() {
    PermanentUserData users = new PermanentUserData(doc);
    users.setUserMapping(5, "Ada", (transaction, deleteSet) -> false);
    doc.getText("t").insert(0, "abc");
    doc.getText("t").delete(0, 3);

    assertEquals(List.of(), sets("Ada").toList());
  }

  @Test
  void setUserMapping_closed_writesNoMore() {
    PermanentUserData users = new PermanentUserData(doc);
    Subscription mapping = users.setUserMapping(5, "Ada");
    mapping.close();
    doc.getText("t").insert(0, "abc");
    doc.getText("t").delete(0, 3);

    assertEquals(0, sets("Ada").length());
  }

  @Test
  void userReplaced_dataMovesOver() {
    PermanentUserData users = new PermanentUserData(doc);
    users.setUserMapping(5, "Ada");
    doc.getText("t").insert(0, "abc");
    doc.getText("t").delete(0, 3);
    doc.getMap("users").set("Ada", new YMap(Map.of("ids", new YArray(), "ds", new YArray())));

    assertEquals(List.of(5), array("Ada", "ids").toList());
    assertEquals("Ada", users.getUserByClientId(5));
  }

  @Test
  void foreignContent_isIgnored() {
    doc.getMap("users").set("x", 1);
    doc.getMap("users")
        .set(
            "y",
            new YMap(
                Map.of(
                    "ids", new YArray(List.of("no", 7)),
                    "ds", new YArray(List.of(new byte[] {9}, 3)))));
    PermanentUserData users = new PermanentUserData(doc);

    assertEquals("y", users.getUserByClientId(7));
  }

  private YArray sets(String name) {
    return array(name, "ds");
  }

  private YArray array(String name, String key) {
    if (doc.getMap("users").get(name) instanceof YMap user
        && user.get(key) instanceof YArray array) {
      return array;
    }
    throw new AssertionError("no array " + key + " of user " + name);
  }
}
