package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.event.XmlEvent;
import dev.ycrdt.core.event.YEvent;
import dev.ycrdt.core.internal.transaction.TypeChange;
import java.util.Set;

final class ComputedXmlEvent extends ComputedListEvent implements XmlEvent {
  ComputedXmlEvent(TypeChange change) {
    super(change);
  }

  @Override
  public YEvent asEvent() {
    return this;
  }

  @Override
  public Set<String> attributesChanged() {
    return changedKeys();
  }

  @Override
  public boolean childListChanged() {
    return change().listChanged();
  }
}
