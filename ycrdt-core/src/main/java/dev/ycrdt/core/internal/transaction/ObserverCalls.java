package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.event.YEvent;
import dev.ycrdt.core.internal.type.ComputedEvent;
import dev.ycrdt.core.internal.type.TypeNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls the observers of the types that a transaction changed, then the deep observers of their
 * ancestors.
 *
 * <p>Source: Yjs {@code cleanupTransactions} and {@code callTypeObservers}.
 */
final class ObserverCalls {
  private final DocTransaction transaction;
  private final Failures failures;
  private final Map<TypeNode, List<ComputedEvent>> deepEvents = new LinkedHashMap<>(0);

  ObserverCalls(DocTransaction transaction, Failures failures) {
    this.transaction = transaction;
    this.failures = failures;
  }

  void run() {
    List<TypeChange> changes = transaction.changes();
    boolean deep = transaction.state().hasDeepObservers();
    for (int i = 0; i < changes.size(); i++) {
      TypeChange change = changes.get(i);
      if (!change.type.isDeleted()) {
        callObservers(change, deep);
      }
    }
    deepEvents.forEach(this::callDeepObservers);
  }

  private void callObservers(TypeChange change, boolean deep) {
    TypeNode type = change.type;
    change.announce();
    if (deep || type.observers.hasShallow()) {
      ComputedEvent event = change.event();
      if (deep) {
        for (TypeNode target = type; target != null; target = target.parent()) {
          if (target.observers.hasDeep()) {
            deepEvents.computeIfAbsent(target, key -> new ArrayList<>()).add(event);
          }
        }
      }
      type.observers.callShallow(failures, event);
    }
    if (!transaction.local() && type.kind().isText() && type.sequence.isFormatted()) {
      transaction.requestFormattingCleanup();
    }
  }

  private void callDeepObservers(TypeNode type, List<ComputedEvent> events) {
    if (!type.observers.hasDeep() || type.isDeleted()) {
      return;
    }
    List<ComputedEvent> live = new ArrayList<>(events.size());
    for (ComputedEvent event : events) {
      if (!event.node().isDeleted()) {
        event.setCurrentTarget(type);
        live.add(event);
      }
    }
    live.sort(Comparator.comparingInt(event -> event.path().size()));
    List<YEvent> result = live.stream().map(ComputedEvent::asEvent).toList();
    type.observers.callDeep(failures, result, transaction);
  }
}
