package dev.ycrdt.core.event;

import java.util.Set;

/** A change of a {@code YXmlFragment} or {@code YXmlElement}. Source: Yjs {@code YXmlEvent}. */
public non-sealed interface XmlEvent extends YEvent {
  /** {@return the names of the changed attributes} */
  Set<String> attributesChanged();

  /** {@return whether children were inserted or deleted} */
  boolean childListChanged();
}
