package dev.ycrdt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ycrdt.core.RelativePosition;
import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.interop.node.NodeProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Positions and snapshots of random documents against Yjs. {@code -Dycrdt.positions=N} sets the
 * number of documents, {@code -Dycrdt.seed=S} the first seed.
 */
final class PositionsTest {
  private static final int DOCUMENTS = Integer.getInteger("ycrdt.positions", 100);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void randomDocuments_sameAsYjs() throws Exception {
    int firstSeed = Integer.getInteger("ycrdt.seed", 1);
    long checked = 0;
    try (NodeProcess node = NodeProcess.start(Path.of("src/test/node/positions.mjs"))) {
      node.greeting();
      for (int seed = firstSeed; seed < firstSeed + DOCUMENTS; seed++) {
        JsonNode expected = node.ask(JsonNodeFactory.instance.objectNode().put("seed", seed));
        checked += check("seed " + seed, expected);
      }
    }
    assertEquals(true, checked > DOCUMENTS, "positions checked: " + checked);
  }

  private static int check(String seed, JsonNode expected) throws Exception {
    YDoc doc = YDoc.builder().gc(false).clientId(9).build();
    doc.getText("t");
    doc.getArray("a");
    doc.getMap("m");
    int firstCount = expected.path("firstCount").asInt();
    apply(doc, expected, 0, firstCount);
    Snapshot first = Snapshot.of(doc);
    for (JsonNode position : expected.path("positions")) {
      RelativePosition made =
          RelativePosition.of(
              type(doc, position), position.path("index").asInt(), position.path("assoc").asInt());
      assertEquals(position.path("bytes").asText(), hex(made.encode()), seed);
      assertEquals(position.path("json").asText(), JSON.writeValueAsString(made.toJson()), seed);
    }
    apply(doc, expected, firstCount, expected.path("updates").size());
    assertEquals(expected.path("state").asText(), hex(doc.encodeStateAsUpdate()), seed);
    checkSnapshots(seed, doc, first, expected);
    for (JsonNode position : expected.path("positions")) {
      RelativePosition read =
          RelativePosition.decode(HexFormat.of().parseHex(position.path("bytes").asText()));
      var found = read.resolve(doc);
      assertEquals(position.path("now").asInt(), found == null ? -1 : found.index(), seed);
    }
    return expected.path("positions").size();
  }

  private static void checkSnapshots(String seed, YDoc doc, Snapshot first, JsonNode expected)
      throws Exception {
    Snapshot last = Snapshot.of(doc);
    JsonNode encoded = expected.path("snapshots");
    assertEquals(encoded.path(0).path(0).asText(), hex(first.encode()), seed);
    assertEquals(encoded.path(0).path(1).asText(), hex(first.encodeV2()), seed);
    assertEquals(encoded.path(1).path(0).asText(), hex(last.encode()), seed);
    assertEquals(encoded.path(1).path(1).asText(), hex(last.encodeV2()), seed);
    assertEquals(
        expected.path("restored").asText(), hex(first.restore(doc).encodeStateAsUpdate()), seed);
    JsonNode deltas = expected.path("deltas");
    assertDelta(deltas.path(0), doc.getText("t").toDelta(first), seed);
    assertDelta(deltas.path(1), doc.getText("t").toDelta(last, first), seed);
    assertDelta(deltas.path(2), doc.getText("t").toDelta(first, last), seed);
    assertJson(expected.path("list"), doc.getArray("a").toList(first), seed);
    assertJson(expected.path("entries"), doc.getMap("m").entries(first), seed);
    for (int i = 0; i < expected.path("updates").size(); i++) {
      byte[] update = HexFormat.of().parseHex(expected.path("updates").path(i).asText());
      assertEquals(
          expected.path("contains").path(i).asBoolean(), first.containsUpdate(update), seed);
    }
  }

  private static void assertDelta(JsonNode expected, Delta actual, String seed) throws Exception {
    List<Map<String, @Nullable Object>> ops = new ArrayList<>();
    for (DeltaOp op : actual.ops()) {
      DeltaOp.Insert insert = (DeltaOp.Insert) op;
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("insert", insert.insert());
      if (!insert.attributes().isEmpty()) {
        json.put("attributes", insert.attributes());
      }
      ops.add(json);
    }
    assertJson(expected, ops, seed);
  }

  private static void assertJson(JsonNode expected, Object actual, String seed) throws Exception {
    assertEquals(JSON.readTree(expected.asText()), JSON.valueToTree(actual), seed);
  }

  private static SharedType type(YDoc doc, JsonNode position) {
    return position.path("name").asText().equals("t") ? doc.getText("t") : doc.getArray("a");
  }

  private static void apply(YDoc doc, JsonNode expected, int from, int to) {
    for (int i = from; i < to; i++) {
      doc.applyUpdate(HexFormat.of().parseHex(expected.path("updates").path(i).asText()));
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
