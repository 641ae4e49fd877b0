package dev.ycrdt.protocol;

import dev.ycrdt.core.Subscription;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listeners of an {@link Awareness} what happened: without its lock, one event at a time,
 * in the order in which the steps happened.
 *
 * <p>{@link #add} is called under the owner's lock and fixes the order; {@link #deliver} is called
 * after it was released. If another thread is delivering already, or a listener itself made the
 * step, that delivery takes the new event along.
 */
final class AwarenessEvents {

  private record Event(AwarenessChange change, AwarenessChange update, @Nullable Object origin) {}

  private final List<AwarenessListener> changeListeners = new CopyOnWriteArrayList<>();
  private final List<AwarenessListener> updateListeners = new CopyOnWriteArrayList<>();
  private final Queue<Event> queue = new ArrayDeque<>();
  private boolean delivering;

  Subscription onChange(AwarenessListener listener) {
    return subscribe(changeListeners, listener);
  }

  Subscription onUpdate(AwarenessListener listener) {
    return subscribe(updateListeners, listener);
  }

  private static Subscription subscribe(
      List<AwarenessListener> listeners, AwarenessListener listener) {
    // A wrapper of its own, so that the same listener can be added twice and each closed alone.
    AwarenessListener own = (change, origin) -> listener.onAwareness(change, origin);
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  void removeListeners() {
    changeListeners.clear();
    updateListeners.clear();
  }

  void add(AwarenessChangeBuilder step, @Nullable Object origin) {
    if (step.isEmpty()) {
      return;
    }
    synchronized (queue) {
      queue.add(new Event(step.change(), step.update(), origin));
    }
  }

  /** Every listener is called even if one throws; the first exception then reaches the caller. */
  void deliver() {
    synchronized (queue) {
      if (delivering) {
        return;
      }
      delivering = true;
    }
    Throwable failure = null;
    for (Event event = take(); event != null; event = take()) {
      failure = call(changeListeners, event.change(), event.origin(), failure);
      failure = call(updateListeners, event.update(), event.origin(), failure);
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /**
   * Taking nothing and giving up the delivery is one step, or an event added in between would stay.
   */
  private @Nullable Event take() {
    synchronized (queue) {
      Event event = queue.poll();
      delivering = event != null;
      return event;
    }
  }

  private static @Nullable Throwable call(
      List<AwarenessListener> listeners,
      AwarenessChange change,
      @Nullable Object origin,
      @Nullable Throwable earlierFailure) {
    Throwable failure = earlierFailure;
    if (change.isEmpty()) {
      return failure;
    }
    for (AwarenessListener listener : listeners) {
      try {
        listener.onAwareness(change, origin);
      } catch (RuntimeException | Error e) {
        // one listener must not keep the change from the others; the error is thrown afterwards
        if (failure == null) {
          failure = e;
        } else if (failure != e) {
          failure.addSuppressed(e);
        }
      }
    }
    return failure;
  }
}
