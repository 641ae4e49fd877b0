package dev.ycrdt.interop.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.interop.scenario.ScenarioJson;
import dev.ycrdt.interop.scenario.Tagged;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Checks that all clients hold the same once they are synced.
 *
 * <p>Not the bytes: Yjs itself joins items in the order in which they arrive, so that clients with
 * the same content can encode it differently. Not the order of keys, which is the order of arrival
 * too.
 */
final class Convergence {
  // -0, NaN and the infinities: rich text attributes travel as JSON, which does not carry them.
  private static final Pattern NOT_IN_JSON =
      Pattern.compile("\"d\":\"(8000000000000000|[7f]ff[08]0{12})\"");

  // The scenario is ASCII, with surrogates escaped.
  private static final Pattern LONE_SURROGATE =
      Pattern.compile("\\\\uD[89AB]..(?!\\\\uD[C-F])|(?<!\\\\uD[89AB].{2})\\\\uD[C-F]");

  private Convergence() {}

  /**
   * The first thing that differs between the first client and another at the end.
   *
   * @param scenario as {@link ScenarioJson} writes it
   */
  static Optional<Difference> check(String scenario, JsonNode transcript) {
    if (holdsWhatYjsChangesOnTheWay(scenario)) {
      return Optional.empty();
    }
    int last = transcript.size() - 1;
    JsonNode states = transcript.path(last).path("states");
    JsonNode expected = summary(states.path(0));
    for (int client = 1; client < states.size(); client++) {
      JsonNode actual = summary(states.path(client));
      if (!expected.equals(actual)) {
        String path = "client " + client + " does not hold what client 0 holds";
        return Optional.of(new Difference(last, path, expected, actual));
      }
    }
    return Optional.empty();
  }

  private static JsonNode summary(JsonNode state) {
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    summary.set("stateVector", state.path("stateVector"));
    summary.set("pending", state.path("pending"));
    return summary.set("json", comparable(state.path("json")));
  }

  private static JsonNode comparable(JsonNode value) {
    if (value.isArray()) {
      ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> sorted.add(comparable(element)));
      return sorted;
    }
    if (value.isTextual()) {
      return Tagged.string(masked(value.textValue()));
    }
    if (value.has("s")) {
      return value.path("s").path("guid");
    }
    if (!value.has("o")) {
      return value;
    }
    TreeMap<String, JsonNode> members = new TreeMap<>();
    value
        .path("o")
        .forEach(pair -> members.put(masked(pair.path(0).asText()), comparable(pair.path(1))));
    return JsonNodeFactory.instance.objectNode().setAll(members);
  }

  // A lone surrogate becomes U+FFFD for everyone but its author, and takes its neighbour with it
  // when split.
  private static boolean holdsWhatYjsChangesOnTheWay(String scenario) {
    return NOT_IN_JSON.matcher(scenario).find() || LONE_SURROGATE.matcher(scenario).find();
  }

  // A replica that splits a surrogate pair puts U+FFFD in place of both halves, and not every
  // replica has to
  // split where another one does.
  private static String masked(String text) {
    StringBuilder masked = new StringBuilder(text);
    for (int index = 0; index < masked.length(); index++) {
      char unit = masked.charAt(index);
      if (Character.isSurrogate(unit) || unit == '\ufffd') {
        masked.setCharAt(index, '?');
      }
    }
    return masked.toString();
  }
}
