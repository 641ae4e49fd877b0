package dev.ycrdt.interop.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.interop.scenario.DeltaPart;
import dev.ycrdt.interop.scenario.Op;
import dev.ycrdt.interop.scenario.Tagged;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Operations on rich text. */
final class TextOps {
  private static final int MAX_BURST = 800;

  private TextOps() {}

  static Arbitrary<Op> any() {
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(12, inserts()),
            Tuple.of(1, embeds()),
            Tuple.of(6, deletes()),
            Tuple.of(6, formats()),
            Tuple.of(4, deltas()),
            Tuple.of(1, attributes()),
            Tuple.of(1, attributeRemovals())));
  }

  /** Hundreds of small edits in one operation. */
  static Arbitrary<Op> bursts() {
    return Opaque.of(
        Combinators.combine(
                Places.targets(), Places.uniform(1, 1_000_000), Places.uniform(1, MAX_BURST))
            .as(Op.TextBurst::new));
  }

  private static Arbitrary<Op> inserts() {
    return Opaque.of(
        Combinators.combine(
                Places.targets(), Places.picks(), Strings.texts(), formatting().injectNull(0.7))
            .as(Op.TextInsert::new));
  }

  private static Arbitrary<Op> embeds() {
    return Opaque.of(
        Combinators.combine(
                Places.targets(), Places.picks(), embedValues(), formatting().injectNull(0.5))
            .as(Op.TextEmbed::new));
  }

  private static Arbitrary<Op> deletes() {
    return Opaque.of(
        Combinators.combine(Places.targets(), Places.picks(), Places.counts())
            .as(Op.TextDelete::new));
  }

  private static Arbitrary<Op> formats() {
    return Opaque.of(
        Combinators.combine(Places.targets(), Places.picks(), Places.counts(), formatting())
            .as(Op.TextFormat::new));
  }

  private static Arbitrary<Op> deltas() {
    return Opaque.of(
        Combinators.combine(
                Places.targets(),
                parts().list().ofMinSize(1).ofMaxSize(5),
                Arbitraries.of(true, false))
            .as(Op.TextDelta::new));
  }

  private static Arbitrary<Op> attributes() {
    return Opaque.of(
        Combinators.combine(Places.targets(), Strings.attributeNames(), Values.entries(1))
            .as(Op.TextAttribute::new));
  }

  private static Arbitrary<Op> attributeRemovals() {
    return Opaque.of(
        Combinators.combine(Places.targets(), Strings.attributeNames())
            .as(Op.TextAttributeRemove::new));
  }

  private static Arbitrary<DeltaPart> parts() {
    Arbitrary<JsonNode> content =
        Arbitraries.frequencyOf(Tuple.of(8, Values.strings()), Tuple.of(1, embedValues()));
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(
                3,
                Combinators.combine(content, formatting().injectNull(0.5))
                    .as(DeltaPart.Insert::new)),
            Tuple.of(
                3,
                Combinators.combine(Places.counts(), formatting().injectNull(0.5))
                    .as(DeltaPart.Retain::new)),
            Tuple.of(2, Places.counts().map(DeltaPart.Delete::new))));
  }

  /** Objects and types; Yjs takes a string for text and stumbles over null. */
  private static Arbitrary<JsonNode> embedValues() {
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(
                3,
                Arbitraries.maps(Strings.keys(), Values.json(1)).ofMaxSize(3).map(Tagged::object)),
            Tuple.of(2, NestedTypes.any(1))));
  }

  /** One or two attributes; null takes an attribute away. */
  private static Arbitrary<JsonNode> formatting() {
    Arbitrary<JsonNode> values =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.just(Tagged.bool(true))),
            Tuple.of(4, Arbitraries.just(Tagged.nullValue())),
            Tuple.of(2, Arbitraries.of("red", "blue", "").map(Tagged::string)),
            Tuple.of(1, Values.json(1)));
    return Opaque.of(
        Arbitraries.maps(Strings.attributeNames(), values)
            .ofMinSize(1)
            .ofMaxSize(2)
            .map(Tagged::object));
  }
}
