package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.Subscription;
import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.event.YEvent;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.transaction.Failures;
import dev.ycrdt.core.internal.transaction.ListenerList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The observers of one shared type. */
public final class TypeObservers {
  private @Nullable ListenerList<BiConsumer<YEvent, Transaction>> shallow;
  private @Nullable ListenerList<BiConsumer<List<YEvent>, Transaction>> deep;

  TypeObservers() {}

  /** Adds an observer of changes of the type itself. */
  public Subscription observe(BiConsumer<YEvent, Transaction> observer) {
    if (shallow == null) {
      shallow = new ListenerList<>();
    }
    return shallow.add(observer);
  }

  /** Adds an observer of changes of the type and of everything inside it. */
  public Subscription observeDeep(DocState doc, BiConsumer<List<YEvent>, Transaction> observer) {
    if (deep == null) {
      deep = new ListenerList<>();
    }
    Subscription subscription = deep.add(observer);
    doc.addDeepObservers(1);
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.getAndSet(false)) {
        subscription.close();
        doc.lock();
        try {
          doc.addDeepObservers(-1);
        } finally {
          doc.unlock();
        }
      }
    };
  }

  /** {@return whether somebody observes the type itself} */
  public boolean hasShallow() {
    return shallow != null && !shallow.isEmpty();
  }

  /** {@return whether somebody observes everything inside the type} */
  public boolean hasDeep() {
    return deep != null && !deep.isEmpty();
  }

  /** Calls the observers of the type itself. */
  public void callShallow(Failures failures, ComputedEvent event) {
    if (shallow != null) {
      shallow.forEach(failures, observer -> observer.accept(event.asEvent(), event.transaction()));
    }
  }

  /** Calls the observers of everything inside the type. */
  public void callDeep(Failures failures, List<YEvent> events, Transaction transaction) {
    if (deep != null) {
      deep.forEach(failures, observer -> observer.accept(events, transaction));
    }
  }
}
