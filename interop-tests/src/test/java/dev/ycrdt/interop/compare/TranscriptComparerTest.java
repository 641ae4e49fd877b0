package dev.ycrdt.interop.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ycrdt.interop.mirror.YjsMirror;
import dev.ycrdt.interop.scenario.Scenario;
import dev.ycrdt.interop.scenario.ScenarioJson;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Proves the judge with Yjs against itself, as it is and with a falsified transcript. */
class TranscriptComparerTest {
  private static final int CHECK_STEP = 8;

  private final Scenario scenario =
      ScenarioJson.read(Path.of("src/test/resources/regressions/every-type-in-one-document.json"));
  private final YjsMirror yjs = YjsMirror.shared();

  @Test
  void compare_sameScenarioTwice_noDifference() {
    assertEquals(
        Optional.empty(), TranscriptComparer.compare(yjs.run(scenario), yjs.run(scenario)));
  }

  @Test
  void compare_otherUpdate_isFoundAndDescribed() {
    JsonNode actual = yjs.run(scenario);
    ((ArrayNode) actual.get(0).get("updates").get(0)).set(1, TextNode.valueOf("AQEBAAQBAWEBeAA="));

    Difference difference = TranscriptComparer.compare(yjs.run(scenario), actual).orElseThrow();

    assertEquals(0, difference.step());
    assertEquals("updates[0][1]", difference.path());
    String report = new DifferenceReport(yjs).render(scenario, difference);
    assertTrue(report.contains("1:0 +1 Item left=- right=- parent=\"a\""), report);
    assertTrue(report.contains(ScenarioJson.script(scenario)), report);
  }

  @Test
  void compare_otherEvent_isFound() {
    JsonNode actual = yjs.run(scenario);
    ((ObjectNode) actual.get(0).get("events").get(0)).put("local", false);

    Difference difference = TranscriptComparer.compare(yjs.run(scenario), actual).orElseThrow();

    assertEquals("events[0].local", difference.path());
  }

  @Test
  void compare_otherState_isFound() {
    JsonNode actual = yjs.run(scenario);
    ((ObjectNode) actual.get(CHECK_STEP).get("state")).put("pending", true);

    Difference difference = TranscriptComparer.compare(yjs.run(scenario), actual).orElseThrow();

    assertEquals(CHECK_STEP, difference.step());
    assertEquals("state.pending", difference.path());
  }

  @Test
  void compare_shorterTranscript_isFound() {
    ArrayNode actual = (ArrayNode) yjs.run(scenario);
    actual.remove(actual.size() - 1);

    Difference difference = TranscriptComparer.compare(yjs.run(scenario), actual).orElseThrow();

    assertTrue(difference.actual().isMissingNode());
  }
}
