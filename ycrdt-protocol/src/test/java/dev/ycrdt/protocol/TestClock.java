package dev.ycrdt.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until a test moves it. */
final class TestClock implements InstantSource {
  private Instant now = Instant.ofEpochSecond(1_000_000);

  void advance(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
