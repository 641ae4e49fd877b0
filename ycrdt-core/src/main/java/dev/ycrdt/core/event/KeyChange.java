package dev.ycrdt.core.event;

import org.jspecify.annotations.Nullable;

/**
 * What happened to an entry of a map.
 *
 * @param action what was done
 * @param oldValue the value before; for a new entry {@code Undefined}
 */
public record KeyChange(Action action, @Nullable Object oldValue) {
  /** What was done to an entry. */
  public enum Action {
    /** There was no value before. */
    ADD,
    /** The value was replaced. */
    UPDATE,
    /** There is no value any more. */
    DELETE
  }
}
