package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;

/**
 * A byte array.
 *
 * <p>Source: Yjs {@code structs/ContentBinary.js}.
 *
 * @param bytes never changed after construction
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only, like every content
public record ContentBinary(byte[] bytes) implements Content {
  @Override
  public int ref() {
    return StructRef.BINARY;
  }

  @Override
  public Object valueAt(int index) {
    return bytes.clone();
  }

  @Override
  public void write(UpdateWriter writer, int offset, int length) {
    writer.writeBuffer(bytes);
  }
}
