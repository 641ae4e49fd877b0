package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.type.TypeNode;

/**
 * A value of a map entry. The values that one key ever had form a list; the rightmost is the
 * current one and all others are deleted.
 */
public final class MapItem extends ContentItem {
  private final String key;

  /** Makes an unlinked item. */
  public MapItem(
      ClientStructs client, int clock, int length, TypeNode parent, String key, Content content) {
    super(client, clock, length, parent, content);
    this.key = key;
  }

  @Override
  public String parentSub() {
    return key;
  }

  @Override
  public ContentItem copyFor(ClientStructs newClient, TypeNode newParent) {
    return new MapItem(newClient, newClient.state(), length, newParent, key, content().copy());
  }

  @Override
  ContentItem withContent(int newClock, int newLength, Content newContent) {
    return new MapItem(client, newClock, newLength, parent, key, newContent);
  }
}
