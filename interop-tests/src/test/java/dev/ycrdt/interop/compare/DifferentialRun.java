package dev.ycrdt.interop.compare;

import dev.ycrdt.interop.generate.ScenarioKind;
import dev.ycrdt.interop.mirror.JavaMirror;
import dev.ycrdt.interop.mirror.YjsMirror;
import dev.ycrdt.interop.scenario.Scenario;
import dev.ycrdt.interop.scenario.ScenarioJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Judges random scenarios of one kind until they hold a number of operations, on several threads
 * with a Node process each. Which scenarios these are depends on the seed alone.
 */
public final class DifferentialRun {
  private final ScenarioKind kind;
  private final long operations;
  private final SplittableRandom seeds;
  private final Progress progress;
  private long drawn;
  private boolean stopped;

  /**
   * A run that has not started.
   *
   * @param operations how many operations the scenarios hold at least
   */
  public DifferentialRun(ScenarioKind kind, long seed, long operations, Progress progress) {
    this.kind = kind;
    this.operations = operations;
    this.seeds = new SplittableRandom(seed + kind.name().hashCode());
    this.progress = progress;
  }

  /**
   * Runs to the end, or to the first difference.
   *
   * @return the report of a difference, empty if there was none
   */
  public String run(int workers) {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<String>> reports = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        Callable<String> work = this::work;
        reports.add(threads.submit(work));
      }
      return firstOf(reports);
    } finally {
      threads.shutdownNow();
    }
  }

  private static String firstOf(List<Future<String>> reports) {
    String first = "";
    for (Future<String> report : reports) {
      try {
        first = first.isEmpty() ? report.get() : first;
      } catch (ExecutionException e) {
        throw new AssertionError("a worker failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
    return first;
  }

  private String work() {
    boolean ended = false;
    try (YjsMirror yjs = YjsMirror.start()) {
      Judge judge = new Judge(yjs, new JavaMirror());
      for (Optional<Scenario> next = draw(); next.isPresent(); next = draw()) {
        if (judge.differenceIn(next.get()).isPresent()) {
          return smallest(judge, next.get());
        }
        progress.judged(next.get().operationCount());
      }
      ended = true;
      return "";
    } finally {
      if (!ended) {
        stop();
      }
    }
  }

  private synchronized Optional<Scenario> draw() {
    if (stopped || drawn >= operations) {
      return Optional.empty();
    }
    Scenario scenario = kind.scenario(seeds.nextLong());
    drawn += scenario.operationCount();
    return Optional.of(scenario);
  }

  private synchronized void stop() {
    stopped = true;
  }

  /** Makes the scenario as small as it gets, stores it, and renders what is wrong with it. */
  private String smallest(Judge judge, Scenario failing) {
    Path directory = Path.of("target", "failing-scenarios");
    ScenarioJson.write(failing, directory.resolve(kind + "-whole.json"));
    Scenario smallest =
        new ScenarioMinimizer(candidate -> judge.differenceIn(candidate).isPresent())
            .minimize(failing);
    Path file = directory.resolve(kind + ".json");
    ScenarioJson.write(smallest, file);
    return "The scenario is in " + file + "\n" + judge.report(smallest);
  }
}
