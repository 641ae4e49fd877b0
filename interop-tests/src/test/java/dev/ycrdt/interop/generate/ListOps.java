package dev.ycrdt.interop.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.interop.scenario.Op;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Operations on arrays, maps and XML. */
final class ListOps {
  private static final int TYPE_DEPTH = 2;

  private ListOps() {}

  static Arbitrary<Op> onArrays() {
    Arbitrary<List<JsonNode>> values = Values.elements(TYPE_DEPTH).list().ofMinSize(1).ofMaxSize(4);
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(
                6,
                Combinators.combine(Places.targets(), Places.picks(), values)
                    .as(Op.ArrayInsert::new)),
            Tuple.of(2, Combinators.combine(Places.targets(), values).as(Op.ArrayPush::new)),
            Tuple.of(1, Combinators.combine(Places.targets(), values).as(Op.ArrayUnshift::new)),
            Tuple.of(
                4,
                Combinators.combine(Places.targets(), Places.picks(), Places.counts())
                    .as(Op.ArrayDelete::new))));
  }

  static Arbitrary<Op> onMaps() {
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(
                12,
                Combinators.combine(Places.targets(), Strings.keys(), Values.entries(TYPE_DEPTH))
                    .as(Op.MapSet::new)),
            Tuple.of(
                4, Combinators.combine(Places.targets(), Strings.keys()).as(Op.MapDelete::new)),
            Tuple.of(1, Places.targets().map(Op.MapClear::new))));
  }

  static Arbitrary<Op> onXml() {
    Arbitrary<List<JsonNode>> children =
        NestedTypes.xml(TYPE_DEPTH).list().ofMinSize(1).ofMaxSize(3);
    return Opaque.of(
        Arbitraries.frequencyOf(
            Tuple.of(
                4,
                Combinators.combine(Places.targets(), Places.picks(), children)
                    .as(Op.XmlInsert::new)),
            Tuple.of(
                2,
                Combinators.combine(Places.targets(), Places.picks(), children)
                    .as(Op.XmlInsertAfter::new)),
            Tuple.of(1, Combinators.combine(Places.targets(), children).as(Op.XmlPush::new)),
            Tuple.of(
                3,
                Combinators.combine(Places.targets(), Places.picks(), Places.counts())
                    .as(Op.XmlDelete::new)),
            Tuple.of(
                3,
                Combinators.combine(Places.targets(), Strings.attributeNames(), attributeValues())
                    .as(Op.ElementAttribute::new)),
            Tuple.of(
                1,
                Combinators.combine(Places.targets(), Strings.attributeNames())
                    .as(Op.ElementAttributeRemove::new))));
  }

  /**
   * Insertions for observers. What an observer does is joined with older items before its own event
   * is made, after which Yjs reports it wrongly; entries and types are never joined.
   */
  static Arbitrary<Op> neverJoined() {
    Arbitrary<List<JsonNode>> children = NestedTypes.xml(1).list().ofSize(1);
    return Opaque.of(
        Arbitraries.oneOf(
            Combinators.combine(Places.targets(), Strings.keys(), Values.entries(1))
                .as(Op.MapSet::new),
            Combinators.combine(Places.targets(), Places.picks(), children).as(Op.XmlInsert::new)));
  }

  private static Arbitrary<JsonNode> attributeValues() {
    return Opaque.of(
        Arbitraries.frequencyOf(Tuple.of(4, Values.strings()), Tuple.of(1, Values.entries(1))));
  }
}
