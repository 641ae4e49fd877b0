package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.lib0.ByteReader;

/** The two formats of updates. */
public enum UpdateFormat {
  /** One stream, every field where it occurs. */
  V1,

  /** One compressed stream for each kind of field. */
  V2;

  /** {@return the structs of {@code update}, each of them readable until the next one is read} */
  StructSource open(byte[] update, DecodeLimits limits) {
    return this == V1
        ? new StructScanner(new ByteReader(update), limits)
        : new StructReaderV2(update, limits, false);
  }

  /** {@return the structs of {@code update}, all of them readable at the end} */
  StructSource openKeeping(byte[] update, DecodeLimits limits) {
    return this == V1 ? open(update, limits) : new StructReaderV2(update, limits, true);
  }

  /** {@return the form of the bytes that a source of this format hands out} */
  StructForm structForm() {
    return this == V1 ? StructForm.V1 : StructForm.GATHERED;
  }

  StructWriter writer(int expectedBytes, DecodeLimits limits) {
    return this == V1
        ? new StructWriterV1(expectedBytes, limits)
        : new StructWriterV2(expectedBytes, limits);
  }
}
