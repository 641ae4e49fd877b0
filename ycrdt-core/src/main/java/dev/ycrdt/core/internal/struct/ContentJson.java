package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.internal.struct.ContentAny.ValueRun;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;
import dev.ycrdt.core.lib0.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * A run of plain values, each written as JSON text: a legacy kind that old documents contain and
 * nothing creates any more.
 *
 * <p>Source: Yjs {@code structs/ContentJSON.js}.
 */
public final class ContentJson implements Content {
  private static final String UNDEFINED = "undefined";

  private final ValueRun values;

  /** Takes over {@code values}, which must not change afterwards. */
  public ContentJson(@Nullable Object... values) {
    this(new ValueRun(values));
  }

  private ContentJson(ValueRun values) {
    this.values = values;
  }

  @Override
  public int ref() {
    return StructRef.JSON;
  }

  @Override
  public @Nullable Object valueAt(int index) {
    return values.get(index);
  }

  @Override
  public Content slice(int from, int to) {
    return new ContentJson(values.slice(from, to));
  }

  @Override
  public Content copy() {
    return new ContentJson(values.copy());
  }

  @Override
  public boolean canAppend(Content other) {
    return other instanceof ContentJson;
  }

  @Override
  public void append(Content other) {
    if (other instanceof ContentJson json) {
      values.append(json.values);
    }
  }

  @Override
  public void write(UpdateWriter writer, int offset, int length) {
    writer.writeLength(length - offset);
    for (int i = offset; i < length; i++) {
      Object value = values.get(i);
      writer.writeString(value == Undefined.INSTANCE ? UNDEFINED : JsonText.stringify(value));
    }
  }
}
