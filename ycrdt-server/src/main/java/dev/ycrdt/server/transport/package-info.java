/**
 * WebSocket connections and plain HTTP on one port; the only package that uses Java-WebSocket.
 *
 * <p>How the work is divided:
 *
 * <pre>
 *   port ── PortListener ── TcpConnection ── HttpExchange ──┬── answer, connection closed
 *               │               │                           └── WebSocketConnection ── ConnectionListener
 *          SelectorLoop    Strand, OutboundQueue                     │
 *        (one thread: all   (one task at a time,          FrameReader, WebSocketEngine
 *         socket I/O)        on the IO workers)                (Java-WebSocket)
 * </pre>
 *
 * <p>Java-WebSocket is used as a protocol engine without sockets: it answers the opening handshake,
 * validates frames, joins fragments, answers pings and runs the closing handshake. Its server class
 * is not used, because that is where its measured faults live: unread input is thrown away when the
 * peer closes, the listener dies for good when one accept fails, a write wake-up can be lost, a
 * handful of blocked callbacks uses up the shared read buffers, a fatal error in one callback stops
 * every connection, and a refused handshake has no status and leaks its socket. Frame payloads are
 * read here and not by the library, which allocates what a header declares and does not count
 * continuation frames.
 *
 * <p>Threads: one selector thread moves bytes and never runs callbacks. Callbacks run on IO
 * workers, one at a time per connection and in order. As many blocked callbacks as there are IO
 * workers stop all callbacks, but never reads up to the inbound budget, writes, accepting or
 * deadlines.
 */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.server.transport;
