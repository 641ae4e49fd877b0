package dev.ycrdt.interop.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.internal.store.IntegrityCheck;
import dev.ycrdt.core.internal.transaction.DocHandles;
import dev.ycrdt.interop.node.NodeProcess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Yjs and ycrdt run the same random scenarios with undo managers and must record the same after
 * each step: updates to the byte, events, whole states, sizes of the stacks.
 *
 * <p>{@code -Dycrdt.undo.scenarios=N} and {@code -Dycrdt.undo.seed=S} set how many and which.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UndoDifferentialTest {
  private static final int SCENARIOS = Integer.getInteger("ycrdt.undo.scenarios", 1500);
  private static final long FIRST_SEED = Long.getLong("ycrdt.undo.seed", 1L);

  private NodeProcess node;

  @BeforeAll
  void startNode() {
    node = NodeProcess.start(Path.of("src/test/node/undo.mjs"));
  }

  @AfterAll
  void stopNode() {
    node.close();
  }

  @Test
  void randomScenarios_sameAsYjs() {
    int complete = 0;
    int undone = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SCENARIOS; seed++) {
      ObjectNode scenario = UndoScenarios.of(seed);
      JsonNode yjs = runOnYjs(scenario);
      if (difference(scenario, yjs) != null) {
        ObjectNode smallest = smallest(scenario);
        throw new AssertionError(
            "seed " + seed + ": " + difference(smallest, runOnYjs(smallest)) + "\n" + smallest);
      }
      if (!yjs.path(yjs.size() - 1).has("error")) {
        complete++;
      }
      for (JsonNode step : yjs) {
        undone += step.path("result").asBoolean() ? 1 : 0;
      }
    }
    assertTrue(complete > SCENARIOS * 9 / 10, complete + " scenarios without an error of Yjs");
    assertTrue(undone > SCENARIOS * 3, undone + " steps undone or redone");
  }

  private JsonNode runOnYjs(ObjectNode scenario) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.set("scenario", scenario);
    return node.ask(message).path("transcript");
  }

  private static @Nullable String difference(ObjectNode scenario, JsonNode yjs) {
    ArrayNode ours = JavaUndoMirror.run(scenario, UndoDifferentialTest::check);
    for (int i = 0; i < yjs.size(); i++) {
      JsonNode expected = yjs.get(i);
      if (expected.has("error")) {
        return null;
      }
      JsonNode actual = ours.path(i);
      if (!expected.toString().equals(actual.toString())) {
        return "step " + i + "\nexpected " + expected + "\nactual   " + actual;
      }
    }
    assertEquals(yjs.size(), ours.size());
    return null;
  }

  private static void check(YDoc doc) {
    doc.read(
        locked -> {
          IntegrityCheck.check(DocHandles.stateOf(locked));
          return true;
        });
  }

  private ObjectNode smallest(ObjectNode failing) {
    ObjectNode smallest = failing;
    boolean shrunk = true;
    while (shrunk) {
      shrunk = false;
      for (int i = smallest.path("steps").size() - 1; i >= 0; i--) {
        ObjectNode candidate = smallest.deepCopy();
        ((ArrayNode) candidate.path("steps")).remove(i);
        if (difference(candidate, runOnYjs(candidate)) != null) {
          smallest = candidate;
          shrunk = true;
        }
      }
    }
    return smallest;
  }
}
