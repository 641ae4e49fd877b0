package dev.ycrdt.fuzz;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.UpdateMeta;
import dev.ycrdt.core.Updates;
import java.util.List;

/** The functions on encoded updates, with the limits for untrusted input. */
final class UntrustedUpdates {
  private static final DecodeLimits LIMITS = DecodeLimits.untrusted();

  private UntrustedUpdates() {}

  static byte[] merge(List<byte[]> updates) {
    return Updates.merge(updates, LIMITS);
  }

  static byte[] compact(List<byte[]> updates) {
    return Updates.compact(updates, LIMITS);
  }

  static byte[] diff(byte[] update, byte[] stateVector) {
    return Updates.diff(update, stateVector, LIMITS);
  }

  static byte[] stateVector(byte[] update) {
    return Updates.stateVector(update, LIMITS);
  }

  static UpdateMeta meta(byte[] update) {
    return Updates.meta(update, LIMITS);
  }
}
