package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.type.IndexLeaf;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;
import org.jspecify.annotations.Nullable;

/**
 * A piece of content in the list of its parent type, or a value in one of its map entries.
 *
 * <p>All items of a list form one doubly linked list, deleted ones included. {@code origin} and
 * {@code rightOrigin} name the neighbours at the time of creation and never change afterwards,
 * except that the right half of a split starts with the last clock of its left half as origin.
 * Because documents hold millions of items, the ids of the neighbours are (client, clock) fields,
 * and everything that only some items need lives in a subclass: {@link TextItem} keeps text in the
 * buffer of its client, {@link ContentItem} has a {@link Content} object, {@link MapItem} adds the
 * key of a map entry.
 *
 * <p>Invariants: {@code left.right == this} and {@code right.left == this} wherever those exist;
 * the parent's length is the sum of {@link #visibleLength()} over its list.
 *
 * <p>Source: Yjs {@code structs/Item.js}.
 */
public abstract sealed class Item extends Struct permits TextItem, ContentItem {
  private static final int DELETED = 1;
  private static final int KEEP = 1 << 1;
  private static final int REDONE = 1 << 2;
  private static final int COUNTABLE = 1 << 3;

  /** The physical left neighbour in the list of the parent. */
  public @Nullable Item left;

  /** The physical right neighbour in the list of the parent. */
  public @Nullable Item right;

  /** Client of the left neighbour at creation, null when there was none. */
  public @Nullable ClientStructs originClient;

  /** Clock of the left neighbour's last element at creation. */
  public int originClock;

  /** Client of the right neighbour at creation, null when there was none. */
  public @Nullable ClientStructs rightOriginClient;

  /** Clock of the right neighbour's first element at creation. */
  public int rightOriginClock;

  /** The type whose list or map holds this item. */
  public TypeNode parent;

  /** The leaf of the parent's position index that holds this item, null while there is none. */
  public @Nullable IndexLeaf leaf;

  private int flags;

  Item(ClientStructs client, int clock, int length, TypeNode parent, boolean countable) {
    super(client, clock, length);
    this.parent = parent;
    this.flags = countable ? COUNTABLE : 0;
  }

  /** Sets the last element of {@code item}, if any, as the origin. */
  public final void setOrigin(@Nullable Item item) {
    if (item == null) {
      originClient = null;
    } else {
      originClient = item.client;
      originClock = item.endClock() - 1;
    }
  }

  /** Sets the first element of {@code item}, if any, as the right origin. */
  public final void setRightOrigin(@Nullable Item item) {
    if (item == null) {
      rightOriginClient = null;
    } else {
      rightOriginClient = item.client;
      rightOriginClock = item.clock;
    }
  }

  @Override
  public final boolean isDeleted() {
    return (flags & DELETED) != 0;
  }

  /** Marks this item as deleted; does no bookkeeping. */
  public final void markDeleted() {
    flags |= DELETED;
  }

  /** {@return whether garbage collection must leave the content alone} */
  public final boolean isKept() {
    return (flags & KEEP) != 0;
  }

  /** Sets whether garbage collection must leave the content alone. */
  public final void setKept(boolean keep) {
    flags = keep ? flags | KEEP : flags & ~KEEP;
  }

  /** {@return whether an undo manager has created a copy of this item} */
  public final boolean isRedone() {
    return (flags & REDONE) != 0;
  }

  /** Records that an undo manager has created a copy of this item. */
  public final void markRedone() {
    flags |= REDONE;
  }

  /** {@return whether the content takes part in indexes and lengths} */
  public final boolean isCountable() {
    return (flags & COUNTABLE) != 0;
  }

  final void setUncountable() {
    flags &= ~COUNTABLE;
  }

  /** {@return the number of index positions this item takes now: its length, or 0} */
  public final int visibleLength() {
    return (flags & (DELETED | COUNTABLE)) == COUNTABLE ? length : 0;
  }

  /** {@return the key of the map entry this item belongs to, null for list items} */
  public abstract @Nullable String parentSub();

  /** {@return the number of the content kind in the update format, see {@link StructRef}} */
  public abstract int contentRef();

  /** {@return whether the content is formatting} */
  public final boolean isFormat() {
    return contentRef() == StructRef.FORMAT;
  }

  /** {@return the next item to the right that is not deleted} */
  public final @Nullable Item nextVisible() {
    Item item = right;
    while (item != null && item.isDeleted()) {
      item = item.right;
    }
    return item;
  }

