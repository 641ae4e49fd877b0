package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;
import org.jspecify.annotations.Nullable;

/**
 * Text in the list of a type. The characters lie in the client's {@code TextBuffer}; the item knows
 * only where they start.
 *
 * <p>A client's items are integrated in the order of their clocks, so text with consecutive clocks
 * is consecutive in the buffer: appending, splitting and merging copy nothing.
 *
 * <p>Source: Yjs {@code structs/ContentString.js}.
 */
public final class TextItem extends Item {
  private static final int COLLECTED = -1;

  private int textOffset;

  /**
   * Makes an unlinked item.
   *
   * @param textOffset where the text starts in the buffer of {@code client}
   */
  public TextItem(ClientStructs client, int clock, int length, TypeNode parent, int textOffset) {
    super(client, clock, length, parent, true);
    this.textOffset = textOffset;
  }

  /** {@return where the text starts in the client's buffer} */
  public int textOffset() {
    return textOffset;
  }

  /** Sets where the text starts after the client's buffer was compacted. */
  public void relocateText(int newOffset) {
    textOffset = newOffset;
  }

  /** {@return whether the text was given up by garbage collection} */
  public boolean isCollected() {
    return textOffset == COLLECTED;
  }

  /** {@return the text} */
  public String text() {
    return client.text.substring(textOffset, length);
  }

  /** {@return whether text that is appended to the buffer continues this one} */
  public boolean endsAtBufferEnd() {
    return textOffset != COLLECTED && textOffset + length == client.text.length();
  }

  @Override
  public @Nullable String parentSub() {
    return null;
  }

  @Override
  public int contentRef() {
    return textOffset == COLLECTED ? StructRef.DELETED : StructRef.STRING;
  }

  @Override
  public Item copyFor(ClientStructs newClient, TypeNode newParent) {
    int newClock = newClient.state();
    if (textOffset == COLLECTED) {
      return new ContentItem(newClient, newClock, length, newParent, ContentDeleted.INSTANCE);
    }
    return new TextItem(newClient, newClock, length, newParent, newClient.text.append(text()));
  }

  @Override
  Item splitContent(int offset) {
    int rightOffset = COLLECTED;
    if (textOffset != COLLECTED) {
      rightOffset = textOffset + offset;
      client.text.replaceSplitSurrogates(rightOffset);
    }
    return new TextItem(client, clock + offset, length - offset, parent, rightOffset);
  }

  @Override
  boolean canAppendContent(Item other) {
    if (textOffset == COLLECTED) {
      return other.contentRef() == StructRef.DELETED;
    }
    return other instanceof TextItem text && text.textOffset == textOffset + length;
  }

  @Override
  void appendContent(Item other) {
    // the text of the other item lies behind that of this one already
  }

  @Override
  public void collectContent() {
    if (textOffset != COLLECTED) {
      client.text.discard(length);
      textOffset = COLLECTED;
      setUncountable();
    }
  }

  @Override
  void writeContent(UpdateWriter writer, int offset) {
    if (textOffset == COLLECTED) {
      writer.writeLength(length - offset);
    } else {
      writer.writeText(client.text, textOffset + offset, length - offset);
    }
  }
}
