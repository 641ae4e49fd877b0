package dev.ycrdt.interop.scenario;

/**
 * Places as fractions: a pick from 0 to {@value #MAX} is resolved against what the document holds
 * when the operation runs, with the same arithmetic on both sides.
 */
public final class Picks {
  /** The largest pick; it always stands for the last place. */
  public static final int MAX = 999_999;

  private Picks() {}

  /** The place, 0 to {@code count - 1}, that a pick stands for among {@code count} places. */
  public static int resolve(int pick, int count) {
    return (int) ((long) pick * count / (MAX + 1));
  }
}
