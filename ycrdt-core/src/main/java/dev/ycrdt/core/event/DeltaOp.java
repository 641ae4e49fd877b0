package dev.ycrdt.core.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a {@link Delta}.
 *
 * <p>Source: the Quill delta format, as used by Yjs.
 */
public sealed interface DeltaOp permits DeltaOp.Insert, DeltaOp.Retain, DeltaOp.Delete {

  /**
   * Inserts content.
   *
   * @param insert a {@link String}, an embedded value or shared type; in the delta of a list a
   *     {@link java.util.List} of values
   * @param attributes the attributes of the content; none is null
   */
  record Insert(@Nullable Object insert, Map<String, @Nullable Object> attributes)
      implements DeltaOp {
    /** Copies the attributes. */
    public Insert {
      attributes = copy(attributes);
    }

    /** Makes an insertion without attributes. */
    public Insert(@Nullable Object insert) {
      this(insert, Map.of());
    }
  }

  /**
   * Moves over content.
   *
   * @param length the number of UTF-16 code units or elements, at least 1
   * @param attributes the attributes that change, null for those that are removed
   */
  record Retain(int length, Map<String, @Nullable Object> attributes) implements DeltaOp {
    /** Copies the attributes. */
    public Retain {
      checkLength(length);
      attributes = copy(attributes);
    }

    /** Makes a step that changes nothing. */
    public Retain(int length) {
      this(length, Map.of());
    }
  }

  /**
   * Deletes content.
   *
   * @param length the number of UTF-16 code units or elements, at least 1
   */
  record Delete(int length) implements DeltaOp {
    /** Checks the length. */
    public Delete {
      checkLength(length);
    }
  }

  private static void checkLength(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("length " + length + " is not positive");
    }
  }

  private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> attributes) {
    return attributes.isEmpty()
        ? Map.of()
        : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
