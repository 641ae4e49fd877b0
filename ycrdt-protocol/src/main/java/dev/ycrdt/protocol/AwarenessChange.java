package dev.ycrdt.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Which clients one step of an {@link Awareness} touched. Immutable.
 *
 * @param added clients that had no state and now have one
 * @param updated clients whose state was sent again or replaced
 * @param removed clients that have no state any more
 */
public record AwarenessChange(List<Long> added, List<Long> updated, List<Long> removed) {

  /** Copies the lists. */
  public AwarenessChange {
    added = List.copyOf(added);
    updated = List.copyOf(updated);
    removed = List.copyOf(removed);
  }

  /** {@return whether no client was touched} */
  public boolean isEmpty() {
    return added.isEmpty() && updated.isEmpty() && removed.isEmpty();
  }

  /** {@return all clients: added, updated, removed; the order in which servers relay them} */
  public List<Long> clients() {
    List<Long> all = new ArrayList<>(added.size() + updated.size() + removed.size());
    all.addAll(added);
    all.addAll(updated);
    all.addAll(removed);
    return all;
  }
}