  /** {@return the next item to the left that is not deleted} */
  public final @Nullable Item previousVisible() {
    Item item = left;
    while (item != null && item.isDeleted()) {
      item = item.left;
    }
    return item;
  }

  /** {@return whether {@code other} was created at the same place as seen from the left} */
  public final boolean hasSameOrigin(Item other) {
    return originClient == other.originClient
        && (originClient == null || originClock == other.originClock);
  }

  /** {@return whether {@code other} was created at the same place as seen from the right} */
  public final boolean hasSameRightOrigin(Item other) {
    return rightOriginClient == other.rightOriginClient
        && (rightOriginClient == null || rightOriginClock == other.rightOriginClock);
  }

  /**
   * Splits this item and links the new right part into the list.
   *
   * <p>The caller adds the right part to the store, the position index and the transaction's list
   * of merge candidates. Source: Yjs {@code splitItem}.
   *
   * @param offset the number of clocks that stay in this item, 1 to {@code length - 1}
   * @return the right part
   */
  public final Item split(int offset) {
    Item rightPart = splitContent(offset);
    rightPart.flags = flags;
    rightPart.originClient = client;
    rightPart.originClock = clock + offset - 1;
    rightPart.rightOriginClient = rightOriginClient;
    rightPart.rightOriginClock = rightOriginClock;
    rightPart.left = this;
    rightPart.right = right;
    if (right != null) {
      right.left = rightPart;
    }
    right = rightPart;
    length = offset;
    return rightPart;
  }

  /**
   * {@return an unlinked item with a copy of the content and the next clock of {@code newClient};
   * it has to be integrated at once}
   */
  public abstract Item copyFor(ClientStructs newClient, TypeNode newParent);

  /** Cuts the content and returns an unlinked item of the same kind with the right part of it. */
  abstract Item splitContent(int offset);

  /**
   * Returns whether this item and {@code other} could have been created as one.
   *
   * <p>Source: the condition in Yjs {@code Item.mergeWith}.
   */
  public final boolean canTakeOver(Item other) {
    return right == other
        && client == other.client
        && endClock() == other.clock
        && other.originClient == client
        && other.originClock == other.clock - 1
        && hasSameRightOrigin(other)
        && ((flags ^ other.flags) & DELETED) == 0
        && ((flags | other.flags) & REDONE) == 0
        && canAppendContent(other);
  }

  /**
   * Appends the list neighbour to the right, for which {@link #canTakeOver} holds, and unlinks it
   * from the list. The caller removes it from the store and the position index.
   *
   * <p>Source: Yjs {@code Item.mergeWith}.
   */
  public final void takeOver(Item other) {
    appendContent(other);
    flags |= other.flags & KEEP;
    right = other.right;
    if (right != null) {
      right.left = this;
    }
    length += other.length;
  }

  /** {@return whether the content of {@code other} is of the same, mergeable kind} */
  abstract boolean canAppendContent(Item other);

  abstract void appendContent(Item other);

  /** Replaces the content by the bare fact that it was there; the item must be deleted. */
  public abstract void collectContent();

  @Override
  public final void write(UpdateWriter writer, int offset) {
    boolean hasOrigin = offset > 0 || originClient != null;
    boolean hasRightOrigin = rightOriginClient != null;
    String parentSub = parentSub();
    writer.writeInfo(
        contentRef()
            | (hasOrigin ? StructRef.HAS_ORIGIN : 0)
            | (hasRightOrigin ? StructRef.HAS_RIGHT_ORIGIN : 0)
            | (parentSub == null ? 0 : StructRef.HAS_PARENT_SUB));
    if (offset > 0) {
      writer.writeLeftId(client, clock + offset - 1);
    } else if (originClient != null) {
      writer.writeLeftId(originClient, originClock);
    }
    if (rightOriginClient != null) {
      writer.writeRightId(rightOriginClient, rightOriginClock);
    }
    if (!hasOrigin && !hasRightOrigin) {
      writeParent(writer);
      if (parentSub != null) {
        writer.writeString(parentSub);
      }
    }
    writeContent(writer, offset);
  }

  private void writeParent(UpdateWriter writer) {
    Item parentItem = parent.item;
    if (parentItem == null) {
      writer.writeParentInfo(true);
      writer.writeString(parent.rootName());
    } else {
      writer.writeParentInfo(false);
      writer.writeLeftId(parentItem.client, parentItem.clock);
    }
  }

  abstract void writeContent(UpdateWriter writer, int offset);
}
