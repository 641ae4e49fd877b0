package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.update.UpdateWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ContentItem} holds. One implementation per content kind of the update format.
 *
 * <p>Source: Yjs {@code AbstractContent} in {@code structs/Item.js}.
 */
public sealed interface Content
    permits ContentAny,
        ContentBinary,
        ContentDeleted,
        ContentDoc,
        ContentEmbed,
        ContentFormat,
        ContentJson,
        ContentString,
        ContentType {

  /** {@return the number of the kind in the update format} */
  int ref();

  /** {@return whether the content takes part in indexes and lengths} */
  default boolean isCountable() {
    return true;
  }

  /**
   * {@return the value at {@code index}, as the API shows it; a {@code TypeNode} for a type}
   *
   * @param index 0 to the item's length - 1
   */
  @Nullable Object valueAt(int index);

  /**
   * {@return the part from {@code from} to {@code to}, exclusive; content of length 1 returns
   * itself}
   */
  default Content slice(int from, int to) {
    return this;
  }

  /** {@return whether {@code other} is of the same kind, and the kind can be merged} */
  default boolean canAppend(Content other) {
    return false;
  }

  /** Appends {@code other}, for which {@link #canAppend} holds, to this content in place. */
  default void append(Content other) {
    throw new IllegalStateException("content of kind " + ref() + " cannot be merged");
  }

  /**
   * {@return content for another item that says the same; a type is copied as an empty one}
   *
   * <p>Content that never changes returns itself.
   */
  default Content copy() {
    return this;
  }

  /** Writes the content without its first {@code offset} of {@code length} elements. */
  void write(UpdateWriter writer, int offset, int length);
}
