package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.update.UpdateWriter;
import org.jspecify.annotations.Nullable;

/** An item whose content is an object of its own: everything but text in a list. */
public sealed class ContentItem extends Item permits MapItem {
  private Content content;

  /** Makes an unlinked item. */
  public ContentItem(
      ClientStructs client, int clock, int length, TypeNode parent, Content content) {
    super(client, clock, length, parent, content.isCountable());
    this.content = content;
  }

  /** {@return the content} */
  public final Content content() {
    return content;
  }

  /** Replaces the content by another of the same kind and length. */
  public final void replaceContent(Content newContent) {
    content = newContent;
  }

  @Override
  public @Nullable String parentSub() {
    return null;
  }

  @Override
  public final int contentRef() {
    return content.ref();
  }

  @Override
  public ContentItem copyFor(ClientStructs newClient, TypeNode newParent) {
    return new ContentItem(newClient, newClient.state(), length, newParent, content.copy());
  }

  @Override
  final Item splitContent(int offset) {
    Content rightContent = content.slice(offset, length);
    content = content.slice(0, offset);
    return withContent(clock + offset, length - offset, rightContent);
  }

  ContentItem withContent(int newClock, int newLength, Content newContent) {
    return new ContentItem(client, newClock, newLength, parent, newContent);
  }

  @Override
  final boolean canAppendContent(Item other) {
    if (content == ContentDeleted.INSTANCE) {
      return other.contentRef() == content.ref();
    }
    return other instanceof ContentItem item && content.canAppend(item.content);
  }

  @Override
  final void appendContent(Item other) {
    if (other instanceof ContentItem item && content != ContentDeleted.INSTANCE) {
      content.append(item.content);
    }
  }

  @Override
  public final void collectContent() {
    content = ContentDeleted.INSTANCE;
    setUncountable();
  }

  @Override
  final void writeContent(UpdateWriter writer, int offset) {
    content.write(writer, offset, length);
  }
}
