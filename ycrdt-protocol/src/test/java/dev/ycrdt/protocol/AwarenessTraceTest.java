package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.lib0.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Replays what y-protocols did with a random sequence of updates: same states as bytes after every
 * step, same clients in the events. The one difference by design: a client that comes back is
 * added, not updated.
 */
class AwarenessTraceTest {
  private static final HexFormat HEX = HexFormat.of();

  private final Awareness awareness = Awareness.forServer().clock(new TestClock()).build();
  private @Nullable AwarenessChange change;
  private @Nullable AwarenessChange update;

  @Test
  void replay_trace() {
    awareness.onChange((event, origin) -> change = event);
    awareness.onUpdate((event, origin) -> update = event);
    List<String> lines = lines();
    assertEquals(200, lines.size());
    lines.forEach(this::replay);
  }

  private void replay(String line) {
    String[] fields = line.split("\t", -1);
    change = null;
    update = null;
    List<Long> before = awareness.clients();
    run(fields[0]);
    assertSameEvent(line, fields[1], change, before);
    assertSameEvent(line, fields[2], update, before);
    assertEquals(fields[3], HEX.formatHex(awareness.encodeUpdate()), line);
  }

  private void run(String step) {
    if (step.startsWith("apply ")) {
      awareness.apply(HEX.parseHex(step.substring(6)), "test");
    } else {
      awareness.removeStates(clients(parse(step.substring(7))), "test");
    }
  }

  private static void assertSameEvent(
      String line, String json, @Nullable AwarenessChange actual, List<Long> before) {
    if (!(parse(json) instanceof Map<?, ?> expected)) {
      assertEquals(null, actual, line);
      return;
    }
    AwarenessChange event = Objects.requireNonNull(actual, line);
    List<Long> added = clients(expected.get("added"));
    List<Long> updated = clients(expected.get("updated"));
    assertEquals(clients(expected.get("removed")), event.removed(), line);
    assertEquals(sorted(added, updated), sorted(event.added(), event.updated()), line);
    assertTrue(event.added().containsAll(added), line);
    for (long clientId : updated) {
      assertTrue(before.contains(clientId) || event.added().contains(clientId), line);
    }
  }

  private static List<Long> sorted(List<Long> a, List<Long> b) {
    return Stream.concat(a.stream(), b.stream()).sorted().toList();
  }

  private static List<Long> clients(@Nullable Object json) {
    List<Long> clientIds = new ArrayList<>();
    if (json instanceof List<?> list) {
      list.forEach(clientId -> clientIds.add(((Number) clientId).longValue()));
    }
    return clientIds;
  }

  private static @Nullable Object parse(String json) {
    return JsonText.parse(json, DecodeLimits.trusted());
  }

  private static List<String> lines() {
    try (InputStream in =
        Objects.requireNonNull(
            AwarenessTraceTest.class.getResourceAsStream(
                "/y-protocols-1.0.7/awareness-trace.txt"))) {
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
