package dev.ycrdt.server.room;

import dev.ycrdt.protocol.Message;

/**
 * How messages look to one family of clients. Sessions that share a format object share encoded
 * messages: a room encodes once per format, not once per session. Must be thread-safe.
 */
@FunctionalInterface
public interface WireFormat {
  /** {@return the payload of the binary frame that carries {@code message}} */
  byte[] encode(Message message);
}
