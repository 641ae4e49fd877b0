package dev.ycrdt.protocol;

import dev.ycrdt.core.DecodeException;

/**
 * Thrown when an awareness update is well formed but would make an {@link Awareness} hold more than
 * its {@link AwarenessLimits} allow. Nothing of the update has taken effect then. The message gives
 * the value, the limit and the setting that holds the limit. Instances are immutable.
 */
public final class AwarenessLimitException extends DecodeException {
  private static final long serialVersionUID = 1L;

  private final String setting;

  AwarenessLimitException(String what, long value, long maximum, String setting, int offset) {
    super(
        value
            + " "
            + what
            + " exceed the maximum of "
            + maximum
            + " (AwarenessLimits."
            + setting
            + ")",
        offset);
    this.setting = setting;
  }

  /** {@return the name of the component of {@link AwarenessLimits} that was exceeded} */
  public String setting() {
    return setting;
  }
}
