package dev.ycrdt.protocol;

import java.time.Duration;

/**
 * What an {@link Awareness} may hold, so that no client can make it grow without end. Immutable.
 *
 * @param maxClients clients with a state, at least 1
 * @param maxStateBytes UTF-8 bytes of the JSON text of one state, at least 2
 * @param maxTotalStateBytes UTF-8 bytes of the JSON texts of all states, at least 2
 * @param maxRemovedClients clients without a state whose clock is remembered, at least 1; past it,
 *     those removed first are forgotten
 * @param removedClientRetention how long the clock of a removed client is remembered, at least
 *     {@link Awareness#OUTDATED_TIMEOUT}; a forgotten client may come back for one timeout if
 *     somebody repeats its last state
 */
public record AwarenessLimits(
    int maxClients,
    int maxStateBytes,
    long maxTotalStateBytes,
    int maxRemovedClients,
    Duration removedClientRetention) {

  private static final int MIN_STATE_BYTES = 2;

  /** Refuses values below their minimum with {@link IllegalArgumentException}. */
  public AwarenessLimits {
    requireAtLeast("maxClients", maxClients, 1);
    requireAtLeast("maxStateBytes", maxStateBytes, MIN_STATE_BYTES);
    requireAtLeast("maxTotalStateBytes", maxTotalStateBytes, MIN_STATE_BYTES);
    requireAtLeast("maxRemovedClients", maxRemovedClients, 1);
    requireAtLeast(
        "removedClientRetention in ms",
        removedClientRetention.toMillis(),
        Awareness.OUTDATED_TIMEOUT.toMillis());
  }

  /**
   * {@return the limits for a room of untrusted clients} They are 4,096 clients, 64 KiB per state,
   * 8 MiB in all, 16,384 removed clients for 5 minutes.
   */
  public static AwarenessLimits defaults() {
    return new AwarenessLimits(4_096, 64 << 10, 8 << 20, 16_384, Duration.ofMinutes(5));
  }

  private static void requireAtLeast(String name, long value, long minimum) {
    if (value < minimum) {
      throw new IllegalArgumentException(name + " is " + value + ", must be at least " + minimum);
    }
  }
}
