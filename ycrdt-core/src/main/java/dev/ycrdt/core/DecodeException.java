package dev.ycrdt.core;

/**
 * Thrown when bytes or text do not have the form they should have: cut short, malformed, or past a
 * limit.
 *
 * <p>The message says what was read, why it is refused and where. Nothing that was being decoded
 * has taken effect when this is thrown. Instances are immutable.
 */
public class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /**
   * Creates an exception whose message ends in the offset.
   *
   * @param message what was read and why it is refused, without the offset
   * @param offset see {@link #offset()}
   */
  public DecodeException(String message, int offset) {
    super(message + " at offset " + offset);
    this.offset = offset;
  }

  /**
   * {@return where the refused part begins: an index into the byte array that was being decoded,
   * or, for JSON text, an index in UTF-16 code units into that text}
   */
  public int offset() {
    return offset;
  }
}
