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
  public Content copy() {
    return new ContentAny(values.copy());
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

  /**
   * A view of an array of values. A slice shares the array; appending what lies behind it already
   * only widens the view, and appending anything else is amortised constant per value.
   */
  static final class ValueRun {
    private @Nullable Object[] values;
    private int from;
    private int size;
    private boolean isOwner;

    ValueRun(@Nullable Object[] values) {
      this(values, 0, values.length);
    }

    private ValueRun(@Nullable Object[] values, int from, int size) {
      this.values = values;
      this.from = from;
      this.size = size;
    }

    @Nullable Object get(int index) {
      return values[from + index];
    }

    ValueRun slice(int start, int end) {
      return new ValueRun(values, from + start, end - start);
    }

    ValueRun copy() {
      return slice(0, size);
    }

    void append(ValueRun other) {
      boolean liesBehind = other.values == values && other.from == from + size;
      if (!liesBehind) {
        copyBehind(other);
      }
      size += other.size;
    }

    private void copyBehind(ValueRun other) {
      int newSize = Math.addExact(size, other.size);
      if (!isOwner || newSize > values.length) {
        values = Arrays.copyOfRange(values, from, from + Math.max(newSize, size + (size >> 1) + 2));
        from = 0;
        isOwner = true;
      }
      System.arraycopy(other.values, other.from, values, size, other.size);
    }
  }
}
