/**
 * Messages and small state machines of Yjs providers, over byte arrays: no sockets, no threads, no
 * timers.
 *
 * <p>A frame of a {@code y-websocket} or {@code y-partykit} connection goes through {@link
 * dev.ycrdt.protocol.YPartyKitAssembler} (long messages come in pieces) and {@link
 * dev.ycrdt.protocol.MessageReader}. What comes out is a {@link dev.ycrdt.protocol.Message}: one of
 * its sync messages goes to {@link dev.ycrdt.protocol.SyncProtocol}, an awareness update to {@link
 * dev.ycrdt.protocol.Awareness}. Answers go back through {@link dev.ycrdt.protocol.MessageWriter}.
 */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.protocol;
