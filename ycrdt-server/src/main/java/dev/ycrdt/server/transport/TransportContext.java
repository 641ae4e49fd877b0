package dev.ycrdt.server.transport;

import java.util.concurrent.ExecutorService;

/** What every connection of one transport shares. */
record TransportContext(
    TransportOptions options,
    ConnectionAcceptor acceptor,
    SelectorLoop loop,
    ExecutorService workers,
    ConnectionRegistry registry,
    ConnectionSlots slots) {}
