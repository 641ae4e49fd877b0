package dev.ycrdt.core;

import dev.ycrdt.core.internal.struct.ContentBinary;
import dev.ycrdt.core.internal.struct.ContentFormat;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.ContentString;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.TextItem;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.type.TypeHandles;
import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.type.SharedType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of a document, to be looked at: a piece of content that one client has put into one
 * place at one time.
 *
 * <p>A filter or observer must look at it only while it runs, and on its thread. Anyone else must
 * look at it inside {@link YDoc#read} or {@link YDoc#transact}, and before the next change of the
 * document: afterwards the item may be split or become part of another.
 *
 * <p>Source: Yjs {@code structs/Item.js}, as {@code deleteFilter}, {@code gcFilter} and {@code
 * changes} of an event show it.
 */
public final class ItemView {
  private final Item item;

  ItemView(Item item) {
    this.item = item;
  }

  /**
   * {@return the items in the list part of a type, in their order, deleted ones included}
   *
   * <p>How content is divided into items depends on how it came about and may change with every
   * transaction. Map entries and attributes are not in the list part.
   *
   * <p>Source: Yjs {@code getTypeChildren}.
   *
   * @throws IllegalStateException if {@code type} is not part of a document
   */
  public static List<ItemView> childrenOf(SharedType type) {
    TypeNode node = TypeHandles.nodeOf(type);
    DocState state = node.doc;
    if (state == null) {
      throw new IllegalStateException("only a type that is part of a document has items");
    }
    return state.locked(
        () -> {
          List<ItemView> children = new ArrayList<>();
          for (Item item = node.sequence.first(); item != null; item = item.right) {
            children.add(new ItemView(item));
          }
          return Collections.unmodifiableList(children);
        });
  }

  /** {@return the client that created the item} */
  public long client() {
    return item.client.id;
  }

  /** {@return the first clock of the item} */
  public long clock() {
    return item.clock;
  }

  /** {@return the number of clocks: UTF-16 code units of text, values of a list, else 1} */
  public int length() {
    return item.length;
  }

  /** {@return whether the item is deleted} */
  public boolean isDeleted() {
    return item.isDeleted();
  }

  /** {@return whether an undo manager keeps the item from being collected} */
  public boolean isKept() {
    return item.isKept();
  }

  /** {@return the type that holds the item, null for a root that nobody has asked for by type} */
  public @Nullable SharedType parent() {
    TypeNode parent = item.parent;
    return parent.kind() == TypeKind.UNTYPED ? null : TypeHandles.handleOf(parent);
  }

  /** {@return the key of the map entry or attribute that the item belongs to, null in a list} */
  public @Nullable String parentSub() {
    return item.parentSub();
  }

  /** {@return what the item holds} */
  public Kind kind() {
    return switch (item.contentRef()) {
      case StructRef.JSON -> Kind.JSON;
      case StructRef.BINARY -> Kind.BINARY;
      case StructRef.STRING -> Kind.STRING;
      case StructRef.EMBED -> Kind.EMBED;
      case StructRef.FORMAT -> Kind.FORMAT;
      case StructRef.TYPE -> Kind.TYPE;
      case StructRef.ANY -> Kind.ANY;
      case StructRef.DOC -> Kind.DOC;
      default -> Kind.DELETED;
    };
  }

  /**
   * {@return what the item holds, as described at each {@link Kind}}
   *
   * <p>Cost: the length of the item.
   */
  public @Nullable Object value() {
    if (item instanceof TextItem text) {
      return text.isCollected() ? null : text.text();
    }
    ContentItem holder = (ContentItem) item;
    return switch (kind()) {
      case DELETED -> null;
      case STRING -> ((ContentString) holder.content()).text();
      case ANY, JSON -> values(holder);
      case FORMAT -> formatOf((ContentFormat) holder.content());
      case BINARY -> ((ContentBinary) holder.content()).bytes().clone();
      case EMBED, TYPE, DOC -> TypeHandles.publicValue(holder.content().valueAt(0));
    };
  }

  private static List<@Nullable Object> values(ContentItem holder) {
    List<@Nullable Object> values = new ArrayList<>(holder.length);
    for (int i = 0; i < holder.length; i++) {
      values.add(holder.content().valueAt(i));
    }
    return Collections.unmodifiableList(values);
  }

  private static Map<String, @Nullable Object> formatOf(ContentFormat format) {
    return Collections.singletonMap(format.key(), format.value());
  }

  @Override
  public String toString() {
    return kind() + " " + client() + ":" + clock() + "+" + length();
  }

  /** The kinds of content, with what {@link #value()} returns for each. */
  public enum Kind {
    /** Collected content: null. */
    DELETED,
    /** Plain values in an old format: a list of them. */
    JSON,
    /** Bytes: a {@code byte[]}, a copy. */
    BINARY,
    /** Text: a {@link String}. */
    STRING,
    /** A value inside text: that value. */
    EMBED,
    /** The start or end of an attribute of text: a map of its key to its value, null at the end. */
    FORMAT,
    /** A nested type: its {@link SharedType}. */
    TYPE,
    /** Plain values: a list of them. */
    ANY,
    /** A subdocument: its {@link YDoc}. */
    DOC
  }
}
