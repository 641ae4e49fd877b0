package dev.ycrdt.server.room;

/** A room name that no room may have. The message is one line without the name itself. */
public final class InvalidRoomNameException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong with the name
   */
  public InvalidRoomNameException(String message) {
    super(message);
  }
}
