package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.struct.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A B+ tree over the items of one list, deleted ones included, that finds an item by index and an
 * index by item in logarithmic time.
 *
 * <pre>
 *                    branch  [ 310 | 95 | ... ]       visible length below each child
 *                   /             \
 *     leaf [ 3 0 0 12 ... ]    leaf [ 7 1 0 ... ]     visible length of each item
 *           │ │ │ │                  │ │ │
 *           items of the list, each of which knows its leaf
 * </pre>
 *
 * <p>The tree is built in bulk, kept up to date item by item, and dropped before large changes. A
 * full node at the right end is cut at three quarters, so that appending fills nodes well.
 */
final class SequenceIndex {
  private static final int BULK_LEAF = IndexLeaf.CAPACITY * 3 / 4;
  private static final int BULK_BRANCH = IndexBranch.CAPACITY * 3 / 4;

  private IndexEntry root;
  private final int itemsWhenBuilt;
  private int offsetInItem;

  private SequenceIndex(IndexEntry root, int itemsWhenBuilt) {
    this.root = root;
    this.itemsWhenBuilt = itemsWhenBuilt;
  }

  /**
   * {@return an index of the list that starts with {@code first}}
   *
   * <p>Cost: the number of items.
   */
  static SequenceIndex build(@Nullable Item first) {
    List<IndexEntry> level = new ArrayList<>();
    IndexLeaf leaf = new IndexLeaf();
    level.add(leaf);
    int count = 0;
    for (Item item = first; item != null; item = item.right) {
      count++;
      if (leaf.count == BULK_LEAF) {
        leaf = new IndexLeaf();
        level.add(leaf);
      }
      leaf.insert(leaf.count, item, item.visibleLength());
    }
    while (level.size() > 1) {
      level = branchesOver(level);
    }
    return new SequenceIndex(level.get(0), count);
  }

  private static List<IndexEntry> branchesOver(List<IndexEntry> level) {
    List<IndexEntry> branches = new ArrayList<>(level.size() / BULK_BRANCH + 1);
    IndexBranch branch = new IndexBranch();
    branches.add(branch);
    for (IndexEntry child : level) {
      if (branch.count == BULK_BRANCH) {
        branch = new IndexBranch();
        branches.add(branch);
      }
      branch.append(child, child.visibleLength());
    }
    return branches;
  }

  /** {@return how many insertions without a search cost about as much as building anew} */
  int worthwhileInserts() {
    return Math.max(IndexLeaf.CAPACITY, itemsWhenBuilt / 8);
  }

  /**
   * {@return the visible item that covers {@code index}}; {@link #offsetInItem()} then tells where
   * inside of it.
   *
   * @param index 0 to the visible length of the list - 1
   */
  Item find(int index) {
    int rest = index;
    IndexEntry entry = root;
    while (entry instanceof IndexBranch branch) {
      int i = 0;
      while (rest >= branch.lengths[i]) {
        rest -= branch.lengths[i++];
      }
      entry = branch.child(i);
    }
    IndexLeaf leaf = (IndexLeaf) entry;
    int i = 0;
    while (rest >= leaf.lengths[i]) {
      rest -= leaf.lengths[i++];
    }
    offsetInItem = rest;
    return leaf.item(i);
  }

  /** {@return where in the item that {@link #find} returned last the index lies} */
  int offsetInItem() {
    return offsetInItem;
  }

  /** {@return the last item of the list, which must not be empty} */
  Item last() {
    IndexEntry entry = root;
    while (entry instanceof IndexBranch branch) {
      entry = branch.child(branch.count - 1);
    }
    IndexLeaf leaf = (IndexLeaf) entry;
    return leaf.item(leaf.count - 1);
  }

