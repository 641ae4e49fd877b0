package dev.ycrdt.interop.generate;

import dev.ycrdt.interop.scenario.Picks;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Picks and counts. */
final class Places {
  private Places() {}

  /** Any place, the first and the last more often than others. */
  static Arbitrary<Integer> picks() {
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(0)),
            Tuple.of(3, Arbitraries.just(Picks.MAX)),
            Tuple.of(7, uniform(0, Picks.MAX))));
  }

  /** Which type an operation is for: roots first, as they are the least nested. */
  static Arbitrary<Integer> targets() {
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(0)), Tuple.of(3, uniform(0, Picks.MAX))));
  }

  /** How much to delete or format: mostly little. */
  static Arbitrary<Integer> counts() {
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(6, uniform(1, 3)), Tuple.of(3, uniform(1, 12)), Tuple.of(1, uniform(1, 200))));
  }

  static Arbitrary<Integer> uniform(int min, int max) {
    return Opaque.of(
        Arbitraries.integers().between(min, max).withDistribution(RandomDistribution.uniform()));
  }
}
