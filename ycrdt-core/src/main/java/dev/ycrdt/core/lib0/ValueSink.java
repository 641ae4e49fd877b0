package dev.ycrdt.core.lib0;

import org.jspecify.annotations.Nullable;

/**
 * Receives a value piece by piece, so that neither walking nor building one needs the thread's
 * stack.
 */
interface ValueSink {
  /**
   * A value that is neither list nor map: an element, the value of the last key, or all there is.
   */
  void scalar(@Nullable Object value);

  void beginArray(int size);

  void endArray();

  void beginObject(int size);

  /** The key of the member that follows. */
  void key(String key);

  void endObject();
}
