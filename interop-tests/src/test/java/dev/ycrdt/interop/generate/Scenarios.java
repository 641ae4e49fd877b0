package dev.ycrdt.interop.generate;

import dev.ycrdt.interop.scenario.ClientSpec;
import dev.ycrdt.interop.scenario.Op;
import dev.ycrdt.interop.scenario.Scenario;
import dev.ycrdt.interop.scenario.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Whole scenarios. */
public final class Scenarios {
  private static final int MAX_STEPS = 120;
  private static final int MAX_STEPS_OF_LARGE = 40;
  private static final int MAX_CLIENTS = 6;

  private Scenarios() {}

  /**
   * 2 to 6 clients that edit all types and exchange updates over a network that does everything
   * wrong.
   */
  public static Arbitrary<Scenario> any() {
    return Combinators.combine(clients(), steps(anyOp(), MAX_STEPS)).as(Scenario::new);
  }

  /** The same on rich text only, where most of the subtle rules are. */
  public static Arbitrary<Scenario> richText() {
    Arbitrary<Op> ops = Arbitraries.frequencyOf(Tuple.of(20, TextOps.any()), Tuple.of(1, probes()));
    return Combinators.combine(clients(), steps(ops, MAX_STEPS)).as(Scenario::new);
  }

  /**
   * Documents of thousands of items, with observers on few clients, because Yjs reads all items for
   * each event.
   */
  public static Arbitrary<Scenario> largeDocuments() {
    Arbitrary<Op> ops =
        Arbitraries.frequencyOf(Tuple.of(8, anyOp()), Tuple.of(2, TextOps.bursts()));
    return Combinators.combine(clients(), steps(ops, MAX_STEPS_OF_LARGE)).as(Scenario::new);
  }

  /** Some clients drop deleted content and some keep it. */
  public static Arbitrary<Scenario> mixedGc() {
    return Combinators.combine(clients(Arbitraries.of(true, false)), steps(anyOp(), MAX_STEPS))
        .as(Scenario::new);
  }

  private static Arbitrary<List<ClientSpec>> clients() {
    return Arbitraries.oneOf(clients(Arbitraries.just(true)), clients(Arbitraries.just(false)));
  }

  private static Arbitrary<List<ClientSpec>> clients(Arbitrary<Boolean> gc) {
    Arbitrary<Long> ids =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.longs().between(1, 200)),
            Tuple.of(2, Arbitraries.longs().between(1, 0xffff_ffffL)),
            Tuple.of(1, Arbitraries.longs().between(1, (1L << 53) - 1)));
    Arbitrary<Boolean> observed = Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false));
    return Combinators.combine(ids, gc, observed)
        .as(ClientSpec::new)
        .list()
        .uniqueElements(ClientSpec::id)
        .ofMinSize(2)
        .ofMaxSize(MAX_CLIENTS);
  }

  private static Arbitrary<List<Step>> steps(Arbitrary<Op> ops, int maxSteps) {
    return Opaque.of(step(ops))
        .list()
        .ofMaxSize(maxSteps)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<Step> step(Arbitrary<Op> ops) {
    Arbitrary<Integer> client = Places.uniform(0, MAX_CLIENTS - 1);
    Arbitrary<Boolean> booleans = Arbitraries.of(true, false);
    Arbitrary<Op> opsAndNested =
        Arbitraries.frequencyOf(
            Tuple.of(15, ops),
            Tuple.of(1, ops.list().ofMinSize(1).ofMaxSize(3).map(Op.Nested::new)));
    Arbitrary<List<Op>> edits = opsAndNested.list().ofMinSize(1).ofMaxSize(6);
    return Arbitraries.frequencyOf(
        Tuple.of(50, Combinators.combine(client, booleans, edits).as(Step.Edit::new)),
        Tuple.of(25, Combinators.combine(client, Places.picks(), oneIn(6)).as(Step.Deliver::new)),
        Tuple.of(2, Combinators.combine(client, Places.picks()).as(Step.Lose::new)),
        Tuple.of(4, Combinators.combine(client, Places.uniform(1, 8)).as(Step.DeliverMerged::new)),
        Tuple.of(6, Combinators.combine(client, client).as(Step.Sync::new)),
        Tuple.of(1, client.map(Step.Reload::new)),
        Tuple.of(2, Combinators.combine(client, Places.picks()).as(Step.Watch::new)),
        Tuple.of(
            1,
            Combinators.combine(client, Places.picks(), ListOps.neverJoined()).as(Step.React::new)),
        Tuple.of(4, client.map(Step.Check::new)));
  }

  private static Arbitrary<Boolean> oneIn(int count) {
    return Arbitraries.frequency(Tuple.of(count - 1, false), Tuple.of(1, true));
  }

  private static Arbitrary<Op> anyOp() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, TextOps.any()),
        Tuple.of(5, ListOps.onArrays()),
        Tuple.of(5, ListOps.onMaps()),
        Tuple.of(5, ListOps.onXml()),
        Tuple.of(1, probes()));
  }

  private static Arbitrary<Op> probes() {
    Arbitrary<String> families = Arbitraries.of("text", "array", "map", "fragment", "element");
    return Combinators.combine(families, Places.targets(), Places.picks()).as(Op.Probe::new);
  }
}
