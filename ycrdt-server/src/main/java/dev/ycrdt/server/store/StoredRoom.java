package dev.ycrdt.server.store;

/**
 * A line in the list of stored rooms.
 *
 * @param name the room's name
 * @param records how many records its log has, a snapshot counting as one
 * @param byteCount the size of these records, in bytes
 * @param lastWrittenMillis when the newest record was written, in milliseconds since 1970 UTC
 */
public record StoredRoom(String name, long records, long byteCount, long lastWrittenMillis) {}
