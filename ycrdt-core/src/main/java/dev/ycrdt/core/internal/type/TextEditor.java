package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.Integrator;
import dev.ycrdt.core.internal.struct.Content;
import dev.ycrdt.core.internal.struct.ContentEmbed;
import dev.ycrdt.core.internal.struct.ContentFormat;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.JsValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Local edits of a text. Indexes are checked by the caller; attributes are prepared.
 *
 * <p>An attribute is in effect from the item that sets it to the item that sets it to null. An edit
 * writes only the items that make a difference where it starts, and behind its end those that bring
 * back what was in effect before: the negated attributes.
 *
 * <p>Source: Yjs {@code types/YText.js}: {@code insertText}, {@code formatText}, {@code deleteText}
 * and what they call.
 */
public final class TextEditor {
  private final DocTransaction transaction;
  private final TypeNode node;

  private TextEditor(DocTransaction transaction, TypeNode node) {
    this.transaction = transaction;
    this.node = node;
  }

  /** Inserts text with the attributes that are in effect at {@code index}. */
  public static void insert(DocTransaction transaction, TypeNode node, int index, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (node.sequence.isFormatted() || node.isDeleted()) {
      TextCursor cursor = TextCursor.at(transaction, node, index);
      new TextEditor(transaction, node)
          .insert(cursor, text, JsValues.inKeyOrder(cursor.attributes));
    } else {
      insertUnformatted(transaction, node, index, text);
    }
  }

  /** Inserts text directly before the visible element at {@code index}, or at the end. */
  private static void insertUnformatted(
      DocTransaction transaction, TypeNode node, int index, String text) {
    Sequence sequence = node.sequence;
    Item left;
    Item right;
    if (index == sequence.length()) {
      left = sequence.last();
      right = null;
    } else {
      right = sequence.find(index);
      int offset = sequence.offsetInItem();
      if (offset > 0) {
        right = transaction.state().store().split(transaction, right, offset);
      }
      left = right.left;
    }
    Item item =
        transaction.state().integrator().insertLocalText(transaction, node, left, right, text);
    sequence.setCursor(item, index + text.length() - item.length);
  }

  /** Inserts text with exactly the given attributes. */
  public static void insert(
      DocTransaction transaction,
      TypeNode node,
      int index,
      String text,
      Map<String, @Nullable Object> attributes) {
    if (!text.isEmpty()) {
      TextCursor cursor = TextCursor.at(transaction, node, index);
      new TextEditor(transaction, node).insert(cursor, text, attributes);
    }
  }

  /** Inserts a prepared value or type that takes one position. */
  public static void insertEmbed(
      DocTransaction transaction,
      TypeNode node,
      int index,
      @Nullable Object embed,
      Map<String, @Nullable Object> attributes) {
    TextCursor cursor = TextCursor.at(transaction, node, index);
    new TextEditor(transaction, node).insert(cursor, new Embed(embed), attributes);
  }

  /** Sets attributes of {@code length} elements from {@code index} on; null removes one. */
  public static void format(
      DocTransaction transaction,
      TypeNode node,
      int index,
      int length,
      Map<String, @Nullable Object> attributes) {
    if (length == 0) {
      return;
    }
    TextCursor cursor = TextCursor.at(transaction, node, index);
    if (cursor.right != null) {
      new TextEditor(transaction, node).format(cursor, length, attributes);
    }
  }

  /** Deletes {@code length} elements from {@code index} on. */
  public static void delete(DocTransaction transaction, TypeNode node, int index, int length) {
    if (length == 0) {
      return;
    }
    if (node.sequence.isFormatted() || node.isDeleted()) {
      TextCursor cursor = TextCursor.at(transaction, node, index);
      new TextEditor(transaction, node).delete(cursor, length);
    } else {
      deleteUnformatted(transaction, node, index, length);
    }
  }

  private static void deleteUnformatted(
      DocTransaction transaction, TypeNode node, int index, int length) {
    Item first = node.sequence.find(index);
    int offset = node.sequence.offsetInItem();
    if (offset > 0) {
      first = transaction.state().store().split(transaction, first, offset);
    }
    node.sequence.setCursor(first, index);
    int remaining = length;
    for (Item item = first; item != null && remaining > 0; item = item.right) {
      remaining -= deleteElement(transaction, item, remaining);
    }
  }

  /** Deletes at most {@code limit} elements of an item. Returns how many. */
  private static int deleteElement(DocTransaction transaction, Item item, int limit) {
    if (item.isDeleted()) {
      return 0;
    }
    switch (item.contentRef()) {
      case StructRef.STRING, StructRef.EMBED, StructRef.TYPE -> {
        if (limit < item.length) {
          transaction.state().store().split(transaction, item, limit);
        }
        int length = item.length;
        transaction.state().deleter().delete(transaction, item);
        return length;
      }
      default -> {
        return 0;
      }
    }
  }

  /**
   * Applies a delta with prepared values.
   *
   * @param sanitize whether a newline at the very end of an insertion at the end is kept
   */
  public static void applyDelta(
      DocTransaction transaction, TypeNode node, Delta delta, boolean sanitize) {
    TextEditor editor = new TextEditor(transaction, node);
    TextCursor cursor = TextCursor.atStart(node);
    List<DeltaOp> ops = delta.ops();
    for (int i = 0; i < ops.size(); i++) {
      DeltaOp op = ops.get(i);
      if (op instanceof DeltaOp.Insert insert) {
        boolean trim = !sanitize && i == ops.size() - 1 && cursor.right == null;
        editor.applyInsert(cursor, insert, trim);
      } else if (op instanceof DeltaOp.Retain retain) {
        editor.format(cursor, retain.length(), retain.attributes());
      } else if (op instanceof DeltaOp.Delete delete) {
        editor.delete(cursor, delete.length());
      }
    }
  }

