package dev.ycrdt.server.transport;

import org.jspecify.annotations.Nullable;

/** What a {@link ConnectionAcceptor} says to a request for a WebSocket. */
public sealed interface Decision {

  /**
   * The WebSocket is opened.
   *
   * @param listener receives the connection's events
   * @param subprotocol the one of the offered subprotocols that is spoken, or null for none. A
   *     browser that offered some fails the connection unless one of them is named. Naming one that
   *     was not offered is an error of the acceptor and answered with status 500.
   */
  record Accept(ConnectionListener listener, @Nullable String subprotocol) implements Decision {}

  /**
   * The WebSocket is not opened; the client gets an HTTP answer and the connection is closed.
   *
   * @param status 400 to 599
   * @param reason the body of the answer, plain text
   */
  record Refuse(int status, String reason) implements Decision {

    /**
     * Checks the status.
     *
     * @throws IllegalArgumentException if {@code status} is not within 400 to 599
     */
    public Refuse {
      if (status < 400 || status > 599) {
        throw new IllegalArgumentException("status of a refusal: " + status + ", not 400 to 599");
      }
    }
  }
}
