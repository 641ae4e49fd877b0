package dev.ycrdt.interop.positions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.core.ItemId;
import dev.ycrdt.core.ItemView;
import dev.ycrdt.core.RelativePosition;
import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.UndoManager;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.type.ChangeMarker;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Does what {@code documents.mjs} has done, and compares what ycrdt says of it. */
final class StoryReplay {
  private final String seed;
  private final JsonNode expected;
  private final YDoc doc;
  private final UndoManager manager;
  private final List<RelativePosition> positions = new ArrayList<>();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private int moved;

  StoryReplay(String seed, JsonNode expected) {
    this.seed = seed;
    this.expected = expected;
    doc =
        YDoc.builder()
            .gc(expected.path("gc").asBoolean())
            .clientId(expected.path("clientId").asLong())
            .build();
    manager =
        UndoManager.builder(
                doc.getText("t"), doc.getArray("a"), doc.getMap("m"), doc.getXmlFragment("x"))
            .captureTimeout(0)
            .trackedOrigins(Set.of("tracked"))
            .build();
  }

  /** Runs all and returns the number of positions that were found at another index than before. */
  int run() {
    expected.path("steps").forEach(this::execute);
    snapshots.add(Snapshot.of(doc));
    expected.path("children").forEach(this::checkChildren);
    for (int i = 0; i < positions.size(); i++) {
      checkResolved(positions.get(i), expected.path("positions").path(i));
    }
    same(expected.path("state"), PlainForm.hex(doc.encodeStateAsUpdate()), "state");
    JsonNode reports = expected.path("snapshots");
    snapshots.add(Snapshot.decode(PlainForm.bytes(reports.path(2).path("bytes").asText())));
    for (int i = 0; i < snapshots.size(); i++) {
      checkSnapshot(snapshots.get(i), reports.path(i), "snapshot " + i);
    }
    same(expected.path("stateAfterLooking"), PlainForm.hex(doc.encodeStateAsUpdate()), "after");
    return moved;
  }

  private void same(JsonNode yjs, Object ours, String what) {
    assertEquals(yjs.asText(), ours.toString(), () -> seed + ": " + what);
  }

  private void execute(JsonNode step) {
    String what = step.path("do").asText();
    switch (what) {
      case "undo" -> manager.undo();
      case "redo" -> manager.redo();
      case "look" -> {
        snapshots.add(Snapshot.of(doc));
        expected.path("positions").forEach(this::makePosition);
      }
      default -> doc.applyUpdate(PlainForm.bytes(step.path("update").asText()), what);
    }
  }

  private void makePosition(JsonNode report) {
    byte[] encoded = PlainForm.bytes(report.path("bytes").asText());
    RelativePosition made =
        report.has("type")
            ? RelativePosition.of(
                PlainForm.typeOf(doc, report.path("type").asText()),
                report.path("index").asInt(),
                report.path("assoc").asInt())
            : RelativePosition.decode(encoded);
    String what = "position " + positions.size();
    positions.add(made);
    same(report.path("bytes"), PlainForm.hex(made.encode()), what);
    same(report.path("json"), PlainForm.json(made.toJson()), what);
    same(report.path("equalsDecoded"), made.equals(RelativePosition.decode(encoded)), what);
    same(
        report.path("equalsJson"),
        made.equals(RelativePosition.fromJson(PlainForm.parse(report.path("json").asText()))),
        what);
  }

  private void checkResolved(RelativePosition position, JsonNode report) {
    RelativePosition sent = RelativePosition.decode(position.encode());
    for (boolean follow : List.of(true, false)) {
      JsonNode now = report.path("now").path(follow ? 0 : 1);
      same(now, PlainForm.position(position.resolve(doc, follow)), "now, following " + follow);
      same(now, PlainForm.position(sent.resolve(doc, follow)), "sent, following " + follow);
    }
    same(report.path("now").path(0), PlainForm.position(position.resolve(doc)), "by default");
    var found = position.resolve(doc);
    if (found != null && report.has("index") && found.index() != report.path("index").asInt()) {
      moved++;
    }
  }

