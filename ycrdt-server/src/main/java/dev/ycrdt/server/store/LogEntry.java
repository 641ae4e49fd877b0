package dev.ycrdt.server.store;

/**
 * One update to be appended to the log of one room.
 *
 * @param room the room's name, any non-empty string
 * @param update a V1 update; the store keeps this array and nobody may change it afterwards
 */
@SuppressWarnings(
    "ArrayRecordComponent") // compared by nobody; a defensive copy per update would cost
public record LogEntry(String room, byte[] update) {}
