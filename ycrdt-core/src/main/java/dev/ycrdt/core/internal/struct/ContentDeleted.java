package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;

/**
 * The content of an item whose real content was collected. The item knows the length.
 *
 * <p>Source: Yjs {@code structs/ContentDeleted.js}.
 */
public final class ContentDeleted implements Content {
  /** The only instance. */
  public static final ContentDeleted INSTANCE = new ContentDeleted();

  private ContentDeleted() {}

  @Override
  public int ref() {
    return StructRef.DELETED;
  }

  @Override
  public boolean isCountable() {
    return false;
  }

  @Override
  public Object valueAt(int index) {
    return Undefined.INSTANCE;
  }

  @Override
  public void write(UpdateWriter writer, int offset, int length) {
    writer.writeLength(length - offset);
  }
}
