package dev.ycrdt.core.event;

import java.util.Set;

/** A change of a {@code YMap} or {@code YXmlHook}. Source: Yjs {@code YMapEvent}. */
public non-sealed interface MapEvent extends YEvent {
  /** {@return the changed keys, in the order of their first change} */
  Set<String> keysChanged();
}
