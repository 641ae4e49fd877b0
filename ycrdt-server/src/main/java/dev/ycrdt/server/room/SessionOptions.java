package dev.ycrdt.server.room;

/**
 * What one session may do and how it speaks.
 *
 * @param format how messages to it are encoded
 * @param readOnly whether its document updates are dropped without a word, as y-partykit does; it
 *     still reads and takes part in awareness
 */
public record SessionOptions(WireFormat format, boolean readOnly) {}
