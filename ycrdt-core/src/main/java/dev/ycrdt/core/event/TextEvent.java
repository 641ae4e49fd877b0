package dev.ycrdt.core.event;

import java.util.Set;

/** A change of a {@code YText} or {@code YXmlText}. Source: Yjs {@code YTextEvent}. */
public non-sealed interface TextEvent extends YEvent {
  /** {@return the changed keys of the attributes of the text as a whole} */
  Set<String> keysChanged();

  /** {@return whether text, embedded values or their formatting changed} */
  boolean childListChanged();
}
