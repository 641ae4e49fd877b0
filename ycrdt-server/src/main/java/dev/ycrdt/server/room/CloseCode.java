package dev.ycrdt.server.room;

/** The WebSocket close codes that rooms use. */
public final class CloseCode {
  /** The client sent a document update or state vector that cannot be decoded. */
  public static final int INVALID_PAYLOAD = 1007;

  /** The client sent more than a limit allows: an update or the number of pending ones. */
  public static final int TOO_BIG = 1009;

  /** The document could not be loaded, or the server failed in an unexpected way. */
  public static final int SERVER_ERROR = 1011;

  /** The server stops; reconnect. */
  public static final int RESTART = 1012;

  /** The client reads or the store writes too slowly, or the room is full; try again later. */
  public static final int TRY_AGAIN_LATER = 1013;

  private CloseCode() {}
}
