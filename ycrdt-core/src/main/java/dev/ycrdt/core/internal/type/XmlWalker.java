package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.Item;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the types inside an XML type, parents before their children. The document may change
 * between two steps: the walk goes on from where it is.
 *
 * <p>Source: Yjs {@code YXmlTreeWalker}. Differs: values that are no types are skipped.
 */
public final class XmlWalker {
  private final TypeNode root;
  private final Predicate<TypeNode> filter;
  private @Nullable Item current;
  private boolean started;

  /** Makes a walker that stops at the types that {@code filter} accepts. */
  public XmlWalker(TypeNode root, Predicate<TypeNode> filter) {
    this.root = root;
    this.filter = filter;
  }

  /** {@return the next type, null at the end} */
  public @Nullable TypeNode next() {
    do {
      current = started ? successor(current) : root.sequence.first();
      started = true;
    } while (current != null && !accepts(current));
    return current == null ? null : typeOf(current);
  }

  private boolean accepts(Item item) {
    TypeNode type = item.isDeleted() ? null : typeOf(item);
    return type != null && filter.test(type);
  }

  private @Nullable Item successor(@Nullable Item item) {
    TypeNode type = item == null || item.isDeleted() ? null : typeOf(item);
    if (type != null && type.kind().isXmlContainer() && type.sequence.first() != null) {
      return type.sequence.first();
    }
    for (Item next = item; next != null; next = next.parent.item) {
      Item sibling = next.nextVisible();
      if (sibling != null || next.parent == root) {
        return sibling;
      }
    }
    return null;
  }

  private static @Nullable TypeNode typeOf(Item item) {
    return item instanceof ContentItem contentItem
            && contentItem.content() instanceof ContentType content
        ? content.type()
        : null;
  }
}
