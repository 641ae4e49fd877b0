package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.AbsolutePosition;
import dev.ycrdt.core.ItemId;
import dev.ycrdt.core.RelativePosition;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.RedoneItems;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.Struct;
import dev.ycrdt.core.internal.transaction.DocState;
import org.jspecify.annotations.Nullable;

/**
 * Finds relative positions in a document.
 *
 * <p>Source: Yjs {@code createAbsolutePositionFromRelativePosition}.
 */
public final class PositionResolver {
  private final DocState state;
  private final boolean followRedone;

  /**
   * Prepares a search.
   *
   * @param followRedone whether to go on to the items that an undo has made of deleted ones
   */
  public PositionResolver(DocState state, boolean followRedone) {
    this.state = state;
    this.followRedone = followRedone;
  }

  /** {@return the place, null if it is not in the document} */
  public @Nullable AbsolutePosition resolve(RelativePosition position) {
    ItemId element = position.item();
    if (element != null) {
      return atElement(element, position.assoc());
    }
    TypeNode node = typeOf(position);
    if (node == null || node.kind() == TypeKind.UNTYPED) {
      return null;
    }
    int index = position.assoc() >= 0 ? node.sequence.length() : 0;
    return new AbsolutePosition(TypeHandles.handleOf(node), index, position.assoc());
  }

  private @Nullable TypeNode typeOf(RelativePosition position) {
    String rootName = position.rootName();
    if (rootName != null) {
      return state.roots().get(rootName);
    }
    ItemId type = position.type();
    Place place = type == null ? null : find(type);
    return place != null
            && place.struct instanceof ContentItem item
            && item.content() instanceof ContentType content
        ? content.type()
        : null;
  }

  private @Nullable AbsolutePosition atElement(ItemId element, int assoc) {
    Place place = find(element);
    if (place == null
        || !(place.struct instanceof Item item)
        || item.parent.kind() == TypeKind.UNTYPED) {
      return null;
    }
    TypeNode node = item.parent;
    int index = node.isDeleted() ? 0 : indexOf(item, place.offset, assoc);
    return new AbsolutePosition(TypeHandles.handleOf(node), index, assoc);
  }

  private static int indexOf(Item item, int offset, int assoc) {
    // in the chain of a map entry, only the last value can be visible
    int before = item.parentSub() == null ? item.parent.sequence.indexOf(item) : 0;
    return item.visibleLength() == 0 ? before : before + offset + (assoc >= 0 ? 0 : 1);
  }

  private @Nullable Place find(ItemId id) {
    ClientStructs client = state.store().clientIfKnown(id.client());
    if (client == null || id.clock() >= client.state()) {
      return null;
    }
    int clock = (int) id.clock();
    if (followRedone) {
      RedoneItems.Latest latest = state.store().redone.follow(client, clock);
      return new Place(latest.struct(), latest.offset());
    }
    Struct struct = client.find(clock);
    return new Place(struct, clock - struct.clock);
  }

  /** An element of a struct. */
  private record Place(Struct struct, int offset) {}
}
