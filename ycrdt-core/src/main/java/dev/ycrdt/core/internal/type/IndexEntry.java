package dev.ycrdt.core.internal.type;

import org.jspecify.annotations.Nullable;

/** A node of a {@link SequenceIndex}. */
public abstract sealed class IndexEntry permits IndexLeaf, IndexBranch {
  /** The node above, null for the root. */
  @Nullable IndexBranch parent;

  /** The place of this node among the children of {@link #parent}. */
  int slot;

  /** {@return the sum of the visible lengths below} */
  abstract int visibleLength();
}
