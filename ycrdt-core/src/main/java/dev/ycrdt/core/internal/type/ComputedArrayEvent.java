package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.event.ArrayEvent;
import dev.ycrdt.core.event.YEvent;
import dev.ycrdt.core.internal.transaction.TypeChange;

final class ComputedArrayEvent extends ComputedListEvent implements ArrayEvent {
  ComputedArrayEvent(TypeChange change) {
    super(change);
  }

  @Override
  public YEvent asEvent() {
    return this;
  }
}
