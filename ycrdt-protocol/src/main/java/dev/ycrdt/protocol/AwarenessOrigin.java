package dev.ycrdt.protocol;

/** The origins that an {@link Awareness} itself gives to its events. */
public enum AwarenessOrigin {
  /** The local state was set or renewed; {@code "local"} in y-protocols. */
  LOCAL,
  /** A client was silent for too long; {@code "timeout"} in y-protocols. */
  TIMEOUT
}
