package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.internal.update.StructRef;

/**
 * Walks the structs of one encoded update in wire order, whatever its format.
 *
 * <p>Before the first {@link #next()} and after it returned false the accessors mean nothing.
 */
public interface StructCursor {

  /**
   * Moves to the next struct.
   *
   * @return false when the structs are exhausted and the delete set follows
   */
  boolean next();

  /** {@return the client that made the current struct, 0 to 2^53-1} */
  long client();

  /** {@return the clock of the first unit of the current struct} */
  int clock();

  /** {@return the number of clocks the current struct covers, at least 1} */
  int clockLength();

  /** {@return the content ref of the current struct, see {@link StructRef}} */
  int ref();

  /** {@return the clock after the last unit of the current struct} */
  default int endClock() {
    return clock() + clockLength();
  }
}
