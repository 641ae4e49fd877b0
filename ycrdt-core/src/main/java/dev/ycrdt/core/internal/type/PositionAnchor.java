package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.ItemId;
import dev.ycrdt.core.RelativePosition;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocState;
import org.jspecify.annotations.Nullable;

/**
 * Makes relative positions.
 *
 * <p>Source: Yjs {@code createRelativePositionFromTypeIndex}.
 */
public final class PositionAnchor {
  private PositionAnchor() {}

  /** {@return the position at {@code index}, see {@link RelativePosition#of}} */
  public static RelativePosition at(TypeNode node, int index, int assoc) {
    DocState state = node.doc;
    if (state == null) {
      throw new IllegalStateException("a position is in a type that is part of a document");
    }
    return state.locked(
        () -> {
          int length = node.sequence.length();
          if (index < 0 || index > length) {
            throw new IndexOutOfBoundsException("index " + index + " is not in 0 to " + length);
          }
          int element = assoc < 0 ? index - 1 : index;
          boolean isAtEnd = element < 0 || element == length;
          return position(node, isAtEnd ? null : elementAt(node, element), assoc);
        });
  }

  private static RelativePosition position(TypeNode node, @Nullable ItemId element, int assoc) {
    Item holder = node.item;
    return holder == null
        ? new RelativePosition(null, node.rootName(), element, assoc)
        : new RelativePosition(new ItemId(holder.client.id, holder.clock), null, element, assoc);
  }

  private static ItemId elementAt(TypeNode node, int index) {
    Item item = node.sequence.find(index);
    return new ItemId(item.client.id, (long) item.clock + node.sequence.offsetInItem());
  }
}
