package dev.ycrdt.interop.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the first difference between what two mirrors recorded. */
public final class TranscriptComparer {
  private TranscriptComparer() {}

  /** The first difference, step by step; empty if there is none. */
  public static Optional<Difference> compare(JsonNode expected, JsonNode actual) {
    int steps = Math.max(expected.size(), actual.size());
    for (int step = 0; step < steps; step++) {
      Optional<Difference> difference = compareAt(step, "", expected.path(step), actual.path(step));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return failure(expected);
  }

  // No operation of a scenario is expected to fail, not even in the same way on both sides.
  private static Optional<Difference> failure(JsonNode transcript) {
    int last = transcript.size() - 1;
    JsonNode entry = transcript.path(last);
    return entry.has("error")
        ? Optional.of(new Difference(last, "both sides failed", entry, entry))
        : Optional.empty();
  }

  private static Optional<Difference> compareAt(
      int step, String path, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      return compareObjects(step, path, expected, actual);
    }
    if (expected.isArray() && actual.isArray()) {
      return compareArrays(step, path, expected, actual);
    }
    return same(expected, actual)
        ? Optional.empty()
        : Optional.of(new Difference(step, path, expected, actual));
  }

  private static Optional<Difference> compareObjects(
      int step, String path, JsonNode expected, JsonNode actual) {
    for (String field : fields(expected, actual)) {
      Optional<Difference> difference =
          compareAt(
              step,
              path.isEmpty() ? field : path + "." + field,
              expected.path(field),
              actual.path(field));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  // Errors and updates first: what else differs usually follows from them.
  private static List<String> fields(JsonNode expected, JsonNode actual) {
    Set<String> fields = new TreeSet<>();
    expected.fieldNames().forEachRemaining(fields::add);
    actual.fieldNames().forEachRemaining(fields::add);
    fields.remove("stack");
    List<String> ordered = new ArrayList<>(List.of("error", "updates", "updatesV2"));
    ordered.retainAll(fields);
    fields.removeAll(ordered);
    ordered.addAll(fields);
    return ordered;
  }

  private static Optional<Difference> compareArrays(
      int step, String path, JsonNode expected, JsonNode actual) {
    int size = Math.max(expected.size(), actual.size());
    for (int index = 0; index < size; index++) {
      Optional<Difference> difference =
          compareAt(step, path + "[" + index + "]", expected.path(index), actual.path(index));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static boolean same(JsonNode expected, JsonNode actual) {
    if (expected.isIntegralNumber() && actual.isIntegralNumber()) {
      return expected.longValue() == actual.longValue();
    }
    return expected.equals(actual);
  }
}
