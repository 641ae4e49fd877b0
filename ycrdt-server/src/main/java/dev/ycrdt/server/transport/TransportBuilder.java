package dev.ycrdt.server.transport;

import java.util.Objects;

/** Settings of a {@link WebSocketTransport}. Not safe for use by several threads. */
public final class TransportBuilder {

  private static final int MIB = 1024 * 1024;

  private final ConnectionAcceptor acceptor;
  private String host = "127.0.0.1";
  private int port;
  private int maxMessageBytes = 64 * MIB;
  private long hardSendLimitBytes = 128L * MIB;
  private int handshakeTimeoutMillis = 10_000;
  private int closeTimeoutMillis = 5_000;
  private int maxHeaderBytes = 16 * 1024;
  private int maxConnections = 10_000;
  private int sweepIntervalMillis = 50;
  private int ioThreads = Math.max(2, Runtime.getRuntime().availableProcessors());

  TransportBuilder(ConnectionAcceptor acceptor) {
    this.acceptor = Objects.requireNonNull(acceptor);
  }

  /** Sets the name or address to listen on; {@code 127.0.0.1} by default. */
  public TransportBuilder host(String value) {
    host = Objects.requireNonNull(value);
    return this;
  }

  /** Sets the port, 0 (the default) to 65535; 0 picks a free one. */
  public TransportBuilder port(int value) {
    port = inRange("port", value, 0, 65_535);
    return this;
  }

  /**
   * Sets the largest message, fragments together, and the largest HTTP body; 64 MiB by default. A
   * larger message closes its connection with 1009, a larger body is answered with status 413.
   */
  public TransportBuilder maxMessageBytes(int value) {
    maxMessageBytes = inRange("maxMessageBytes", value, 1, WebSocketTransport.MAX_MESSAGE_BYTES);
    return this;
  }

  /**
   * Sets how many bytes may be queued for one connection; 128 MiB by default. A frame that exceeds
   * it empties the queue and closes the connection with 1013. Must be larger than the largest frame
   * that is ever sent, or that frame can reach nobody.
   */
  public TransportBuilder hardSendLimitBytes(long value) {
    if (value < 1) {
      throw new IllegalArgumentException("hardSendLimitBytes: " + value + ", not positive");
    }
    hardSendLimitBytes = value;
    return this;
  }

  /**
   * Sets the time from the connect to the end of the first request; 10,000 ms by default. Later is
   * answered with status 408.
   */
  public TransportBuilder handshakeTimeoutMillis(int value) {
    handshakeTimeoutMillis = inRange("handshakeTimeoutMillis", value, 1, Integer.MAX_VALUE);
    return this;
  }

  /**
   * Sets the time for writing what is queued when a connection is closed, and for the peer to close
   * its end; 5,000 ms by default. The socket is cut later.
   */
  public TransportBuilder closeTimeoutMillis(int value) {
    closeTimeoutMillis = inRange("closeTimeoutMillis", value, 1, Integer.MAX_VALUE);
    return this;
  }

  /** Sets the size of request line and headers; 16 KiB by default. More is status 431. */
  public TransportBuilder maxHeaderBytes(int value) {
    maxHeaderBytes = inRange("maxHeaderBytes", value, 64, 16 * MIB);
    return this;
  }

  /**
   * Sets the number of WebSocket connections; 10,000 by default. One more is refused with status
   * 503; plain HTTP is still answered.
   */
  public TransportBuilder maxConnections(int value) {
    maxConnections = inRange("maxConnections", value, 1, 10_000_000);
    return this;
  }

  /** Sets how often deadlines are looked at; 50 ms by default. */
  public TransportBuilder sweepIntervalMillis(int value) {
    sweepIntervalMillis = inRange("sweepIntervalMillis", value, 1, 60_000);
    return this;
  }

  /** Sets the number of threads for callbacks; that of processors, at least 2, by default. */
  public TransportBuilder ioThreads(int value) {
    ioThreads = inRange("ioThreads", value, 1, 1024);
    return this;
  }

  /** {@return a transport with these settings, not started} */
  public WebSocketTransport build() {
    return new WebSocketTransport(
        new TransportOptions(
            host,
            port,
            maxMessageBytes,
            hardSendLimitBytes,
            handshakeTimeoutMillis,
            closeTimeoutMillis,
            maxHeaderBytes,
            maxConnections,
            sweepIntervalMillis,
            ioThreads),
        acceptor);
  }

  private static int inRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + ": " + value + ", not " + min + " to " + max);
    }
    return value;
  }
}
