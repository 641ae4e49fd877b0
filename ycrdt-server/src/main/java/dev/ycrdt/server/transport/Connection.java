package dev.ycrdt.server.transport;

import java.net.InetSocketAddress;

/** One open WebSocket connection, to send to. Safe for use by several threads; nothing blocks. */
public interface Connection {

  /** {@return a number that no other connection of this transport has} */
  long id();

  /** {@return the peer of the TCP connection, which may be a proxy} */
  InetSocketAddress remoteAddress();

  /**
   * Queues a frame. Frames reach the peer in the order of the calls. If the queue would grow past
   * the hard limit of bytes, the frame is not queued, the queue is emptied and the connection is
   * closed with 1013.
   *
   * @return false if the connection is closed or was closed by this call
   */
  boolean send(Frame frame);

  /** {@return the bytes that were accepted by {@link #send} and not yet given to the socket} */
  long queuedBytes();

  /**
   * Closes the connection: frames queued before are written, then the close frame, then the socket
   * is closed; if the peer does not read all that in time, the socket is closed anyway. Without
   * effect if the connection is already closed.
   *
   * @param code 1000 to 1014 without 1004 to 1006, or 3000 to 4999
   * @param reason cut to 123 bytes of UTF-8
   * @throws IllegalArgumentException if {@code code} must not be sent
   */
  void close(int code, String reason);

  /**
   * Runs {@code callback} once, as soon as fewer than {@code belowBytes} bytes are queued, in order
   * with the listener's events. Never runs it if the connection is closed before.
   */
  void onDrained(long belowBytes, Runnable callback);
}
