package dev.ycrdt.core;

/**
 * Thrown when input is well formed so far but larger, longer or deeper than {@link DecodeLimits}
 * allow.
 *
 * <p>The message gives the value, the limit and the setting that holds the limit. Instances are
 * immutable.
 */
public class LimitExceededException extends DecodeException {
  private static final long serialVersionUID = 1L;

  private final String setting;

  /**
   * Creates an exception that says "{@code what} of {@code value} exceeds the maximum of {@code
   * maximum}".
   *
   * @param what the measured property and its unit, for example "string length in bytes"
   * @param value the value that was met, at least {@code maximum + 1}
   * @param maximum the largest accepted value
   * @param setting name of the property of {@link DecodeLimits}, for example "maxDepth"
   * @param offset see {@link DecodeException#offset()}
   */
  public LimitExceededException(String what, long value, long maximum, String setting, int offset) {
    super(
        what
            + " of "
            + value
            + " exceeds the maximum of "
            + maximum
            + " (DecodeLimits."
            + setting
            + ")",
        offset);
    this.setting = setting;
  }

  /** {@return the name of the property of {@link DecodeLimits} that was exceeded} */
  public String setting() {
    return setting;
  }
}
