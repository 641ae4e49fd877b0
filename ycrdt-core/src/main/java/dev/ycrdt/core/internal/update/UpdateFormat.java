package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.internal.store.ClientLookup;
import dev.ycrdt.core.lib0.ByteReader;

/** The two formats of an update. */
public enum UpdateFormat {
  /** One stream, every field where it occurs. */
  V1,
  /** One stream for each kind of field, run-length coded. */
  V2;

  /**
   * {@return the update in {@code bytes}, checked by itself}
   *
   * @param clients finds the clients of the document the update is for
   * @throws DecodeException if {@code bytes} are no update of this format, or past the limits
   */
  public DecodedUpdate decode(byte[] bytes, DecodeLimits limits, ClientLookup clients) {
    if (bytes.length > limits.maxBytes()) {
      throw new LimitExceededException(
          "update length in bytes", bytes.length, limits.maxBytes(), "maxBytes", 0);
    }
    ByteReader in = new ByteReader(bytes);
    UpdateReader reader =
        this == V1 ? new UpdateReaderV1(in, limits) : new UpdateReaderV2(in, limits);
    return new UpdateDecoder(reader, limits, clients).decode();
  }
}
