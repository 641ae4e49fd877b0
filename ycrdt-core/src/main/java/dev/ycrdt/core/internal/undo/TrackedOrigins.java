package dev.ycrdt.core.internal.undo;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose transactions are captured: each is an origin itself or the class of origins.
 *
 * <p>Source: {@code trackedOrigins} in Yjs {@code utils/UndoManager.js}.
 */
public final class TrackedOrigins {
  private final Set<@Nullable Object> origins = new HashSet<>();

  /** Adds an origin, null for transactions that have none, or a class of origins. */
  public void add(@Nullable Object origin) {
    origins.add(origin);
  }

  /** Removes what {@link #add} added. */
  public void remove(@Nullable Object origin) {
    origins.remove(origin);
  }

  /** {@return whether transactions of {@code origin} are captured} */
  public boolean contains(@Nullable Object origin) {
    return origins.contains(origin) || (origin != null && origins.contains(origin.getClass()));
  }
}
