package dev.ycrdt.server.transport;

/**
 * Decides about every HTTP request that reaches the port.
 *
 * <p>Called on IO workers, concurrently for different connections. Must not block: a blocked call
 * occupies one of the few workers that run all callbacks. An exception is logged in one line and
 * answered with status 500.
 */
public interface ConnectionAcceptor {

  /**
   * {@return whether the WebSocket that {@code request} asks for is opened} Called before the
   * connection is upgraded, so that a refusal reaches the client as an HTTP status.
   */
  Decision onUpgrade(HttpRequest request);

  /**
   * {@return the answer to a plain GET, HEAD or POST request} The body of an answer to HEAD is not
   * sent. The connection is closed after the answer.
   */
  HttpResponse onHttp(HttpRequest request);
}
