package dev.ycrdt.interop.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.interop.mirror.YjsMirror;
import dev.ycrdt.interop.scenario.Scenario;
import dev.ycrdt.interop.scenario.ScenarioJson;
import java.util.List;
import java.util.regex.Pattern;

/** Turns a difference into something a person can act on. */
public final class DifferenceReport {
  // Paths that end in the base64 form of an update.
  private static final Pattern UPDATE_PATH =
      Pattern.compile("updates\\[\\d+]\\[1]$|(^|\\.)(update|difference|merged|mergedDiff|state)$");

  private final YjsMirror yjs;

  public DifferenceReport(YjsMirror yjs) {
    this.yjs = yjs;
  }

  /** What differs, where, and the scenario as a script that can be stored as a regression test. */
  public String render(Scenario scenario, Difference difference) {
    StringBuilder report = new StringBuilder(1024);
    report.append("Yjs and ycrdt differ ").append(place(scenario, difference)).append('\n');
    appendSide(report, "Yjs:   ", difference.expected());
    appendSide(report, "ycrdt: ", difference.actual());
    if (isUpdate(difference)) {
      appendUpdate(report, "Yjs has", difference.expected());
      appendUpdate(report, "ycrdt has", difference.actual());
    }
    report.append("The scenario, to be stored in src/test/resources/regressions:\n");
    return report.append(ScenarioJson.script(scenario)).toString();
  }

  private static String place(Scenario scenario, Difference difference) {
    int step = difference.step();
    String where = difference.path().isEmpty() ? "" : ", " + difference.path();
    return step < scenario.steps().size()
        ? "in step " + step + where + "\n" + ScenarioJson.write(scenario.steps().get(step))
        : "when all clients were synced at the end" + where;
  }

  private static void appendSide(StringBuilder report, String name, JsonNode value) {
    report
        .append(name)
        .append(value.isMissingNode() ? "nothing" : ScenarioJson.write(value))
        .append('\n');
    if (value.has("stack")) {
      report.append(value.path("stack").asText()).append('\n');
    }
  }

  private static boolean isUpdate(Difference difference) {
    return UPDATE_PATH.matcher(difference.path()).find();
  }

  private void appendUpdate(StringBuilder report, String title, JsonNode update) {
    if (update.isTextual()) {
      report.append(title).append('\n');
      describe(update.asText()).forEach(line -> report.append("  ").append(line).append('\n'));
    }
  }

  private List<String> describe(String base64Update) {
    try {
      return yjs.describe(base64Update);
    } catch (AssertionError unreadable) {
      return List.of("bytes that Yjs cannot read: " + unreadable.getMessage());
    }
  }
}
