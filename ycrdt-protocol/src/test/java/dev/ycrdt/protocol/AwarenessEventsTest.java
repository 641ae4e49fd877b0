package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** When listeners are called, with what, in which order, and that they may call back in. */
class AwarenessEventsTest {
  private final TestClock clock = new TestClock();
  private final Awareness awareness = Awareness.forClient(1).clock(clock).build();
  private final List<String> events = new ArrayList<>();

  private void record() {
    awareness.onUpdate((change, origin) -> events.add("update " + text(change) + " " + origin));
    awareness.onChange((change, origin) -> events.add("change " + text(change) + " " + origin));
  }

  private static String text(AwarenessChange change) {
    return change.added() + "" + change.updated() + change.removed();
  }

  @Test
  void setLocalState_events() {
    record();
    awareness.setLocalState(Map.of("a", 1));
    awareness.setLocalState(Map.of("a", 1.0));
    awareness.setLocalState(null);
    awareness.setLocalState(Map.of());
    assertEquals(
        List.of(
            "change [][1][] LOCAL",
            "update [][1][] LOCAL",
            "update [][1][] LOCAL",
            "change [][][1] LOCAL",
            "update [][][1] LOCAL",
            "change [1][][] LOCAL",
            "update [1][][] LOCAL"),
        events);
  }

  @Test
  void apply_events() {
    record();
    awareness.apply(AwarenessTest.entry(2, 1, "{\"a\":1,\"b\":2}"), "peer");
    awareness.apply(AwarenessTest.entry(2, 2, "{\"b\":2, \"a\":1}"), "peer");
    awareness.apply(AwarenessTest.entry(2, 2, "{\"b\":3}"), "peer");
    assertEquals(
        List.of("change [2][][] peer", "update [2][][] peer", "update [][2][] peer"), events);
  }

  @Test
  void expire_events() {
    awareness.apply(AwarenessTest.entry(2, 1, "{}"), "peer");
    record();
    clock.advance(Duration.ofSeconds(30));
    awareness.expire();
    assertEquals(List.of("change [][][2] TIMEOUT", "update [][][2] TIMEOUT"), events);
  }

  @Test
  void close_endsOneSubscription() {
    AwarenessListener listener = (change, origin) -> events.add("x");
    Subscription first = awareness.onUpdate(listener);
    awareness.onUpdate(listener);
    first.close();
    first.close();
    awareness.setLocalState(Map.of());
    assertEquals(List.of("x"), events);
  }

  @Test
  void destroy_saysGoodbyeThenIsSilent() {
    record();
    awareness.destroy();
    awareness.apply(AwarenessTest.entry(2, 1, "{}"), null);
    assertEquals(List.of("change [][][1] LOCAL", "update [][][1] LOCAL"), events);
  }

  @Test
  void listener_mayCallBackIn() {
    awareness.onUpdate(
        (change, origin) -> {
          events.add(text(change));
          if (change.added().contains(2L)) {
            awareness.setLocalStateField("seen", 2);
          }
        });
    awareness.onUpdate((change, origin) -> events.add(text(change)));
    awareness.apply(AwarenessTest.entry(2, 1, "{}"), null);
    assertEquals(List.of("[2][][]", "[2][][]", "[][1][]", "[][1][]"), events);
  }

  @Test
  void listener_throws() {
    RuntimeException failure = new IllegalStateException("first");
    awareness.onUpdate(
        (change, origin) -> {
          throw failure;
        });
    record();
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () -> awareness.apply(AwarenessTest.entry(2, 1, "{}"), null)));
    assertEquals(List.of("change [2][][] null", "update [2][][] null"), events);
    assertEquals(List.of(1L, 2L), awareness.clients());
    assertThrows(IllegalStateException.class, () -> awareness.setLocalState(Map.of()));
    assertEquals(3, events.size());
  }

  @Test
  void listener_runsWithoutTheLock() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      AtomicReference<Object> seen = new AtomicReference<>();
      awareness.onUpdate(
          (change, origin) -> {
            try {
              seen.set(other.submit(awareness::clients).get());
            } catch (Exception e) {
              seen.set(e);
            }
          });
      awareness.apply(AwarenessTest.entry(2, 1, "{}"), null);
      assertEquals(List.of(1L, 2L), seen.get());
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void listener_isCalledOneAtATimeInOrder() throws Exception {
    ReentrantLock inside = new ReentrantLock();
    Map<Long, StringBuilder> heard = new HashMap<>();
    awareness.onUpdate(
        (change, origin) -> {
          assertTrue(inside.tryLock());
          try {
            change.added().forEach(id -> heard.put(id, new StringBuilder("+")));
            change.updated().forEach(id -> at(heard, id).append('.'));
            change.removed().forEach(id -> at(heard, id).append('-'));
          } finally {
            inside.unlock();
          }
        });
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> tasks = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        long clientId = 10L + thread;
        tasks.add(threads.submit(() -> announce(clientId, 250)));
      }
      for (Future<?> task : tasks) {
        assertNull(task.get());
      }
    } finally {
      threads.shutdownNow();
    }
    for (long clientId = 10; clientId < 14; clientId++) {
      assertEquals("+" + ".".repeat(249) + "-", at(heard, clientId).toString());
    }
  }

  private static StringBuilder at(Map<Long, StringBuilder> heard, long clientId) {
    return Objects.requireNonNull(heard.get(clientId));
  }

  private void announce(long clientId, int times) {
    for (int clock = 1; clock <= times; clock++) {
      awareness.apply(AwarenessTest.entry(clientId, clock, "{}"), null);
    }
    awareness.apply(AwarenessTest.entry(clientId, times, "null"), null);
  }
}
