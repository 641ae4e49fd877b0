package dev.ycrdt.protocol;

import org.jspecify.annotations.Nullable;

/** Is told which clients an {@link Awareness} added, updated or removed. */
@FunctionalInterface
public interface AwarenessListener {

  /**
   * Called after the step is complete, without a lock held.
   *
   * @param change never empty
   * @param origin what the caller of the step gave, or an {@link AwarenessOrigin}
   */
  void onAwareness(AwarenessChange change, @Nullable Object origin);
}
