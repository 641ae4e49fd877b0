package dev.ycrdt.server.room;

/**
 * What a session sends to: one connected client, whatever transport carries it. Implement this to
 * use rooms with another WebSocket stack.
 *
 * <p>All methods may be called by any thread, must not block, and do nothing, or return false, once
 * the connection is closed.
 */
public interface Peer {
  /** {@return who this is, for log lines: usually the remote address} */
  String label();

  /**
   * Queues one binary message behind those queued before.
   *
   * @param message shared with other peers; must not be changed
   * @return false if the connection is closed
   */
  boolean send(OutboundMessage message);

  /** {@return how many bytes are queued and not yet handed to the network} */
  long queuedBytes();

  /**
   * Calls back once, as soon as less than a number of bytes is queued; never if the connection is
   * closed before.
   *
   * @param belowBytes more than zero
   * @param callback must be quick
   */
  void onDrained(long belowBytes, Runnable callback);

  /**
   * Closes the connection after what is queued.
   *
   * @param code one of {@link CloseCode}
   * @param reason one line, at most 123 bytes of UTF-8
   */
  void close(int code, String reason);
}
