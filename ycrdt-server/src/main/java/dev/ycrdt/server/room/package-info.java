/**
 * Rooms and sessions: the heart of the server, without transport and without database.
 *
 * <p>An application that has its own WebSocket stack creates a {@link
 * dev.ycrdt.server.room.RoomRegistry}, wraps each of its sockets in a {@link
 * dev.ycrdt.server.room.Peer} and hands what arrives to a {@link dev.ycrdt.server.room.Session}.
 */
@NullMarked
package dev.ycrdt.server.room;

import org.jspecify.annotations.NullMarked;
