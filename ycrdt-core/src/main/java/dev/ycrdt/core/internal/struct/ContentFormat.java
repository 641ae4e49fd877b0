package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;
import org.jspecify.annotations.Nullable;

/**
 * The start (or, with a null value, the end) of an attribute in a text. A class and not a record:
 * formatting cleanup asks whether two contents are the same object.
 *
 * <p>Source: Yjs {@code structs/ContentFormat.js}.
 */
public final class ContentFormat implements Content {
  private final String key;
  private final @Nullable Object value;

  /** Makes a format; {@code value} is an immutable plain value. */
  public ContentFormat(String key, @Nullable Object value) {
    this.key = key;
    this.value = value;
  }

  /** {@return the name of the attribute} */
  public String key() {
    return key;
  }

  /** {@return the value from here on, null when the attribute ends} */
  public @Nullable Object value() {
    return value;
  }

  @Override
  public int ref() {
    return StructRef.FORMAT;
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
  public Content copy() {
    return new ContentFormat(key, value);
  }

  @Override
  public void write(UpdateWriter writer, int offset, int length) {
    writer.writeKey(key);
    writer.writeJson(value);
  }
}
