package dev.ycrdt.core.type;

import dev.ycrdt.core.internal.type.TypeHandles;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.type.XmlWalker;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A walk over XML nodes that holds the lock of the document for each step. */
final class XmlTreeWalker implements Iterator<SharedType> {
  private final SharedType root;
  private final XmlWalker walker;
  private @Nullable SharedType upcoming;
  private boolean ended;

  XmlTreeWalker(SharedType root, Predicate<? super SharedType> filter) {
    this.root = root;
    this.walker = new XmlWalker(root.node(), node -> filter.test(TypeHandles.handleOf(node)));
  }

  @Override
  public boolean hasNext() {
    if (upcoming == null && !ended) {
      upcoming = root.read(node -> handleOf(walker.next()));
      ended = upcoming == null;
    }
    return upcoming != null;
  }

  private static @Nullable SharedType handleOf(@Nullable TypeNode node) {
    return node == null ? null : TypeHandles.handleOf(node);
  }

  @Override
  public SharedType next() {
    if (!hasNext() || upcoming == null) {
      throw new NoSuchElementException();
    }
    SharedType result = upcoming;
    upcoming = null;
    return result;
  }
}
