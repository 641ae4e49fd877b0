package dev.ycrdt.server.transport;

import java.util.concurrent.Executor;

/** What every connection of one transport shares. */
record TransportContext(
    TransportOptions options,
    ConnectionAcceptor acceptor,
    SelectorLoop loop,
    Executor workers,
    ConnectionRegistry registry,
    ConnectionSlots slots) {}
