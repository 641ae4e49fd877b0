package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.DecodeException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rewriting states inside an update. */
class AwarenessUpdatesTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final AwarenessLimits LIMITS = AwarenessLimits.defaults();

  private static Object withUser(@Nullable Object state) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(state))
        .forEach((key, value) -> copy.put((String) key, value));
    copy.put("user", "Ada");
    return copy;
  }

  @Test
  void modify_bytes() {
    byte[] update =
        HEX.parseHex(
            "010101477b2231223a2261222c2232223a2262222c2275736572223a7b226e616d65223a225a6fc3ab20f0"
                + "9f9880222c22636f6c6f72223a2223666630303030227d2c226e223a312e357d");
    // modifyAwarenessUpdate(update, s => ({ ...s, user: 'Ada' }))
    assertEquals(
        "010101267b2231223a2261222c2232223a2262222c2275736572223a22416461222c226e223a312e357d",
        HEX.formatHex(AwarenessUpdates.modify(update, LIMITS, AwarenessUpdatesTest::withUser)));
  }

  @Test
  void modify_untouchedStateKeepsItsText() {
    byte[] update = AwarenessTest.entry(1, 2, "{ \"a\": 1.0 }");
    assertArrayEquals(update, AwarenessUpdates.modify(update, LIMITS, state -> state));
  }

  @Test
  void modify_null() {
    List<@Nullable Object> seen = new ArrayList<>();
    byte[] modified =
        AwarenessUpdates.modify(
            AwarenessTest.entry(1, 2, "null"),
            LIMITS,
            state -> {
              seen.add(state);
              return 7;
            });
    assertEquals(1, seen.size());
    assertEquals(null, seen.get(0));
    assertArrayEquals(AwarenessTest.entry(1, 2, "7"), modified);
    assertArrayEquals(
        AwarenessTest.entry(1, 2, "null"),
        AwarenessUpdates.modify(AwarenessTest.entry(1, 2, "{}"), LIMITS, state -> null));
  }

  @Test
  void modify_malformed() {
    assertThrows(
        DecodeException.class,
        () -> AwarenessUpdates.modify(new byte[] {1, 1}, LIMITS, state -> state));
  }
}