  private void checkChildren(JsonNode report) {
    List<String> children = new ArrayList<>();
    for (ItemView item : ItemView.childrenOf(PlainForm.typeOf(doc, report.path("type").asText()))) {
      children.add(
          item.client()
              + ":"
              + item.clock()
              + "+"
              + item.length()
              + " "
              + item.isDeleted()
              + " "
              + item.kind());
    }
    same(report.path("children"), PlainForm.json(children), "children of " + report.path("type"));
  }

  private void checkSnapshot(Snapshot snapshot, JsonNode report, String what) {
    checkEncoding(snapshot, report, what);
    YText text = doc.getText("t");
    same(report.path("delta"), PlainForm.delta(text.toDelta(snapshot)), what);
    for (int i = 0; i < snapshots.size(); i++) {
      String changes = PlainForm.delta(text.toDelta(snapshot, snapshots.get(i)));
      same(report.path("changes").path(i), changes, what + " since " + i);
    }
    String marked = PlainForm.delta(text.toDelta(snapshot, snapshots.get(0), StoryReplay::mark));
    same(report.path("marked"), marked, what + " marked");
    text.toDelta(snapshot); // cuts surrogate pairs as the reading of Yjs does
    report.path("types").forEach(type -> checkType(snapshot, type, what));
    if (!doc.gc()) {
      YDoc restored = snapshot.restore(doc);
      same(report.path("restored"), PlainForm.hex(restored.encodeStateAsUpdate()), what);
    }
  }

  private static Object mark(ChangeMarker.Change change, ItemId run) {
    Map<String, Object> mark = new LinkedHashMap<>();
    mark.put("type", change.name().toLowerCase(Locale.ROOT));
    mark.put("by", PlainForm.idOf(run));
    return mark;
  }

  private void checkEncoding(Snapshot snapshot, JsonNode report, String what) {
    same(report.path("bytes"), PlainForm.hex(snapshot.encode()), what);
    same(report.path("bytesV2"), PlainForm.hex(snapshot.encodeV2()), what);
    assertEquals(snapshot, Snapshot.decode(snapshot.encode()), seed);
    assertEquals(snapshot, Snapshot.decodeV2(snapshot.encodeV2()), seed);
    for (int i = 0; i < snapshots.size(); i++) {
      same(report.path("equal").path(i), snapshot.equals(snapshots.get(i)), what + " equals");
    }
    int update = 0;
    for (JsonNode step : expected.path("steps")) {
      if (step.has("update")) {
        JsonNode contains = report.path("contains").path(update++);
        byte[] v1 = PlainForm.bytes(step.path("update").asText());
        byte[] v2 = PlainForm.bytes(step.path("updateV2").asText());
        same(contains, snapshot.containsUpdate(v1), what + " contains");
        same(contains, snapshot.containsUpdateV2(v2), what + " contains V2");
      }
    }
  }

  private void checkType(Snapshot snapshot, JsonNode report, String what) {
    SharedType type = PlainForm.typeOf(doc, report.path("type").asText());
    String where = what + ", type " + report.path("type").asText();
    if (type instanceof YText text) {
      same(report.path("delta"), PlainForm.delta(text.toDelta(snapshot)), where);
      same(report.path("text"), text.toString(snapshot), where);
      same(report.path("entries"), PlainForm.entries(text.getAttributes(snapshot)), where);
    } else if (type instanceof YArray array) {
      same(report.path("list"), PlainForm.list(array.toList(snapshot)), where);
    } else if (type instanceof YMap map) {
      same(report.path("entries"), PlainForm.entries(map.entries(snapshot)), where);
      same(report.path("k"), PlainForm.json(PlainForm.plain(map.get("k", snapshot))), where);
    } else {
      same(report.path("list"), PlainForm.list(((YXmlFragment) type).toList(snapshot)), where);
      if (type instanceof YXmlElement element) {
        same(report.path("entries"), PlainForm.entries(element.getAttributes(snapshot)), where);
      }
    }
  }
}