  /** {@return the index of the first element of {@code item}} */
  int indexOf(Item item) {
    IndexLeaf leaf = leafOf(item);
    int index = 0;
    for (int i = leaf.slotOf(item) - 1; i >= 0; i--) {
      index += leaf.lengths[i];
    }
    IndexEntry entry = leaf;
    for (IndexBranch branch = entry.parent; branch != null; branch = entry.parent) {
      for (int i = entry.slot - 1; i >= 0; i--) {
        index += branch.lengths[i];
      }
      entry = branch;
    }
    return index;
  }

  /** Takes up an item that was linked into the list. */
  void inserted(Item item) {
    int length = item.visibleLength();
    Item left = item.left;
    IndexLeaf leaf = left == null ? firstLeaf() : leafOf(left);
    int slot = left == null ? 0 : leaf.slotOf(left) + 1;
    if (leaf.count == IndexLeaf.CAPACITY) {
      IndexLeaf right = splitLeaf(leaf, slot == leaf.count);
      if (slot > leaf.count) {
        slot -= leaf.count;
        leaf = right;
      }
    }
    leaf.insert(slot, item, length);
    addToAncestors(leaf, length);
  }

  /** Records that the visible length of {@code item} has changed. */
  void changed(Item item) {
    IndexLeaf leaf = leafOf(item);
    int slot = leaf.slotOf(item);
    int delta = item.visibleLength() - leaf.lengths[slot];
    leaf.lengths[slot] += delta;
    addToAncestors(leaf, delta);
  }

  /** Removes {@code item}, whose left neighbour has taken over its content. */
  void merged(Item left, Item item) {
    IndexLeaf leaf = leafOf(item);
    int slot = leaf.slotOf(item);
    int length = leaf.lengths[slot];
    leaf.remove(slot);
    if (leaf == left.leaf) {
      leaf.lengths[slot - 1] += length;
    } else {
      addToAncestors(leaf, -length);
      changed(left);
      if (leaf.count == 0) {
        removeEmpty(leaf);
      }
    }
  }

  private static IndexLeaf leafOf(Item item) {
    IndexLeaf leaf = item.leaf;
    if (leaf == null) {
      throw new IllegalStateException("item is not in the index");
    }
    return leaf;
  }

  private IndexLeaf firstLeaf() {
    IndexEntry entry = root;
    while (entry instanceof IndexBranch branch) {
      entry = branch.child(0);
    }
    return (IndexLeaf) entry;
  }

  private static void addToAncestors(IndexEntry entry, int delta) {
    if (delta != 0) {
      IndexEntry child = entry;
      for (IndexBranch branch = child.parent; branch != null; branch = child.parent) {
        branch.lengths[child.slot] += delta;
        child = branch;
      }
    }
  }

  private IndexLeaf splitLeaf(IndexLeaf leaf, boolean appending) {
    IndexLeaf right = leaf.cutFrom(appending ? BULK_LEAF : IndexLeaf.CAPACITY / 2);
    insertBehind(leaf, right);
    return right;
  }

  private void insertBehind(IndexEntry left, IndexEntry right) {
    int rightLength = right.visibleLength();
    IndexBranch parent = left.parent;
    if (parent == null) {
      IndexBranch newRoot = new IndexBranch();
      newRoot.append(left, left.visibleLength());
      newRoot.append(right, rightLength);
      root = newRoot;
      return;
    }
    if (parent.count == IndexBranch.CAPACITY) {
      boolean appending = left.slot == parent.count - 1;
      IndexBranch upper = parent.cutFrom(appending ? BULK_BRANCH : IndexBranch.CAPACITY / 2);
      insertBehind(parent, upper);
      if (left.parent == upper) {
        parent = upper;
      }
    }
    parent.lengths[left.slot] -= rightLength;
    parent.insert(left.slot + 1, right, rightLength);
  }

  private void removeEmpty(IndexEntry entry) {
    IndexBranch parent = entry.parent;
    if (parent == null) {
      return;
    }
    parent.remove(entry.slot);
    if (parent.count == 0) {
      removeEmpty(parent);
    }
  }
}
