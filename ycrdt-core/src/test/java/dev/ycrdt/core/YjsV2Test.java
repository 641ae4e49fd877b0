package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.lib0.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What replicas of Yjs 13.6.33 made of updates in format V2, frozen: every kind of content, halves
 * of surrogate pairs, structs that wait. {@code v2-fixtures.mjs} made the file.
 */
final class YjsV2Test {
  private static final List<Map<?, ?>> CASES = read("/yjs-13.6.33/v2.jsonl");

  static Stream<Map<?, ?>> cases() {
    return CASES.stream();
  }

  @Test
  void fixtures_areThere() {
    assertTrue(CASES.size() >= 130, CASES.size() + " cases");
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("cases")
  void replica_isThatOfYjs(Map<?, ?> yjs) {
    String name = text(yjs, "name");
    YDoc doc = replica(yjs);
    List<String> emitted = new ArrayList<>();
    doc.onUpdateV2((update, origin, transaction) -> emitted.add(base64(update)));
    int number = 0;
    for (Map<?, ?> step : objects(yjs, "steps")) {
      emitted.clear();
      applyStep(doc, step);
      assertEquals(step.get("emitted"), emitted, name + ": emitted in step " + number++);
    }
    for (Map<?, ?> state : objects(yjs, "states")) {
      byte[] vector = bytes(text(state, "sv"));
      assertEquals(text(state, "v1"), base64(doc.encodeStateAsUpdate(vector)), name + ": V1");
      assertEquals(text(state, "v2"), base64(doc.encodeStateAsUpdateV2(vector)), name + ": V2");
    }
    Integrity.check(doc);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("cases")
  void reloadedReplica_isThatOfYjs(Map<?, ?> yjs) {
    YDoc doc = replica(yjs);

    doc.applyUpdateV2(bytes(text(objects(yjs, "states").get(0), "v2")));

    assertEquals(text(yjs, "reloaded"), base64(doc.encodeStateAsUpdateV2()), text(yjs, "name"));
    Integrity.check(doc);
  }

  private static void applyStep(YDoc doc, Map<?, ?> step) {
    if (step.containsKey("v2")) {
      doc.applyUpdateV2(bytes(text(step, "v2")));
    } else {
      doc.applyUpdate(bytes(text(step, "v1")));
    }
  }

  private static YDoc replica(Map<?, ?> yjs) {
    YDoc doc =
        YDoc.builder()
            .clientId(4_000_000_000L)
            .gc(Boolean.TRUE.equals(yjs.get("gc")))
            .limits(DecodeLimits.trusted())
            .build();
    doc.getText("t");
    doc.getArray("a");
    doc.getMap("m");
    doc.getXmlFragment("x");
    return doc;
  }

  private static List<Map<?, ?>> read(String resource) {
    InputStream in = Objects.requireNonNull(YjsV2Test.class.getResourceAsStream(resource));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().<Map<?, ?>>map(YjsV2Test::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<?, ?> parse(String line) {
    return (Map<?, ?>) present(JsonText.parse(line, DecodeLimits.trusted()));
  }

  private static List<Map<?, ?>> objects(Map<?, ?> object, String key) {
    return ((List<?>) present(object.get(key)))
        .stream().<Map<?, ?>>map(element -> (Map<?, ?>) present(element)).toList();
  }

  private static String text(Map<?, ?> object, String key) {
    return (String) present(object.get(key));
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Object present(@Nullable Object value) {
    return Objects.requireNonNull(value);
  }
}
