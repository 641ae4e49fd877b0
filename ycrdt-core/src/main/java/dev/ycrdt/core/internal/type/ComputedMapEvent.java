package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.event.MapEvent;
import dev.ycrdt.core.event.YEvent;
import dev.ycrdt.core.internal.transaction.TypeChange;
import java.util.Set;

final class ComputedMapEvent extends ComputedListEvent implements MapEvent {
  ComputedMapEvent(TypeChange change) {
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
}
