package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A run of plain values, written in lib0's binary "any" format.
 *
 * <p>Source: Yjs {@code structs/ContentAny.js}.
 */
public final class ContentAny implements Content {
  private final ValueRun values;

  /** Takes over {@code values}, which must not change afterwards. */
  public ContentAny(@Nullable Object... values) {
    this(new ValueRun(values));
  }

  private ContentAny(ValueRun values) {
    this.values = values;
  }

  @Override
  public int ref() {
    return StructRef.ANY;
  }

  @Override
  public @Nullable Object valueAt(int index) {
    return values.get(index);
  }

  @Override
  public Content slice(int from, int to) {
    return new ContentAny(values.slice(from, to));
  }

  @Override
  public boolean canAppend(Content other) {
    return other instanceof ContentAny;
  }

  @Override
  public void append(Content other) {
    if (other instanceof ContentAny any) {
      values.append(any.values);
    }
  }

  @Override
  public void write(UpdateWriter writer, int offset, int length) {
    writer.writeLength(length - offset);
    for (int i = offset; i < length; i++) {
      writer.writeAny(values.get(i));
    }
  }

  /** A growable array of values; appending is amortised constant per value. */
  static final class ValueRun {
    private @Nullable Object[] values;
    private int size;

    ValueRun(@Nullable Object[] values) {
      this.values = values;
      this.size = values.length;
    }

    @Nullable Object get(int index) {
      return values[index];
    }

    ValueRun slice(int from, int to) {
      return new ValueRun(Arrays.copyOfRange(values, from, to));
    }

    void append(ValueRun other) {
      int newSize = size + other.size;
      if (newSize > values.length) {
        values = Arrays.copyOf(values, Math.max(newSize, size + (size >> 1) + 2));
      }
      System.arraycopy(other.values, 0, values, size, other.size);
      size = newSize;
    }
  }
}
