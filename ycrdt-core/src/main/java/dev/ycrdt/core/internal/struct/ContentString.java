package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;

/**
 * Text in a map entry, which no API creates but an update may contain. Text in a list is a {@link
 * TextItem}.
 *
 * <p>The halves of a split share the characters, and those appended go into a buffer. So it does
 * not cost the square of its length to take a text apart or to put it together.
 *
 * <p>Source: Yjs {@code structs/ContentString.js}.
 */
public final class ContentString implements Content {
  private static final char REPLACEMENT = '\uFFFD';

  private CharSequence shared;
  private int from;
  private int to;
  private boolean firstReplaced;
  private boolean lastReplaced;

  /** Makes a text content. */
  public ContentString(String text) {
    this(text, 0, text.length());
  }

  private ContentString(CharSequence shared, int from, int to) {
    this.shared = shared;
    this.from = from;
    this.to = to;
  }

  /** {@return the text} */
  public String text() {
    return textFrom(0);
  }

  private String textFrom(int offset) {
    if (!firstReplaced && !lastReplaced) {
      return shared.subSequence(from + offset, to).toString();
    }
    StringBuilder text = new StringBuilder(to - from - offset);
    for (int i = offset; i < to - from; i++) {
      text.append(charAt(i));
    }
    return text.toString();
  }

  private char charAt(int index) {
    if ((firstReplaced && index == 0) || (lastReplaced && index == to - from - 1)) {
      return REPLACEMENT;
    }
    return shared.charAt(from + index);
  }

  @Override
  public int ref() {
    return StructRef.STRING;
  }

  @Override
  public Object valueAt(int index) {
    return String.valueOf(charAt(index));
  }

  @Override
  public Content slice(int begin, int end) {
    ContentString part = new ContentString(shared, from + begin, from + end);
    part.firstReplaced = begin == 0 ? firstReplaced : Character.isHighSurrogate(charAt(begin - 1));
    part.lastReplaced =
        end == to - from ? lastReplaced : Character.isHighSurrogate(charAt(end - 1));
    return part;
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
    return new ContentString(text());
  }

  @Override
  public boolean canAppend(Content other) {
    return other instanceof ContentString;
  }

  @Override
  public void append(Content other) {
    if (other instanceof ContentString string) {
      StringBuilder buffer = ownBuffer();
      if (string.firstReplaced || string.lastReplaced) {
        buffer.append(string.text());
      } else {
        buffer.append(string.shared, string.from, string.to);
      }
      to = buffer.length();
    }
  }

  // Parts of a split see the beginning of the buffer only, which does not change.
  private StringBuilder ownBuffer() {
    if (shared instanceof StringBuilder buffer && to == buffer.length() && !lastReplaced) {
      return buffer;
    }
    StringBuilder buffer = new StringBuilder(text());
    shared = buffer;
    from = 0;
    to = buffer.length();
    firstReplaced = false;
    lastReplaced = false;
    return buffer;
  }

  @Override
  public void write(UpdateWriter writer, int offset, int length) {
    writer.writeString(textFrom(offset));
  }
}
