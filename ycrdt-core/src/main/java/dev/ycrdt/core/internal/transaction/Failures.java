package dev.ycrdt.core.internal.transaction;

import org.jspecify.annotations.Nullable;

/**
 * Collects what listeners throw: all of them are called, then the first error is thrown, with the
 * later ones suppressed in it.
 */
public final class Failures {
  private @Nullable Throwable first;

  /** Runs {@code action} and keeps what it throws. */
  public void run(Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      // also checked exceptions: other languages throw them undeclared
      add(e);
    }
  }

  /** {@return whether nothing was thrown so far} */
  public boolean isEmpty() {
    return first == null;
  }

  /** Keeps an error. */
  public void add(Throwable failure) {
    if (first == null) {
      first = failure;
    } else if (first != failure) {
      first.addSuppressed(failure);
    }
  }

  /** Throws the first error, if there is one. */
  public void throwIfAny() {
    if (first != null) {
      Failures.<RuntimeException>throwUnchecked(first);
    }
  }

  @SuppressWarnings("unchecked") // the cast is erased: whatever was thrown is thrown on as it is
  private static <E extends Throwable> void throwUnchecked(Throwable failure) throws E {
    throw (E) failure;
  }
}
