package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;

/**
 * Text in a map entry, which no API creates but an update may contain. Text in a list is a {@link
 * TextItem}.
 *
 * <p>Source: Yjs {@code structs/ContentString.js}.
 */
public final class ContentString implements Content {
  private static final char REPLACEMENT = '\uFFFD';

  private String text;

  /** Makes a text content. */
  public ContentString(String text) {
    this.text = text;
  }

  /** {@return the text} */
  public String text() {
    return text;
  }

  @Override
  public int ref() {
    return StructRef.STRING;
  }

  @Override
  public Object valueAt(int index) {
    return String.valueOf(text.charAt(index));
  }

  @Override
  public Content slice(int from, int to) {
    return new ContentString(cut(text, from, to));
  }

  /**
   * {@return the part of {@code text} between two offsets, where a surrogate at a cut becomes
   * U+FFFD as in Yjs: on both sides of a cut behind a high surrogate}
   */
  public static String cut(String text, int from, int to) {
    StringBuilder part = new StringBuilder(text.substring(from, to));
    if (from > 0 && from < to && Character.isHighSurrogate(text.charAt(from - 1))) {
      part.setCharAt(0, REPLACEMENT);
    }
    if (to < text.length() && from < to && Character.isHighSurrogate(text.charAt(to - 1))) {
      part.setCharAt(part.length() - 1, REPLACEMENT);
    }
    return part.toString();
  }

  @Override
  public Content copy() {
    return new ContentString(text);
  }

  @Override
  public boolean canAppend(Content other) {
    return other instanceof ContentString;
  }

  @Override
  public void append(Content other) {
    if (other instanceof ContentString string) {
      text += string.text;
    }
  }

  @Override
  public void write(UpdateWriter writer, int offset, int length) {
    writer.writeString(text.substring(offset));
  }
}
