package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The local client: its clock, its state as bytes, and what peers may do to it. */
class AwarenessLocalTest {
  private static final HexFormat HEX = HexFormat.of();

  private final TestClock clock = new TestClock();
  private final Awareness awareness = Awareness.forClient(1).clock(clock).build();

  private String encoded() {
    return HEX.formatHex(awareness.encodeUpdate(List.of(1L)));
  }

  private static Map<String, Object> zoe() {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("name", "Zoë 😀");
    user.put("color", "#ff0000");
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("user", user);
    state.put("n", 1.5);
    state.put("2", "b");
    state.put("1", "a");
    return state;
  }

  @Test
  void forClient_startsWithEmptyState() {
    // encodeAwarenessUpdate(new Awareness(doc), [1])
    assertEquals("010100027b7d", encoded());
    assertEquals(Map.of(), awareness.localState());
    assertEquals(1, awareness.clientId().orElseThrow());
  }

  @Test
  void setLocalState_bytes() {
    awareness.setLocalState(zoe());
    // setLocalState({ user: { name: 'Zoë 😀', color: '#ff0000' }, n: 1.5, 2: 'b', 1: 'a' })
    assertEquals(
        "010101477b2231223a2261222c2232223a2262222c2275736572223a7b226e616d65223a225a6fc3ab20f09f98"
            + "80222c22636f6c6f72223a2223666630303030227d2c226e223a312e357d",
        encoded());
    awareness.setLocalStateField("n", null);
    // setLocalStateField('n', null)
    assertEquals(
        "010102487b2231223a2261222c2232223a2262222c2275736572223a7b226e616d65223a225a6fc3ab20f09f98"
            + "80222c22636f6c6f72223a2223666630303030227d2c226e223a6e756c6c7d",
        encoded());
    awareness.setLocalState(null);
    assertEquals("010103046e756c6c", encoded());
    assertNull(awareness.localState());
  }

  @Test
  void setLocalState_copiesItsArgument() {
    Map<String, Object> state = new LinkedHashMap<>(Map.of("a", 1));
    awareness.setLocalState(state);
    state.put("a", 2);
    assertEquals(Map.of("a", 1), awareness.localState());
  }

  @Test
  void setLocalState_notJson() {
    assertThrows(
        IllegalArgumentException.class, () -> awareness.setLocalState(Map.of("a", BigInteger.ONE)));
    assertEquals("010100027b7d", encoded());
  }

  @Test
  void setLocalStateField_withoutState() {
    awareness.setLocalState(null);
    awareness.setLocalStateField("a", 1);
    assertNull(awareness.localState());
    assertEquals("010101046e756c6c", encoded());
  }

  @Test
  void renew_afterHalfTheTimeout() {
    awareness.setLocalState(Map.of("a", 1));
    clock.advance(Duration.ofSeconds(15).minusMillis(1));
    assertTrue(awareness.renew().isEmpty());
    clock.advance(Duration.ofMillis(1));
    assertEquals(List.of(1L), awareness.renew().updated());
    assertEquals(2, awareness.meta(1).orElseThrow().clock());
    assertTrue(awareness.renew().isEmpty());
  }

  @Test
  void expire_neverDropsOrForgetsTheLocalClient() {
    clock.advance(Duration.ofDays(1));
    assertTrue(awareness.expire().isEmpty());
    awareness.setLocalState(null);
    clock.advance(Duration.ofDays(1));
    awareness.expire();
    assertEquals(1, awareness.meta(1).orElseThrow().clock());
  }

  @Test
  void apply_remoteNullRaisesTheLocalClock() {
    awareness.setLocalState(Map.of("a", 1));
    AwarenessChange change = awareness.apply(AwarenessTest.entry(1, 1, "null"), "o").change();
    assertEquals(List.of(1L), change.removed());
    assertEquals(Map.of("a", 1), awareness.localState());
    assertEquals(2, awareness.meta(1).orElseThrow().clock());
  }

  @Test
  void apply_remoteStateReplacesTheLocalOne() {
    awareness.apply(AwarenessTest.entry(1, 5, "[1]"), "o");
    assertEquals(List.of(1), awareness.localState());
    awareness.setLocalStateField("a", 1);
    assertEquals(Map.of("a", 1), awareness.localState());
    assertEquals(6, awareness.meta(1).orElseThrow().clock());
  }

  @Test
  void apply_largestClockIsNotPassed() {
    long largest = (1L << 53) - 1;
    awareness.apply(AwarenessTest.entry(1, largest, "null"), "attacker");
    awareness.setLocalState(Map.of());
    assertEquals(largest, awareness.meta(1).orElseThrow().clock());
    Awareness.forServer().build().apply(awareness.encodeUpdate(), null);
  }

  @Test
  void removeStates_ofTheLocalClientRaisesItsClock() {
    awareness.removeStates(List.of(1L), null);
    assertEquals("010101046e756c6c", encoded());
  }

  @Test
  void forClient_idOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> Awareness.forClient(-1));
    assertThrows(IllegalArgumentException.class, () -> Awareness.forClient(1L << 53));
  }
}
