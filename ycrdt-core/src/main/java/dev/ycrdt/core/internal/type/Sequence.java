package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.struct.Item;
import org.jspecify.annotations.Nullable;

/**
 * The list part of a shared type: the linked list of items, its visible length, and the way from an
 * index to an item.
 *
 * <p>Editing is local, so a cursor at the place of the last search comes first: from it, most
 * searches take a few steps. Behind the cursor is a {@link SequenceIndex}, built when a search in a
 * long list needs it, never for a list that is only merged, and given up when so many items come in
 * between two searches that building it anew is cheaper.
 *
 * <p>Source: takes the place of the search markers in Yjs {@code types/AbstractType.js}.
 */
public final class Sequence {
  private static final int CURSOR_STEPS = 8;
  private static final int STEPS_WITHOUT_INDEX = 64;

  private @Nullable Item first;
  private int length;
  private boolean formatted;
  private @Nullable Item cursorItem;
  private int cursorStart;
  private @Nullable SequenceIndex index;
  private int offsetInItem;
  private int insertsSinceSearch;

  /** {@return the first item, deleted ones included} */
  public @Nullable Item first() {
    return first;
  }

  /** Sets the first item. */
  public void setFirst(@Nullable Item item) {
    first = item;
  }

  /** {@return the visible length: UTF-16 code units of text plus the number of other elements} */
  public int length() {
    return length;
  }

  /** {@return whether an attribute was ever part of the list} */
  public boolean isFormatted() {
    return formatted;
  }

  /** Records that an attribute is part of the list. */
  public void setFormatted() {
    formatted = true;
  }

  /**
   * {@return the visible item that covers {@code position}}; {@link #offsetInItem()} then tells
   * where inside of it.
   *
   * @param position 0 to {@link #length()} - 1
   */
  public Item find(int position) {
    Item item = cursorItem == null ? null : walk(cursorItem, cursorStart, position, CURSOR_STEPS);
    if (item == null && index == null && first != null) {
      item = walk(first, 0, position, STEPS_WITHOUT_INDEX);
    }
    if (item == null) {
      SequenceIndex tree = index();
      item = tree.find(position);
      offsetInItem = tree.offsetInItem();
    }
    setCursor(item, position - offsetInItem);
    return item;
  }

  /** {@return where in the item that {@link #find} returned last the position lies} */
  public int offsetInItem() {
    return offsetInItem;
  }

  private @Nullable Item walk(Item from, int fromStart, int position, int steps) {
    Item item = from;
    int start = fromStart;
    for (int step = 0; step < steps; step++) {
      int visible = item.visibleLength();
      Item neighbour;
      if (position < start) {
        neighbour = item.left;
        if (neighbour != null) {
          start -= neighbour.visibleLength();
        }
      } else if (position >= start + visible) {
        start += visible;
        neighbour = item.right;
      } else {
        offsetInItem = position - start;
        return item;
      }
      if (neighbour == null) {
        return null;
      }
      item = neighbour;
    }
    return null;
  }

  /** Makes the next search start at {@code item}, whose first element has index {@code start}. */
  public void setCursor(Item item, int start) {
    cursorItem = item;
    cursorStart = start;
  }

  /** {@return the last item, deleted ones included, null when the list is empty} */
  public @Nullable Item last() {
    if (index != null && first != null) {
      return index.last();
    }
    Item item = cursorItem != null ? cursorItem : first;
    if (item == null) {
      return null;
    }
    int steps = 0;
    while (item.right != null) {
      item = item.right;
      if (++steps == STEPS_WITHOUT_INDEX) {
        return index().last();
      }
    }
    return item;
  }

  /** {@return the index of the first element of {@code item}, or where it would be if deleted} */
  public int indexOf(Item item) {
    if (index == null) {
      int before = 0;
      int steps = 0;
      for (Item left = item.left; left != null; left = left.left) {
        before += left.visibleLength();
        if (++steps == STEPS_WITHOUT_INDEX) {
          return index().indexOf(item);
        }
      }
      return before;
    }
    return index().indexOf(item);
  }

  private SequenceIndex index() {
    if (index == null) {
      index = SequenceIndex.build(first);
    }
    insertsSinceSearch = 0;
    return index;
  }

  /** Counts an item that was linked into the list. */
  public void afterInsert(Item item) {
    int visible = item.visibleLength();
    length += visible;
    if (visible != 0 && item.left != cursorItem) {
      cursorItem = null;
    }
    if (index != null) {
      if (++insertsSinceSearch > index.worthwhileInserts()) {
        index = null;
      } else {
        index.inserted(item);
      }
    }
  }

  /** Counts {@code added} elements that were appended to the content of a visible item. */
  public void afterGrowth(Item item, int added) {
    length += added;
    if (item != cursorItem) {
      cursorItem = null;
    }
    if (index != null) {
      index.changed(item);
    }
  }

  /** Takes an item that was just deleted out of the count. */
  public void afterDelete(Item item, int visibleBefore) {
    length -= visibleBefore;
    if (visibleBefore != 0) {
      if (item != cursorItem) {
        cursorItem = null;
      }
      if (index != null) {
        index.changed(item);
      }
    }
  }

  /** Takes up the right part of an item that was split. */
  public void afterSplit(Item item, Item rightPart) {
    if (index != null) {
      index.changed(item);
      index.inserted(rightPart);
    }
  }

  /** Forgets {@code gone}, which {@code item} has taken over. */
  public void afterMerge(Item item, Item gone) {
    if (cursorItem == gone) {
      cursorItem = item;
      cursorStart -= item.visibleLength() - gone.visibleLength();
    }
    if (index != null) {
      index.merged(item, gone);
    }
  }

  void clear() {
    first = null;
    length = 0;
    index = null;
    cursorItem = null;
  }
}
