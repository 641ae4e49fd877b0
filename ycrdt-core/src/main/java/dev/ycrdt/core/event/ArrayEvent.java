package dev.ycrdt.core.event;

/** A change of a {@code YArray}. Source: Yjs {@code YArrayEvent}. */
public non-sealed interface ArrayEvent extends YEvent {}
