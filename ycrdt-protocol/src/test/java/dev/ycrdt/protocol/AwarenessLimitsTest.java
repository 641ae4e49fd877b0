package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every limit at its value and one past it. */
class AwarenessLimitsTest {
  private static final Duration RETENTION = Duration.ofMinutes(1);
  private static final AwarenessLimits LIMITS = new AwarenessLimits(3, 10, 24, 2, RETENTION);

  private final TestClock clock = new TestClock();
  private final Awareness server = Awareness.forServer().clock(clock).limits(LIMITS).build();

  private void apply(long clientId, long clock, String json) {
    server.apply(AwarenessTest.entry(clientId, clock, json), null);
  }

  @Test
  void maxClients() {
    apply(1, 1, "{}");
    apply(2, 1, "{}");
    apply(3, 1, "{}");
    AwarenessLimitException e =
        assertThrows(AwarenessLimitException.class, () -> apply(4, 1, "{}"));
    assertEquals("maxClients", e.setting());
    assertEquals(
        "4 awareness clients exceed the maximum of 3 (AwarenessLimits.maxClients) at offset 0",
        e.getMessage());
    apply(3, 2, "{}");
    apply(1, 2, "null");
    apply(4, 1, "{}");
    assertEquals(List.of(2L, 3L, 4L), server.clients());
  }

  @Test
  void maxClients_refusesTheWholeUpdate() {
    byte[] update =
        HexFormat.of().parseHex("04" + "0101027b7d" + "0201027b7d" + "0301027b7d" + "0401027b7d");
    assertThrows(AwarenessLimitException.class, () -> server.apply(update, null));
    assertEquals(List.of(), server.clients());
  }

  @Test
  void maxStateBytes() {
    apply(1, 1, "\"12345678\"");
    AwarenessLimitException e =
        assertThrows(AwarenessLimitException.class, () -> apply(1, 2, "\"123456789\""));
    assertEquals("maxStateBytes", e.setting());
    assertEquals(3, e.offset());
  }

  @Test
  void maxStateBytes_localState() {
    Awareness client = Awareness.forClient(1).limits(LIMITS).build();
    client.setLocalState(Map.of("a", 1234));
    assertThrows(IllegalArgumentException.class, () -> client.setLocalState(Map.of("a", 12345)));
  }

  @Test
  void maxTotalStateBytes() {
    apply(1, 1, "\"12345678\"");
    apply(2, 1, "\"12345678\"");
    apply(3, 1, "\"12\"");
    assertEquals(
        "maxTotalStateBytes",
        assertThrows(AwarenessLimitException.class, () -> apply(3, 2, "\"123\"")).setting());
    apply(1, 2, "\"1234567\"");
    apply(3, 2, "\"123\"");
    server.removeStates(List.of(2L), null);
    apply(3, 3, "\"12345678\"");
  }

  @Test
  void maxRemovedClients_firstRemovedIsForgottenFirst() {
    apply(1, 5, "null");
    apply(2, 5, "null");
    apply(1, 6, "null");
    apply(3, 5, "null");
    assertTrue(server.meta(2).isEmpty());
    assertEquals(6, server.meta(1).orElseThrow().clock());
    assertEquals(5, server.meta(3).orElseThrow().clock());
  }

  @Test
  void maxRemovedClients_neverForgetsTheLocalClient() {
    Awareness client = Awareness.forClient(9).limits(LIMITS).build();
    client.setLocalState(null);
    for (long clientId = 1; clientId <= 5; clientId++) {
      client.apply(AwarenessTest.entry(clientId, 1, "null"), null);
    }
    assertEquals(1, client.meta(9).orElseThrow().clock());
    assertEquals(1, client.meta(5).orElseThrow().clock());
    assertTrue(client.meta(4).isEmpty());
  }

  @Test
  void removedClientRetention() {
    apply(1, 5, "{}");
    server.removeStates(List.of(1L), null);
    clock.advance(RETENTION.minusMillis(1));
    server.expire();
    assertTrue(server.meta(1).isPresent());
    clock.advance(Duration.ofMillis(1));
    server.expire();
    assertTrue(server.meta(1).isEmpty());
  }

  @Test
  void constructor_valuesBelowMinimum() {
    assertThrows(
        IllegalArgumentException.class, () -> new AwarenessLimits(0, 10, 24, 2, RETENTION));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AwarenessLimits(1, 2, 2, 1, Awareness.OUTDATED_TIMEOUT.minusMillis(1)));
    assertEquals(4_096, AwarenessLimits.defaults().maxClients());
  }
}
