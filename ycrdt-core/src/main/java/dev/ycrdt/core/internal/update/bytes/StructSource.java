package dev.ycrdt.core.internal.update.bytes;

/**
 * The structs of one update with the bytes that hold them, whatever the format of the update.
 *
 * <p>Every byte of a struct is checked when {@link #next()} passes it.
 */
interface StructSource extends StructCursor {

  /** {@return the index of the client block of the current struct, empty blocks counted} */
  int block();

  /** {@return the info byte of the current struct} */
  int info();

  /** {@return the index of the first byte of the current struct in {@link #structBytes()}} */
  int from();

  /** {@return the index after the last byte of the current struct in {@link #structBytes()}} */
  int to();

  /** {@return whether the bytes of the current struct are those that Yjs would write in V1} */
  boolean isVerbatim();

  /**
   * {@return a scanner that stands at the current struct, until the next call of {@link #next()}}
   *
   * <p>Its reader may be moved.
   */
  StructScanner current();

  /**
   * Reads the delete set behind the last struct, once {@link #next()} has returned false, and adds
   * its ranges.
   */
  void readDeletes(DeleteRanges deletes);

  /**
   * {@return an array that holds all structs passed so far, if this source was told to keep them}
   */
  byte[] structBytes();

  /** {@return the number of bytes behind the delete set} */
  int trailingBytes();
}
