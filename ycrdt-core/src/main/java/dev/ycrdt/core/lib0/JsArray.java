package dev.ycrdt.core.lib0;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A plain JavaScript array: immutable, {@code null} allowed. */
final class JsArray extends AbstractList<@Nullable Object> implements RandomAccess {
  private static final @Nullable Object[] NONE = {};

  private final @Nullable Object[] elements;

  private JsArray(@Nullable Object[] elements) {
    this.elements = elements;
  }

  @Override
  public int size() {
    return elements.length;
  }

  @Override
  public @Nullable Object get(int index) {
    return elements[index];
  }

  /** Collects elements. */
  static final class Builder {
    private @Nullable Object[] elements = NONE;
    private int size;

    void add(@Nullable Object element) {
      if (size == elements.length) {
        elements = Arrays.copyOf(elements, Math.max(4, size * 2));
      }
      elements[size++] = element;
    }

    JsArray build() {
      // a new one also when empty: attribute values are compared by identity
      return new JsArray(size == elements.length ? elements : Arrays.copyOf(elements, size));
    }
  }
}
