package dev.ycrdt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.interop.compare.Judge;
import dev.ycrdt.interop.mirror.JavaMirror;
import dev.ycrdt.interop.mirror.YjsMirror;
import dev.ycrdt.interop.scenario.ScenarioJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the scenarios that once failed. Random ones are left to {@link DifferentialProperties}. */
class RegressionScenariosTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Path SCENARIOS = RESOURCES.resolve("regressions");

  private final Judge judge = new Judge(YjsMirror.shared(), new JavaMirror());

  @TestFactory
  Stream<DynamicTest> storedScenario_sameAsYjsUnlessExplained() throws IOException {
    Map<String, String> known = knownDifferences();
    return scenarioFiles().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file, known)));
  }

  @Test
  void knownDifferences_areOfStoredScenarios() throws IOException {
    for (String name : knownDifferences().keySet()) {
      assertTrue(Files.exists(SCENARIOS.resolve(name)), name + " does not exist");
    }
  }

  private void check(Path file, Map<String, String> known) {
    String report = judge.report(ScenarioJson.read(file));
    if (known.containsKey(file.getFileName().toString())) {
      assertNotEquals(
          "", report, "not a difference any more: take it out of known-differences.txt");
    } else {
      assertEquals("", report);
    }
  }

  private static List<Path> scenarioFiles() throws IOException {
    try (Stream<Path> files = Files.list(SCENARIOS)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Map<String, String> knownDifferences() throws IOException {
    Map<String, String> known = new HashMap<>();
    for (String line : Files.readAllLines(RESOURCES.resolve("known-differences.txt"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] nameAndReason = line.split(" ", 2);
        assertEquals(2, nameAndReason.length, "no explanation: " + line);
        known.put(nameAndReason[0], nameAndReason[1]);
      }
    }
    return known;
  }
}
