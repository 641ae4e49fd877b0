package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.event.Changes;
import dev.ycrdt.core.event.TextEvent;
import dev.ycrdt.core.event.YEvent;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.transaction.TypeChange;
import java.util.List;
import java.util.Set;

final class ComputedTextEvent extends ComputedEvent implements TextEvent {
  ComputedTextEvent(TypeChange change) {
    super(change);
  }

  @Override
  public YEvent asEvent() {
    return this;
  }

  @Override
  public Set<String> keysChanged() {
    return changedKeys();
  }

  @Override
  public boolean childListChanged() {
    return change().listChanged();
  }

  // Computing the delta deletes attributes that turn out to be redundant, as in Yjs.
  @Override
  Changes computeChanges(DocTransaction transaction) {
    DocState doc = transaction.state();
    try (DocTransaction cleanup = doc.begin(null, true)) {
      return new Changes(
          List.of(), List.of(), keys(), new TextDeltaBuilder(transaction, cleanup).build(node()));
    }
  }
}
