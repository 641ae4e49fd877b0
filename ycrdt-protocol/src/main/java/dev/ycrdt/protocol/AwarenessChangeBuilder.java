package dev.ycrdt.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what one step does, in the two views that y-protocols has of it: <em>update</em> lists
 * every client heard of, <em>change</em> only those whose state is another one than before.
 */
final class AwarenessChangeBuilder {
  private final List<Long> added = new ArrayList<>(1);
  private final List<Long> updated = new ArrayList<>(1);
  private final List<Long> changed = new ArrayList<>(1);
  private final List<Long> removed = new ArrayList<>(1);
  private final List<Long> presumedGone = new ArrayList<>(0);

  void added(long clientId) {
    added.add(clientId);
  }

  void updated(long clientId, boolean newValue) {
    updated.add(clientId);
    if (newValue) {
      changed.add(clientId);
    }
  }

  void removed(long clientId) {
    removed.add(clientId);
  }

  void presumedGone(long clientId) {
    presumedGone.add(clientId);
  }

  /** {@return whether nobody needs to be told} */
  boolean isEmpty() {
    return added.isEmpty() && updated.isEmpty() && removed.isEmpty();
  }

  AwarenessChange update() {
    return new AwarenessChange(added, updated, removed);
  }

  AwarenessChange change() {
    return new AwarenessChange(added, changed, removed);
  }

  AwarenessApplied applied() {
    return new AwarenessApplied(update(), presumedGone);
  }
}
