package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.Subscription;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Listeners in the order of their registration. The array is replaced and never changed, so a call
 * reaches exactly those that were registered when it began.
 *
 * @param <T> the listener type
 */
public final class ListenerList<T> {
  private static final Object[] NONE = {};

  private volatile Object[] listeners = NONE;

  /** Adds a listener; closing the subscription removes it again. */
  public Subscription add(T listener) {
    Object[] entry = {listener};
    synchronized (this) {
      Object[] more = Arrays.copyOf(listeners, listeners.length + 1);
      more[listeners.length] = entry;
      listeners = more;
    }
    return () -> remove(entry);
  }

  private synchronized void remove(Object entry) {
    listeners = Arrays.stream(listeners).filter(other -> other != entry).toArray();
  }

  /** {@return whether nobody listens} */
  public boolean isEmpty() {
    return listeners.length == 0;
  }

  /** Removes all listeners. */
  public synchronized void clear() {
    listeners = NONE;
  }

  /**
   * Calls every listener, also when some of them throw; {@code failures} collects what they throw.
   */
  @SuppressWarnings("unchecked") // only T instances are put into an entry
  public void forEach(Failures failures, Consumer<? super T> call) {
    Object[] current = listeners;
    for (Object entry : current) {
      T listener = (T) ((Object[]) entry)[0];
      failures.run(() -> call.accept(listener));
    }
  }
}
