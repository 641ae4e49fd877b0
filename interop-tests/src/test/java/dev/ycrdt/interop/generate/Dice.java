package dev.ycrdt.interop.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Random choices that a seed decides.
 *
 * <p>Not jqwik: its generators cost more than the scenarios they make, and its shrinking is of no
 * use for scenarios, which have a minimizer of their own.
 */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** An integer from {@code min} to {@code max}, both included. */
  int between(int min, int max) {
    return (int) random.nextLong(min, max + 1L);
  }

  /** A long from {@code min} to {@code max}, both included. */
  long between(long min, long max) {
    return random.nextLong(min, max + 1L);
  }

  boolean flip() {
    return random.nextBoolean();
  }

  /** True once in {@code count} times on average. */
  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  /** Which of the weights: its number, 0 for the first. */
  int weighted(int... weights) {
    int sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    int left = random.nextInt(sum);
    int chosen = 0;
    while (left >= weights[chosen]) {
      left -= weights[chosen++];
    }
    return chosen;
  }

  @SafeVarargs
  final <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** A list of {@code min} to {@code max} elements. */
  <T> List<T> list(int min, int max, Supplier<? extends T> element) {
    int size = between(min, max);
    List<T> list = new ArrayList<>(size);
    for (int index = 0; index < size; index++) {
      list.add(element.get());
    }
    return list;
  }

  /**
   * A map of at most {@code max} entries, fewer where keys coincide, at least one if {@code min}
   * is.
   */
  <V> Map<String, V> map(int min, int max, Supplier<String> key, Supplier<? extends V> value) {
    int size = between(min, max);
    Map<String, V> map = new LinkedHashMap<>();
    for (int index = 0; index < size; index++) {
      map.put(key.get(), value.get());
    }
    return map;
  }

  /** Null {@code percent} times in a hundred. */
  <T> @Nullable T nullable(int percent, Supplier<T> value) {
    return random.nextInt(100) < percent ? null : value.get();
  }
}
