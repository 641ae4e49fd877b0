package dev.ycrdt.server.store;

/**
 * A store could not do what was asked: the disk is full, the database is gone, another process
 * holds the data directory. The message is one line that an operator can act on.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates a failure without an underlying exception.
   *
   * @param message what failed and, where known, what to do
   */
  public StoreException(String message) {
    super(message);
  }

  /**
   * Creates a failure caused by another.
   *
   * @param message what failed and, where known, what to do
   * @param cause the exception of the database or file system
   */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
