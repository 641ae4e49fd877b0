package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.internal.type.ComputedEvent;
import dev.ycrdt.core.internal.type.TypeNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one transaction did to one type that existed before it. */
public final class TypeChange {
  /** The transaction. */
  public final DocTransaction transaction;

  /** The changed type. */
  public final TypeNode type;

  private boolean announced;
  private @Nullable ComputedEvent event;
  private boolean listChanged;
  private Set<String> keys = Set.of();

  TypeChange(DocTransaction transaction, TypeNode type) {
    this.transaction = transaction;
    this.type = type;
  }

  /**
   * {@return whether it was the turn of the type's observers, and the type not deleted}
   *
   * <p>Only such a type has a place in Yjs {@code transaction.changedParentTypes}.
   */
  public boolean isAnnounced() {
    return announced;
  }

  void announce() {
    announced = true;
  }

  /** {@return the event that all observers get} */
  public ComputedEvent event() {
    if (event == null) {
      event = ComputedEvent.of(this);
    }
    return event;
  }

  void addList() {
    listChanged = true;
  }

  void addKey(String key) {
    if (keys.isEmpty()) {
      keys = new LinkedHashSet<>(4);
    }
    keys.add(key);
  }

  /** {@return whether the list part changed} */
  public boolean listChanged() {
    return listChanged;
  }

  /** {@return the changed keys of the map part, in the order of their first change} */
  public Set<String> keys() {
    return Collections.unmodifiableSet(keys);
  }
}
