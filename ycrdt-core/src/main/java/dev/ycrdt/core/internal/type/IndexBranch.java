package dev.ycrdt.core.internal.type;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An inner node of a {@link SequenceIndex}: children and the visible length below each. */
final class IndexBranch extends IndexEntry {
  static final int CAPACITY = 16;

  final @Nullable IndexEntry[] children = new @Nullable IndexEntry[CAPACITY];
  final int[] lengths = new int[CAPACITY];
  int count;

  @Override
  int visibleLength() {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += lengths[i];
    }
    return sum;
  }

  @SuppressWarnings("NullAway") // slots below count are filled
  IndexEntry child(int index) {
    return children[index];
  }

  void append(IndexEntry child, int length) {
    insert(count, child, length);
  }

  void insert(int index, IndexEntry child, int length) {
    System.arraycopy(children, index, children, index + 1, count - index);
    System.arraycopy(lengths, index, lengths, index + 1, count - index);
    children[index] = child;
    lengths[index] = length;
    child.parent = this;
    count++;
    renumber(index);
  }

  void remove(int index) {
    count--;
    System.arraycopy(children, index + 1, children, index, count - index);
    System.arraycopy(lengths, index + 1, lengths, index, count - index);
    children[count] = null;
    renumber(index);
  }

  IndexBranch cutFrom(int from) {
    IndexBranch right = new IndexBranch();
    right.count = count - from;
    System.arraycopy(children, from, right.children, 0, right.count);
    System.arraycopy(lengths, from, right.lengths, 0, right.count);
    for (int i = 0; i < right.count; i++) {
      right.child(i).parent = right;
    }
    right.renumber(0);
    Arrays.fill(children, from, count, null);
    count = from;
    return right;
  }

  private void renumber(int from) {
    for (int i = from; i < count; i++) {
      child(i).slot = i;
    }
  }
}
