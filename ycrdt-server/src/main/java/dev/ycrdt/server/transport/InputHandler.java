package dev.ycrdt.server.transport;

/** The protocol on a {@link TcpConnection}. Called on its strand: in order, one at a time. */
interface InputHandler {

  /** The next bytes of the peer; the array belongs to the handler. */
  void received(byte[] bytes);

  /** The peer sends nothing more, or the connection is gone. May be called again. */
  void ended();

  /** The time for the first request is over. */
  void expired();

  /** The transport stops: the peer is told and the connection finished. */
  void shutdown();
}
