package dev.ycrdt.interop.updates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.core.ObfuscateOptions;
import dev.ycrdt.core.UpdateMeta;
import dev.ycrdt.core.Updates;
import dev.ycrdt.core.YDoc;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What ycrdt makes of the updates of one case; the twin of {@code work} in {@code updates.mjs}. */
final class UpdateWork {
  private final boolean v2;
  private final byte[] vector;
  private final ObfuscateOptions options;
  private final ObjectNode results = JsonNodeFactory.instance.objectNode();

  private UpdateWork(boolean v2, JsonNode inputs) {
    this.v2 = v2;
    this.vector = bytes(inputs.path("vector"));
    JsonNode asked = inputs.path("options");
    this.options =
        new ObfuscateOptions(
            asked.path("formatting").asBoolean(),
            asked.path("subdocs").asBoolean(),
            asked.path("yxml").asBoolean());
  }

  /** Results by the name of the operation, bytes in hexadecimal; one that fails is the failure. */
  static ObjectNode resultsOf(boolean v2, JsonNode inputs) {
    UpdateWork work = new UpdateWork(v2, inputs);
    List<byte[]> updates = new ArrayList<>();
    inputs.path(v2 ? "V2" : "V1").forEach(update -> updates.add(bytes(update)));
    work.run(updates);
    return work.results;
  }

  private void run(List<byte[]> updates) {
    byte[] merged = v2 ? Updates.mergeV2(updates) : Updates.merge(updates);
    put("merged", () -> merged);
    put("diff", () -> diff(merged));
    put("stateVector", () -> v2 ? Updates.stateVectorV2(merged) : Updates.stateVector(merged));
    results.set("meta", meta(v2 ? Updates.metaV2(merged) : Updates.meta(merged)));
    put("converted", () -> converted(merged));
    put("obfuscated", () -> obfuscated(merged, ObfuscateOptions.ALL));
    put("obfuscatedPartly", () -> obfuscated(merged, options));
    put("state", () -> state(merged));
    if (!updates.isEmpty()) {
      byte[] first = updates.get(0);
      put("firstDiff", () -> diff(first));
      put("firstConverted", () -> converted(first));
      put("firstObfuscated", () -> obfuscated(first, ObfuscateOptions.ALL));
    }
  }

  private byte[] diff(byte[] update) {
    return v2 ? Updates.diffV2(update, vector) : Updates.diff(update, vector);
  }

  private byte[] converted(byte[] update) {
    return v2 ? Updates.toV1(update) : Updates.toV2(update);
  }

  private byte[] obfuscated(byte[] update, ObfuscateOptions what) {
    return v2 ? Updates.obfuscateV2(update, what) : Updates.obfuscate(update, what);
  }

  private byte[] state(byte[] update) {
    YDoc doc = YDoc.builder().guid("applied").build();
    if (v2) {
      doc.applyUpdateV2(update);
      return doc.encodeStateAsUpdateV2();
    }
    doc.applyUpdate(update);
    return doc.encodeStateAsUpdate();
  }

  private void put(String name, Supplier<byte[]> operation) {
    try {
      results.put(name, HexFormat.of().formatHex(operation.get()));
    } catch (RuntimeException e) {
      results.put(name, "throws " + e + " at " + e.getStackTrace()[0]);
    }
  }

  private static ObjectNode meta(UpdateMeta meta) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("from", entries(meta.from()));
    node.set("to", entries(meta.to()));
    return node;
  }

  private static ArrayNode entries(Map<Long, Long> clocks) {
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    clocks.forEach((client, clock) -> entries.addArray().add(client).add(clock));
    return entries;
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asText());
  }
}
