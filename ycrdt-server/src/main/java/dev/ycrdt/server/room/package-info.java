/** Rooms and sessions, without transport or database. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.server.room;
