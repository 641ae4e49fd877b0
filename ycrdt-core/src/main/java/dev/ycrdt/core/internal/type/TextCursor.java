package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.struct.ContentFormat;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.lib0.JsValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place between two neighbouring items of a text, with the attributes in effect there.
 *
 * <p>Source: Yjs {@code ItemTextListPosition} and {@code findPosition} in {@code types/YText.js}.
 */
final class TextCursor {
  /** The item before the place. */
  @Nullable Item left;

  /** The item behind the place. */
  @Nullable Item right;

  /** Attributes that are in effect, in the order they came into effect; none is null. */
  final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

  private TextCursor(@Nullable Item left, @Nullable Item right) {
    this.left = left;
    this.right = right;
  }

  /** {@return the start of a text} */
  static TextCursor atStart(TypeNode node) {
    return new TextCursor(null, node.sequence.first());
  }

  /**
   * {@return the place directly behind {@code index} visible elements}
   *
   * <p>Cost: logarithmic while the text was never formatted; afterwards the attributes have to be
   * collected from the start.
   */
  static TextCursor at(DocTransaction transaction, TypeNode node, int index) {
    TextCursor cursor = atStart(node);
    if (node.sequence.isFormatted()) {
      cursor.advance(transaction, index);
    } else if (index > 0) {
      Item item = node.sequence.find(index - 1);
      int end = node.sequence.offsetInItem() + 1;
      if (end < item.length) {
        transaction.state().store().split(transaction, item, end);
      }
      cursor.left = item;
      cursor.right = item.right;
    }
    return cursor;
  }

  private void advance(DocTransaction transaction, int count) {
    int remaining = count;
    while (right != null && remaining > 0) {
      if (!right.isDeleted() && !right.isFormat()) {
        if (remaining < right.length) {
          transaction.state().store().split(transaction, right, remaining);
        }
        remaining -= right.length;
      }
      forward();
    }
  }

  /** Moves behind the item on the right, which must exist. */
  void forward() {
    Item item = right;
    if (item == null) {
      throw new IllegalStateException("at the end of the text");
    }
    if (!item.isDeleted()) {
      ContentFormat format = formatOf(item);
      if (format != null) {
        apply(format, attributes);
      }
    }
    left = item;
    right = item.right;
  }

  /** Moves over deleted items and over attributes that set what {@code wanted} sets anyway. */
  void skipRedundant(Map<String, @Nullable Object> wanted) {
    while (right != null && (right.isDeleted() || isRedundant(formatOf(right), wanted))) {
      forward();
    }
  }

  private static boolean isRedundant(
      @Nullable ContentFormat format, Map<String, @Nullable Object> wanted) {
    return format != null && JsValues.equalAttributes(wanted.get(format.key()), format.value());
  }

  /** {@return the formatting content of an item, null if it has another kind of content} */
  static @Nullable ContentFormat formatOf(Item item) {
    return item instanceof ContentItem contentItem
            && contentItem.content() instanceof ContentFormat format
        ? format
        : null;
  }

  /** Changes {@code attributes} as {@code format} says. */
  static void apply(ContentFormat format, Map<String, @Nullable Object> attributes) {
    if (format.value() == null) {
      attributes.remove(format.key());
    } else {
      attributes.put(format.key(), format.value());
    }
  }
}
