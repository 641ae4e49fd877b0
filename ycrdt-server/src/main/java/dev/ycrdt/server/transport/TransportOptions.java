package dev.ycrdt.server.transport;

/** The settings of a {@link WebSocketTransport}, as described at its builder. */
record TransportOptions(
    String host,
    int port,
    int maxMessageBytes,
    long hardSendLimitBytes,
    int handshakeTimeoutMillis,
    int closeTimeoutMillis,
    int maxHeaderBytes,
    int maxConnections,
    int sweepIntervalMillis,
    int ioThreads) {}
