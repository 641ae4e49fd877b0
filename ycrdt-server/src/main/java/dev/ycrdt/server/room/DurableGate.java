package dev.ycrdt.server.room;

import java.util.ArrayDeque;

/**
 * Holds back whatever tells a client about the document until everything it could tell is stored:
 * an answer or broadcast waits for the updates appended before it. Order is kept. Confined to the
 * room's mailbox.
 *
 * <p>Without the gate a client could be sent content that a crash then takes away from the server,
 * and a confirmation that was a lie.
 */
final class DurableGate {
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long appended;
  private long durable;

  /** {@return the number of the next update, which from now on is awaited} */
  long append() {
    return ++appended;
  }

  /** Runs {@code action} as soon as everything appended until now is durable: at once, or later. */
  void whenDurable(Runnable action) {
    if (durable == appended && waiting.isEmpty()) {
      action.run();
    } else {
      waiting.add(new Waiting(appended, action));
    }
  }

  /** Says that the update with this number, and so every earlier one, is durable. */
  void confirm(long number) {
    durable = Math.max(durable, number);
    while (!waiting.isEmpty() && waiting.element().number <= durable) {
      waiting.remove().action.run();
    }
  }

  /** {@return true if nothing waits and nothing is awaited} */
  boolean isIdle() {
    return durable == appended && waiting.isEmpty();
  }

  private record Waiting(long number, Runnable action) {}
}
