package dev.ycrdt.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Actors that start at the same moment, each on a thread of its own, so that their steps interleave
 * in another way each time. Threads are kept from race to race: starting one takes longer than what
 * an actor does.
 */
final class Race implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What an actor does; an exception fails the race. */
  interface Actor {
    void run() throws Exception;
  }

  /** Runs the actors and waits for all of them. */
  void run(Actor... actors) throws Exception {
    CyclicBarrier start = new CyclicBarrier(actors.length);
    List<Future<?>> running = new ArrayList<>();
    for (Actor actor : actors) {
      running.add(
          threads.submit(
              () -> {
                start.await();
                actor.run();
                return null;
              }));
    }
    for (Future<?> actor : running) {
      actor.get();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
