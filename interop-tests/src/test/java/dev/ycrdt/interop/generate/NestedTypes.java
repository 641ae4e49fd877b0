package dev.ycrdt.interop.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.interop.scenario.Tagged;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Shared types to be inserted, with what they hold from the start. */
final class NestedTypes {
  private NestedTypes() {}

  /** Any type, with types in it down to the depth. */
  static Arbitrary<JsonNode> any(int depth) {
    if (depth == 0) {
      return Arbitraries.oneOf(texts("text"), emptyTypes());
    }
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(3, texts("text")),
            Tuple.of(
                2,
                Values.elements(depth - 1)
                    .list()
                    .ofMaxSize(3)
                    .map(Tagged::array)
                    .map(v -> Tagged.type("array", v))),
            Tuple.of(
                2,
                Arbitraries.maps(Strings.keys(), Values.entries(depth - 1))
                    .ofMaxSize(3)
                    .map(Tagged::pairs)
                    .map(v -> Tagged.type("map", v))),
            Tuple.of(1, xmlChildren(depth - 1).map(v -> Tagged.type("fragment", v))),
            Tuple.of(1, xml(depth))));
  }

  /** What may be a child in XML. */
  static Arbitrary<JsonNode> xml(int depth) {
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(4, elements(depth)), Tuple.of(3, texts("xmlText")), Tuple.of(1, hooks())));
  }

  private static Arbitrary<JsonNode> emptyTypes() {
    return Opaque.of(
        Arbitraries.of("array", "map", "fragment")
            .map(kind -> Tagged.type(kind, Tagged.array(List.of()))));
  }

  private static Arbitrary<JsonNode> texts(String kind) {
    return Opaque.of(Strings.texts().map(text -> Tagged.type(kind, Tagged.string(text))));
  }

  private static Arbitrary<JsonNode> xmlChildren(int depth) {
    return Opaque.of(
        depth <= 0
            ? Arbitraries.create(() -> Tagged.array(List.of()))
            : xml(depth - 1).list().ofMaxSize(3).map(Tagged::array));
  }

  private static Arbitrary<JsonNode> elements(int depth) {
    Arbitrary<JsonNode> attributes =
        Arbitraries.maps(Strings.attributeNames(), Values.strings())
            .ofMaxSize(2)
            .map(Tagged::pairs);
    return Opaque.of(
        Combinators.combine(Strings.nodeNames(), attributes, xmlChildren(depth))
            .as(NestedTypes::element));
  }

  private static JsonNode element(String name, JsonNode attributes, JsonNode children) {
    ObjectNode element = Tagged.type("element", children).put("name", name);
    return element.set("attrs", attributes);
  }

  private static Arbitrary<JsonNode> hooks() {
    Arbitrary<JsonNode> entries =
        Arbitraries.maps(Strings.keys(), Values.any(0)).ofMaxSize(2).map(Tagged::pairs);
    return Opaque.of(
        Combinators.combine(Strings.nodeNames(), entries)
            .as((name, pairs) -> Tagged.type("hook", pairs).put("name", name)));
  }
}
