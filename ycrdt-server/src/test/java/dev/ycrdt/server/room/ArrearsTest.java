package dev.ycrdt.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.core.StateVector;
import dev.ycrdt.core.YDoc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrearsTest {
  private final Arrears arrears = new Arrears(0);

  @Test
  void known_endsWhereTheFirstSkippedUpdateOfEachClientBegins() {
    YDoc doc = YDoc.builder().clientId(7).build();
    List<byte[]> updates = new ArrayList<>();
    var unused = doc.onUpdate((update, origin, transaction) -> updates.add(update));
    doc.getText("t").insert(0, "sent");
    doc.getText("t").insert(0, "skipped");
    doc.getText("t").insert(0, "skipped too");
    arrears.skip(new UpdateBroadcast(updates.get(2)));
    arrears.skip(new UpdateBroadcast(updates.get(1)));
    StateVector document = StateVector.of(Map.of(7L, 22L, 9L, 5L));
    assertEquals(StateVector.of(Map.of(7L, 4L, 9L, 5L)), arrears.known(document));
  }

  @Test
  void known_clientOfWhichEverythingWasSkippedIsLeftOut() {
    YDoc doc = YDoc.builder().clientId(7).build();
    List<byte[]> updates = new ArrayList<>();
    var unused = doc.onUpdate((update, origin, transaction) -> updates.add(update));
    doc.getText("t").insert(0, "skipped");
    arrears.skip(new UpdateBroadcast(updates.get(0)));
    StateVector document = StateVector.of(Map.of(7L, 7L));
    assertEquals(StateVector.of(Map.of()), arrears.known(document));
  }
}
