package dev.ycrdt.server.cli;

/** The program was started in a way that it cannot follow; the message is one line. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