  private void applyInsert(TextCursor cursor, DeltaOp.Insert insert, boolean trim) {
    Object value = insert.insert();
    Map<String, @Nullable Object> attributes = insert.attributes();
    if (value instanceof String text) {
      String trimmed = trim && text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      if (!trimmed.isEmpty()) {
        insert(cursor, trimmed, attributes);
      }
    } else {
      insert(cursor, new Embed(value), attributes);
    }
  }

  /** A prepared value or type that is to be inserted as one element. */
  private record Embed(@Nullable Object value) {}

  private void insert(TextCursor cursor, Object textOrEmbed, Map<String, @Nullable Object> wanted) {
    Map<String, @Nullable Object> attributes = wanted;
    for (String key : cursor.attributes.keySet()) {
      if (!attributes.containsKey(key)) {
        attributes = attributes == wanted ? new LinkedHashMap<>(wanted) : attributes;
        attributes.put(key, null);
      }
    }
    attributes = attributes == wanted ? wanted : JsValues.inKeyOrder(attributes);
    cursor.skipRedundant(attributes);
    Map<String, @Nullable Object> negated = insertAttributes(cursor, attributes);
    if (textOrEmbed instanceof String text) {
      insertText(cursor, text);
    } else {
      insertItem(cursor, contentOf(((Embed) textOrEmbed).value()));
    }
    insertNegated(cursor, negated);
  }

  private static Content contentOf(@Nullable Object embed) {
    return embed instanceof TypeNode type ? new ContentType(type) : new ContentEmbed(embed);
  }

  private void insertText(TextCursor cursor, String text) {
    Integrator integrator = transaction.state().integrator();
    cursor.left = integrator.insertLocalText(transaction, node, cursor.left, cursor.right, text);
  }

  private void insertItem(TextCursor cursor, Content content) {
    ClientStructs client = transaction.state().localClient(1);
    ContentItem item = new ContentItem(client, client.state(), 1, node, content);
    transaction.state().integrator().insertLocal(transaction, item, cursor.left, cursor.right);
    cursor.right = item;
    cursor.forward();
  }

  /** Writes the attributes that differ. Returns what was in effect before, by key. */
  private Map<String, @Nullable Object> insertAttributes(
      TextCursor cursor, Map<String, @Nullable Object> attributes) {
    Map<String, @Nullable Object> negated = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) -> {
          Object current = cursor.attributes.get(key);
          if (!JsValues.equalAttributes(current, value)) {
            negated.put(key, current);
            insertItem(cursor, new ContentFormat(key, value));
          }
        });
    return negated;
  }

  private void insertNegated(TextCursor cursor, Map<String, @Nullable Object> negated) {
    while (cursor.right != null
        && (cursor.right.isDeleted() || isNegation(TextCursor.formatOf(cursor.right), negated))) {
      ContentFormat format = TextCursor.formatOf(cursor.right);
      if (format != null && !cursor.right.isDeleted()) {
        negated.remove(format.key());
      }
      cursor.forward();
    }
    negated.forEach((key, value) -> insertItem(cursor, new ContentFormat(key, value)));
  }

  private static boolean isNegation(
      @Nullable ContentFormat format, Map<String, @Nullable Object> negated) {
    return format != null
        && negated.containsKey(format.key())
        && JsValues.equalAttributes(negated.get(format.key()), format.value());
  }

  private void format(TextCursor cursor, int length, Map<String, @Nullable Object> attributes) {
    cursor.skipRedundant(attributes);
    Map<String, @Nullable Object> negated = insertAttributes(cursor, attributes);
    int remaining = length;
    while (cursor.right != null && (remaining > 0 || mayContinue(cursor.right, negated))) {
      Item item = cursor.right;
      if (!item.isDeleted()) {
        ContentFormat format = TextCursor.formatOf(item);
        if (format == null) {
          if (remaining < item.length) {
            transaction.state().store().split(transaction, item, remaining);
          }
          remaining -= item.length;
        } else if (!overrideFormat(cursor, item, format, attributes, negated, remaining)) {
          break;
        }
      }
      cursor.forward();
    }
    if (remaining > 0) {
      insertText(cursor, "\n".repeat(remaining));
    }
    insertNegated(cursor, negated);
  }

  private static boolean mayContinue(Item item, Map<String, @Nullable Object> negated) {
    return !negated.isEmpty() && (item.isDeleted() || item.isFormat());
  }

  /** Handles an attribute inside a formatted range. Returns false if the range ends before it. */
  private boolean overrideFormat(
      TextCursor cursor,
      Item item,
      ContentFormat format,
      Map<String, @Nullable Object> attributes,
      Map<String, @Nullable Object> negated,
      int remaining) {
    String key = format.key();
    if (!attributes.containsKey(key)) {
      cursor.attributes.put(key, format.value());
      return true;
    }
    if (JsValues.equalAttributes(attributes.get(key), format.value())) {
      negated.remove(key);
    } else if (remaining == 0) {
      return false;
    } else {
      negated.put(key, format.value());
    }
    transaction.state().deleter().delete(transaction, item);
    return true;
  }

  private void delete(TextCursor cursor, int length) {
    Map<String, @Nullable Object> startAttributes = new LinkedHashMap<>(cursor.attributes);
    Item start = cursor.right;
    int remaining = length;
    while (remaining > 0 && cursor.right != null) {
      remaining -= deleteElement(transaction, cursor.right, remaining);
      cursor.forward();
    }
    if (start != null) {
      FormattingCleanup.cleanGap(
          transaction, start, cursor.right, startAttributes, cursor.attributes);
    }
  }
}
