package dev.ycrdt.interop.compare;

import java.io.PrintStream;
import java.time.Duration;

/** Counts the operations that were judged, and says now and then how far a long run is. */
public final class Progress {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final PrintStream out;
  private final String name;
  private final long operations;
  private final long started = System.nanoTime();
  private long nextReport = started + INTERVAL.toNanos();
  private long judged;

  /**
   * Progress of a run.
   *
   * @param operations how many operations the run is to judge
   */
  public Progress(PrintStream out, String name, long operations) {
    this.out = out;
    this.name = name;
    this.operations = operations;
  }

  /** Adds operations that were judged, with no difference found. */
  synchronized void judged(long count) {
    judged += count;
    if (System.nanoTime() >= nextReport) {
      nextReport += INTERVAL.toNanos();
      report();
    }
  }

  /** How many operations were judged. */
  public synchronized long judged() {
    return judged;
  }

  /** Prints how far the run is and how fast it was. */
  public synchronized void report() {
    double seconds = (System.nanoTime() - started) / 1e9;
    out.printf(
        "%s: %,d of %,d operations judged, %.0f a second%n",
        name, judged, operations, judged / seconds);
  }
}
