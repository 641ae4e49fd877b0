package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Yjs 13.6.33 answered, frozen: updates of random documents and updates written by hand, which
 * overlap, repeat, have gaps and come in any order. {@code updates-fixtures.mjs} made the file.
 */
final class YjsUpdatesTest {
  private static final List<YjsUpdateCase> CASES = read("/yjs-13.6.33/updates.jsonl");

  @ParameterizedTest
  @ValueSource(strings = {"merge", "diff", "stateVector", "meta"})
  void answer_isThatOfYjs(String operation) {
    int compared = 0;
    for (int i = 0; i < CASES.size(); i++) {
      YjsUpdateCase yjs = CASES.get(i);
      if (yjs.operation().equals(operation)) {
        assertAnswer(yjs, "line " + (i + 1));
        compared++;
      }
    }
    assertTrue(compared > 200, compared + " cases");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void compact_holdsWhatTheMergeHolds(int partSize) {
    for (YjsUpdateCase yjs : CASES) {
      if (yjs.operation().equals("merge") && yjs.expected() != null) {
        assertSameUnits(yjs.inputs(), partSize);
      }
    }
  }

  private static void assertAnswer(YjsUpdateCase yjs, String place) {
    Object expected = yjs.expected();
    if (expected == null) {
      assertThrows(DecodeException.class, yjs::run, place);
    } else if (expected instanceof byte[] bytes) {
      assertArrayEquals(bytes, (byte[]) yjs.run(), place);
    } else {
      assertEquals(expected, yjs.run(), place);
    }
  }

  private static void assertSameUnits(List<byte[]> updates, int partSize) {
    List<byte[]> part = new ArrayList<>(updates.subList(0, Math.min(partSize, updates.size())));
    // A second update, so that the merge is not a mere copy with needless bytes in it.
    part.add(new byte[] {0, 0});
    byte[] merged = Updates.merge(part);
    byte[] compacted = Updates.compact(part);

    assertTrue(compacted.length <= merged.length);
    assertEquals(UpdateUnits.of(merged), UpdateUnits.of(compacted));
  }

  private static List<YjsUpdateCase> read(String resource) {
    InputStream in = Objects.requireNonNull(YjsUpdatesTest.class.getResourceAsStream(resource));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().map(YjsUpdateCase::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
