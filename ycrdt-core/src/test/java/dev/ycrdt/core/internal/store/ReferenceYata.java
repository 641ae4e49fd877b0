package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.struct.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The YATA algorithm element by element, with the two sets of the published form and no care for
 * speed. Source: Yjs {@code Item.integrate}.
 */
final class ReferenceYata {
  /** An element with the ids of its neighbours at creation. */
  record Unit(long client, int clock, @Nullable String origin, @Nullable String rightOrigin) {
    String id() {
      return client + ":" + clock;
    }
  }

  private final List<Unit> list = new ArrayList<>();
  private final Map<String, Unit> known = new HashMap<>();

  private ReferenceYata() {}

  /** {@return the element at {@code offset} of an item, as if it had been an item of its own} */
  static Unit unit(Item item, int offset) {
    ClientStructs origin = item.originClient;
    ClientStructs right = item.rightOriginClient;
    String originId = origin == null ? null : origin.id + ":" + item.originClock;
    return new Unit(
        item.client.id,
        item.clock + offset,
        offset > 0 ? item.client.id + ":" + (item.clock + offset - 1) : originId,
        right == null ? null : right.id + ":" + item.rightOriginClock);
  }

  /**
   * {@return the ids of {@code units} in their order, found by integrating them in a random one}
   */
  static List<String> order(List<Unit> units, Random random) {
    ReferenceYata yata = new ReferenceYata();
    List<Unit> waiting = new ArrayList<>(units);
    Collections.shuffle(waiting, random);
    while (!waiting.isEmpty()) {
      waiting.removeIf(yata::integrateIfReady);
    }
    return yata.list.stream().map(Unit::id).toList();
  }

  private boolean integrateIfReady(Unit unit) {
    boolean ready =
        isKnown(unit.origin())
            && isKnown(unit.rightOrigin())
            && (unit.clock() == 0 || isKnown(unit.client() + ":" + (unit.clock() - 1)));
    if (ready) {
      integrate(unit);
      known.put(unit.id(), unit);
    }
    return ready;
  }

  private boolean isKnown(@Nullable String id) {
    return id == null || known.containsKey(id);
  }

  private void integrate(Unit unit) {
    int place = unit.origin() == null ? 0 : indexOf(unit.origin()) + 1;
    int end = unit.rightOrigin() == null ? list.size() : indexOf(unit.rightOrigin());
    Set<String> beforeOrigin = new HashSet<>();
    Set<String> conflicting = new HashSet<>();
    for (int i = place; i < end; i++) {
      Unit other = list.get(i);
      beforeOrigin.add(other.id());
      conflicting.add(other.id());
      if (same(other.origin(), unit.origin())) {
        if (other.client() < unit.client()) {
          place = i + 1;
          conflicting.clear();
        } else if (same(other.rightOrigin(), unit.rightOrigin())) {
          break;
        }
      } else if (other.origin() != null && beforeOrigin.contains(other.origin())) {
        if (!conflicting.contains(other.origin())) {
          place = i + 1;
          conflicting.clear();
        }
      } else {
        break;
      }
    }
    list.add(place, unit);
  }

  private static boolean same(@Nullable String first, @Nullable String second) {
    return first == null ? second == null : first.equals(second);
  }

  private int indexOf(@Nullable String id) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalStateException("no unit " + id);
  }
}
