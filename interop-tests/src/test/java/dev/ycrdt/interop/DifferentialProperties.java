package dev.ycrdt.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ycrdt.interop.compare.DifferentialRun;
import dev.ycrdt.interop.compare.Progress;
import dev.ycrdt.interop.generate.ScenarioKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Yjs and ycrdt run the same random scenarios and must record the same: every emitted update to the
 * byte, every event, and the state at checkpoints and at the end.
 *
 * <p>{@code -Dycrdt.ops=N} sets how many operations are run, {@code -Dycrdt.seed=S} repeats a run,
 * {@code -Dycrdt.kind=K} restricts it to one {@link ScenarioKind} without making it shorter, {@code
 * -Dycrdt.workers=W} says how many threads judge.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialProperties {
  private static final long DEFAULT_OPERATIONS = 200_000;

  private final long operations = Long.getLong("ycrdt.ops", DEFAULT_OPERATIONS);
  private final long seed =
      Long.getLong("ycrdt.seed", ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE));
  private final int workers =
      Integer.getInteger("ycrdt.workers", Runtime.getRuntime().availableProcessors());
  private final String onlyKind = System.getProperty("ycrdt.kind", "");
  private final Map<ScenarioKind, Long> judged = new EnumMap<>(ScenarioKind.class);

  @BeforeAll
  void printSeed() {
    System.out.println(command());
  }

  @ParameterizedTest
  @EnumSource(ScenarioKind.class)
  void randomScenarios_sameAsYjs(ScenarioKind kind) {
    long share = share(kind);
    Progress progress = new Progress(System.out, kind.name(), share);
    String report = new DifferentialRun(kind, seed, share, progress).run(workers);
    progress.report();
    judged.put(kind, progress.judged());
    if (!report.isEmpty()) {
      fail("To repeat this run: " + command() + "\n" + report);
    }
  }

  private long share(ScenarioKind kind) {
    if (onlyKind.isEmpty()) {
      return kind.share(operations);
    }
    return kind == ScenarioKind.valueOf(onlyKind) ? operations : 0;
  }

  @AfterAll
  void enoughWasJudged() {
    long total = judged.values().stream().mapToLong(Long::longValue).sum();
    assertTrue(total >= operations, "only " + total + " operations judged, not " + operations);
  }

  private String command() {
    return "mvn -pl interop-tests -am verify -Dsurefire.failIfNoSpecifiedTests=false"
        + " -Dtest=DifferentialProperties -Dycrdt.ops=%d -Dycrdt.seed=%d%s"
            .formatted(operations, seed, onlyKind.isEmpty() ? "" : " -Dycrdt.kind=" + onlyKind);
  }
}
