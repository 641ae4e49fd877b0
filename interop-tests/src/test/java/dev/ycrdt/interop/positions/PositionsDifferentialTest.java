package dev.ycrdt.interop.positions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ycrdt.core.DeleteSet;
import dev.ycrdt.interop.node.NodeProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Yjs and ycrdt say the same of positions, snapshots, delete sets and user data, of random
 * documents with nested types, XML and undone changes.
 *
 * <p>{@code -Dycrdt.positions.cases=N} and {@code -Dycrdt.positions.seed=S} set how many and which.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PositionsDifferentialTest {
  private static final int CASES = Integer.getInteger("ycrdt.positions.cases", 1000);
  private static final long FIRST_SEED = Long.getLong("ycrdt.positions.seed", 1L);

  private NodeProcess node;

  @BeforeAll
  void startNode() {
    node = NodeProcess.start(Path.of("src/test/node/positions.mjs"));
    node.greeting();
  }

  @AfterAll
  void stopNode() {
    node.close();
  }

  private JsonNode ask(String kind, long seed) {
    return node.ask(JsonNodeFactory.instance.objectNode().put("kind", kind).put("seed", seed));
  }

  @Test
  void positionsAndSnapshots_ofRandomDocuments_sameAsYjs() {
    int moved = 0;
    int followed = 0;
    int failedInYjs = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
      JsonNode expected = ask("document", seed);
      if (expected.path("yjsFailed").asBoolean()) {
        failedInYjs++;
        continue;
      }
      moved += new StoryReplay("seed " + seed, expected).run();
      for (JsonNode position : expected.path("positions")) {
        JsonNode now = position.path("now");
        followed += now.path(0).equals(now.path(1)) ? 0 : 1;
      }
    }
    assertTrue(failedInYjs <= CASES / 500, failedInYjs + " documents at which Yjs fails");
    assertTrue(moved > CASES, moved + " positions moved");
    assertTrue(followed > CASES / 4, followed + " positions followed an undo");
  }

  @Test
  void deleteSets_random_sameAsYjs() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
      checkDeleteSets("seed " + seed, ask("deleteSets", seed));
    }
  }

  private static void checkDeleteSets(String seed, JsonNode expected) {
    List<DeleteSet> sets = new ArrayList<>();
    expected.path("raw").forEach(raw -> sets.add(DeleteSet.decode(PlainForm.bytes(raw.asText()))));
    DeleteSet first = sets.get(0);
    DeleteSet second = sets.get(1);
    DeleteSet both = DeleteSet.merge(sets);
    sets.add(both);
    for (int i = 0; i < sets.size(); i++) {
      JsonNode merged = expected.path("merged").path(i);
      assertEquals(merged.path(0).asText(), PlainForm.hex(sets.get(i).encode()), seed);
      assertEquals(merged.path(1).asText(), PlainForm.hex(sets.get(i).encodeV2()), seed);
      assertEquals(sets.get(i), DeleteSet.decodeV2(PlainForm.bytes(merged.path(1).asText())), seed);
    }
    assertEquals(expected.path("equal").asBoolean(), first.equals(second), seed);
    assertEquals(expected.path("bothEqualsFirst").asBoolean(), both.equals(first), seed);
    for (JsonNode id : expected.path("deleted")) {
      assertEquals(
          id.path("is").asBoolean(),
          both.isDeleted(id.path("client").asLong(), id.path("clock").asLong()),
          seed);
    }
  }

  @Test
  void userData_randomSessions_storedAsYjsStoresIt() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES / 4; seed++) {
      new UsersReplay("seed " + seed).run(ask("users", seed));
    }
  }
}
