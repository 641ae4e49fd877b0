package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.internal.struct.ContentFormat;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.TextItem;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.JsValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text.
 *
 * <p>Source: {@code YText.toString} and {@code YText.toDelta}.
 */
public final class TextReader {
  private TextReader() {}

  /** {@return the characters, without embedded values} */
  public static String toText(TypeNode node) {
    StringBuilder text = new StringBuilder(node.sequence.length());
    for (Item item = node.sequence.first(); item != null; item = item.right) {
      if (!item.isDeleted() && item instanceof TextItem run) {
        run.client.text.appendTo(text, run.textOffset(), run.length);
      }
    }
    return text.toString();
  }

  /** {@return the content as insertions with attributes} */
  public static Delta toDelta(TypeNode node) {
    Delta.Builder delta = Delta.builder();
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    for (Item item = node.sequence.first(); item != null; item = item.right) {
      if (item.isDeleted()) {
        continue;
      }
      if (item instanceof TextItem run) {
        run.client.text.appendTo(text, run.textOffset(), run.length);
        continue;
      }
      ContentFormat format = TextCursor.formatOf(item);
      if (format != null) {
        pack(delta, text, attributes);
        TextCursor.apply(format, attributes);
      } else if (item.contentRef() == StructRef.EMBED || item.contentRef() == StructRef.TYPE) {
        pack(delta, text, attributes);
        Object value = ((ContentItem) item).content().valueAt(0);
        delta.insert(TypeHandles.publicValue(value), JsValues.inKeyOrder(attributes));
      }
    }
    pack(delta, text, attributes);
    return delta.build();
  }

  private static void pack(
      Delta.Builder delta, StringBuilder text, Map<String, @Nullable Object> attributes) {
    if (text.length() > 0) {
      delta.insert(text.toString(), JsValues.inKeyOrder(attributes));
      text.setLength(0);
    }
  }
}
