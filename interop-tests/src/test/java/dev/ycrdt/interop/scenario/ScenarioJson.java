package dev.ycrdt.interop.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The JSON form of scenarios: what goes to Node, and what is kept in files. */
public final class ScenarioJson {
  // Strings may hold lone surrogates, which no UTF-8 can carry: escape them.
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .defaultPropertyInclusion(JsonInclude.Value.ALL_NON_NULL)
          .build();

  private ScenarioJson() {}

  public static JsonNode toTree(Scenario scenario) {
    return MAPPER.valueToTree(scenario);
  }

  /** One line of ASCII. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not a JSON value: " + value.getClass(), e);
    }
  }

  public static JsonNode readTree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + json, e);
    }
  }

  public static Scenario read(Path file) {
    try {
      return MAPPER.readValue(Files.readString(file), Scenario.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the scenario in " + file, e);
    }
  }

  /** Writes a scenario so that it can be read and cut by hand: one step a line. */
  public static void write(Scenario scenario, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, script(scenario));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the scenario to " + file, e);
    }
  }

  /** The scenario as JSON with one client or step a line. */
  public static String script(Scenario scenario) {
    return "{\"clients\":[\n"
        + lines(scenario.clients())
        + "\n],\"steps\":[\n"
        + lines(scenario.steps())
        + "\n]}\n";
  }

  private static String lines(List<?> values) {
    return values.stream().map(value -> "  " + write(value)).collect(Collectors.joining(",\n"));
  }
}
