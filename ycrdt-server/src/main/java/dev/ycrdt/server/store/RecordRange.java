package dev.ycrdt.server.store;

/** The records of a room from its first to one: how many they are and the seq of the last. */
record RecordRange(int count, long lastSeq) {}
