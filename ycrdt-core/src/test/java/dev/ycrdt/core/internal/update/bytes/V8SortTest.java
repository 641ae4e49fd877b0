package dev.ycrdt.core.internal.update.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.lib0.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Arrays that V8 has sorted, frozen; {@code v8-sort-fixtures.mjs} made them. */
final class V8SortTest {

  @Test
  void sort_withContradictingComparator_endsAsInV8() throws IOException {
    List<String> lines = readLines();
    assertEquals(48, lines.size());
    for (String line : lines) {
      Map<?, ?> array = (Map<?, ?>) Objects.requireNonNull(parse(line));
      int[] keys = ints(array.get("keys"));
      int[] kinds = ints(array.get("kinds"));

      int[] sorted = IntStream.range(0, keys.length).toArray();
      new V8Sort((a, b) -> compare(keys, kinds, a, b)).sort(sorted, sorted.length);

      assertArrayEquals(ints(array.get("sorted")), sorted, line);
    }
  }

  @Test
  void sort_onlyThePrefix_leavesTheRest() {
    int[] elements = {3, 2, 1, 0};

    new V8Sort(Integer::compare).sort(elements, 3);

    assertArrayEquals(new int[] {1, 2, 3, 0}, elements);
  }

  private static int compare(int[] keys, int[] kinds, int a, int b) {
    if (keys[a] != keys[b]) {
      return Integer.compare(keys[a], keys[b]);
    }
    return kinds[a] == kinds[b] ? 0 : -1;
  }

  private static List<String> readLines() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    V8SortTest.class.getResourceAsStream("/yjs-13.6.33/v8-sort.jsonl")),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  private static @Nullable Object parse(String line) {
    return JsonText.parse(line, DecodeLimits.trusted());
  }

  private static int[] ints(@Nullable Object list) {
    return ((List<?>) Objects.requireNonNull(list))
        .stream().mapToInt(value -> (Integer) value).toArray();
  }
}
