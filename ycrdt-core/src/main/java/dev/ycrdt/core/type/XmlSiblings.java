package dev.ycrdt.core.type;

import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.type.ListReader;
import dev.ycrdt.core.internal.type.TypeNode;
import org.jspecify.annotations.Nullable;

/** Finds the neighbours of an XML node. */
final class XmlSiblings {
  private XmlSiblings() {}

  static @Nullable SharedType next(SharedType type) {
    return type.read(
        node -> {
          Item item = liveItem(node);
          return item == null ? null : typeOf(item.nextVisible());
        });
  }

  static @Nullable SharedType previous(SharedType type) {
    return type.read(
        node -> {
          Item item = liveItem(node);
          return item == null ? null : typeOf(item.previousVisible());
        });
  }

  private static @Nullable Item liveItem(TypeNode node) {
    return node.isDeleted() ? null : node.item;
  }

  private static @Nullable SharedType typeOf(@Nullable Item item) {
    return item != null && ListReader.valueAt(item, 0) instanceof SharedType type ? type : null;
  }
}
