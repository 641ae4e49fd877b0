package dev.ycrdt.protocol;

import java.util.Arrays;

/**
 * A WebSocket frame of a chunked message, see {@link YPartyKitChunking}. Immutable as long as the
 * bytes are.
 */
// Arrays are compared by content here; to copy what may be megabytes would gain nothing.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface ChunkFrame {

  /**
   * A text frame.
   *
   * @param text a marker
   */
  record Text(String text) implements ChunkFrame {}

  /**
   * A binary frame.
   *
   * @param bytes a whole message or a part of one
   */
  record Binary(byte[] bytes) implements ChunkFrame {

    @Override
    public boolean equals(Object other) {
      return other instanceof Binary that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Binary[" + bytes.length + " bytes]";
    }
  }
}
