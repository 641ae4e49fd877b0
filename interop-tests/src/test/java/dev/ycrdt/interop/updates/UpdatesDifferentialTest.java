package dev.ycrdt.interop.updates;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.interop.node.NodeProcess;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Yjs and ycrdt merge, diff, convert, obfuscate and apply the same random updates in both formats,
 * with the same bytes as the result.
 *
 * <p>{@code -Dycrdt.updates.cases=N} and {@code -Dycrdt.updates.seed=S} set how many and which.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpdatesDifferentialTest {
  private static final int CASES = Integer.getInteger("ycrdt.updates.cases", 2000);
  private static final long FIRST_SEED = Long.getLong("ycrdt.updates.seed", 1L);
  private static final int MAX_STEPS = 32;

  private NodeProcess node;
  private int compared;
  private int refused;

  @BeforeAll
  void startNode() {
    node = NodeProcess.start(Path.of("src/test/node/updates.mjs"));
  }

  @AfterAll
  void stopNode() {
    node.close();
  }

  @Test
  void randomUpdates_sameAsYjs() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
      ArrayNode dropped = JsonNodeFactory.instance.arrayNode();
      if (difference(seed, dropped) != null) {
        dropped = smallest(seed);
        throw new AssertionError(
            "seed " + seed + " without steps " + dropped + ": " + difference(seed, dropped));
      }
    }
    assertTrue(compared > CASES * 18, compared + " results compared");
    assertTrue(refused * 100 < compared, refused + " results that Yjs refused");
  }

  private @Nullable String difference(long seed, ArrayNode dropped) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("seed", seed);
    message.set("drop", dropped);
    JsonNode reply = node.ask(message);
    JsonNode inputs = reply.path("inputs");
    String v1 = difference(inputs, reply.path("results").path("V1"), false);
    return v1 != null ? v1 : difference(inputs, reply.path("results").path("V2"), true);
  }

  private @Nullable String difference(JsonNode inputs, JsonNode yjs, boolean v2) {
    ObjectNode ours = UpdateWork.resultsOf(v2, inputs);
    for (Map.Entry<String, JsonNode> expected : yjs.properties()) {
      if (expected.getValue().asText().startsWith("throws")) {
        refused++;
        continue;
      }
      compared++;
      String actual = ours.path(expected.getKey()).toString();
      if (!expected.getValue().toString().equals(actual)) {
        return (v2 ? "V2 " : "V1 ")
            + expected.getKey()
            + "\nexpected "
            + expected.getValue()
            + "\nactual   "
            + actual
            + "\nmerged   "
            + yjs.path("merged")
            + "\ninputs   "
            + inputs;
      }
    }
    return null;
  }

  private ArrayNode smallest(long seed) {
    ArrayNode dropped = JsonNodeFactory.instance.arrayNode();
    for (int step = MAX_STEPS - 1; step >= 0; step--) {
      ArrayNode more = dropped.deepCopy().add(step);
      if (difference(seed, more) != null) {
        dropped = more;
      }
    }
    return dropped;
  }
}
