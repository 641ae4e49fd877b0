package dev.ycrdt.server.transport;

/**
 * Receives the events of one WebSocket connection.
 *
 * <p>The methods are called in order and one at a time, on changing IO workers, with everything a
 * call wrote visible to the next. They must not block. If one throws, that is logged in one line
 * and the connection is closed with 1011; other connections notice nothing.
 */
public interface ConnectionListener {

  /** The connection is open. Called first. */
  void onOpen(Connection connection);

  /** A complete binary message arrived. The array belongs to the receiver. */
  void onBinary(byte[] message);

  /** A complete text message arrived; it was valid UTF-8. */
  void onText(String message);

  /**
   * The connection is closed. Called exactly once and last, as soon as no further message will be
   * delivered; frames that were queued before may still be on their way to the peer.
   *
   * @param code the close code: the peer's, ours, or 1006 if the connection ended without one
   * @param reason the reason given with the code, may be empty
   * @param remote whether the peer closed the connection
   */
  void onClosed(int code, String reason, boolean remote);
}
