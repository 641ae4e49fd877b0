package dev.ycrdt.protocol;

import java.time.Instant;

/**
 * What an {@link Awareness} knows of a client beside its state. Immutable.
 *
 * @param clock 0 to 2<sup>53</sup>-1
 * @param lastUpdated when its last state was accepted, or when it was removed
 */
public record AwarenessMeta(long clock, Instant lastUpdated) {

  static AwarenessMeta of(long clock, long lastUpdatedMillis) {
    return new AwarenessMeta(clock, Instant.ofEpochMilli(lastUpdatedMillis));
  }
}
