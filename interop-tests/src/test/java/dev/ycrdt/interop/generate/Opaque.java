package dev.ycrdt.interop.generate;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hides the inside of an arbitrary from jqwik's cache of generators.
 *
 * <p>That cache hashes arbitraries by content, all the way down, at every use: for the deep trees
 * of this package that took 95 % of the time of a run. This keeps its generator itself, and has the
 * hash of its identity.
 */
final class Opaque<T> implements Arbitrary<T> {
  private final Arbitrary<T> inside;
  private @Nullable RandomGenerator<T> generator;

  private Opaque(Arbitrary<T> inside) {
    this.inside = inside;
  }

  static <T> Arbitrary<T> of(Arbitrary<T> inside) {
    return new Opaque<>(inside);
  }

  @Override
  public RandomGenerator<T> generator(int genSize) {
    if (generator == null) {
      generator = inside.generator(genSize);
    }
    return generator;
  }

  @Override
  public EdgeCases<T> edgeCases(int maxEdgeCases) {
    return inside.edgeCases(maxEdgeCases);
  }

  @Override
  public boolean isGeneratorMemoizable() {
    return false;
  }
}
