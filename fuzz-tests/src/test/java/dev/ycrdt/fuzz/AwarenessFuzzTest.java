package dev.ycrdt.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ycrdt.core.DecodeException;
import dev.ycrdt.protocol.Awareness;
import dev.ycrdt.protocol.AwarenessLimits;
import dev.ycrdt.protocol.AwarenessUpdates;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Awareness updates, applied one after the other by a server and by a client. */
final class AwarenessFuzzTest {
  private static final AwarenessLimits LIMITS =
      new AwarenessLimits(8, 256, 1024, 4, Duration.ofMinutes(1));

  @FuzzTest(maxDuration = "20m")
  void apply(byte[] data) {
    AllocationBudget.run(() -> check(data));
  }

  private static void check(byte[] data) {
    Awareness server = Awareness.forServer().limits(LIMITS).clock(() -> Instant.EPOCH).build();
    Awareness client = Awareness.forClient(1).limits(LIMITS).clock(() -> Instant.EPOCH).build();
    client.setLocalState(Map.of("user", "me"));
    server.apply(client.encodeUpdate(), "client");
    for (byte[] update : InputParts.split(data)) {
      apply(server, update);
      apply(client, update);
    }
    assertRoundTrip(server);
    server.removeStates(server.clients(), "closed");
    assertEquals(Map.of(), server.states());
  }

  private static void apply(Awareness awareness, byte[] update) {
    byte[] before = awareness.encodeUpdate();
    try {
      awareness.apply(update, "peer");
    } catch (DecodeException e) {
      assertArrayEquals(before, awareness.encodeUpdate(), "state after a refused update");
      return;
    }
    AwarenessUpdates.modify(update, LIMITS, state -> state);
    if (awareness.clients().size() > LIMITS.maxClients() + 1) {
      throw new AssertionError("holds " + awareness.clients().size() + " clients");
    }
  }

  private static void assertRoundTrip(Awareness awareness) {
    Awareness other = Awareness.forServer().clock(() -> Instant.EPOCH).build();
    other.apply(awareness.encodeUpdate(), "peer");
    Map<Long, Object> states = new HashMap<>(awareness.states());
    // What JavaScript takes for false is sent as the state of a client that is gone.
    states.values().removeIf(AwarenessFuzzTest::isFalsy);
    assertEquals(states, other.states());
  }

  private static boolean isFalsy(Object state) {
    return state.equals(false)
        || state.equals("")
        || (state instanceof Number number && number.doubleValue() == 0);
  }
}
