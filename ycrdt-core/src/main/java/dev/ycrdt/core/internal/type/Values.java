package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.internal.struct.Content;
import dev.ycrdt.core.internal.struct.ContentAny;
import dev.ycrdt.core.internal.struct.ContentBinary;
import dev.ycrdt.core.internal.struct.ContentDoc;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.SubdocOptions;
import dev.ycrdt.core.lib0.JsValues;
import dev.ycrdt.core.type.SharedType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a caller hands in into what items hold. All checks happen here, before a transaction
 * changes anything: a prepared value is an immutable plain value, a byte array of our own, the node
 * of a preliminary shared type, or a document.
 */
public final class Values {
  private Values() {}

  /**
   * {@return the prepared value of a map entry}
   *
   * @throws IllegalArgumentException if it is of no supported class, or a shared type that is part
   *     of a document already
   */
  public static @Nullable Object prepare(@Nullable Object value) {
    if (value instanceof SharedType type) {
      TypeNode node = TypeHandles.nodeOf(type);
      if (node.doc != null) {
        throw new IllegalArgumentException(
            node.kind().className()
                + " is part of a document already; insert a new one or a clone");
      }
      return node;
    }
    return value instanceof YDoc ? value : JsValues.copyOf(value);
  }

  /**
   * {@return the prepared value of an element of a text}
   *
   * @throws IllegalArgumentException as {@link #prepare}, and for documents
   */
  public static @Nullable Object prepareEmbed(@Nullable Object value) {
    if (value instanceof YDoc) {
      throw new IllegalArgumentException("a text cannot hold a document");
    }
    return prepare(value);
  }

  /**
   * {@return the prepared elements of a list}
   *
   * @throws IllegalArgumentException as {@link #prepare}, and for undefined and bigint, which Yjs
   *     has no place for in lists, and for a shared type that occurs twice
   */
  public static List<@Nullable Object> prepareList(List<?> values) {
    List<@Nullable Object> prepared = new ArrayList<>(values.size());
    Set<Object> types = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Object value : values) {
      if (value == Undefined.INSTANCE || value instanceof BigInteger) {
        throw new IllegalArgumentException(
            "a list cannot hold " + (value instanceof BigInteger ? "a bigint" : "undefined"));
      }
      Object element = prepare(value);
      if (element instanceof TypeNode && !types.add(element)) {
        throw new IllegalArgumentException("the same shared type is inserted twice");
      }
      prepared.add(element);
    }
    return prepared;
  }

  /**
   * {@return prepared attributes of a text, in the order of their keys in JavaScript}
   *
   * @throws IllegalArgumentException if a value is not plain, or undefined
   */
  public static Map<String, @Nullable Object> prepareAttributes(Map<String, ?> attributes) {
    attributes.forEach(
        (key, value) -> {
          if (value == Undefined.INSTANCE) {
            throw new IllegalArgumentException("attribute " + key + " is undefined");
          }
        });
    return castToMap(JsValues.copyOf(attributes));
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the copy of a map is a map
  private static Map<String, @Nullable Object> castToMap(@Nullable Object copy) {
    return (Map<String, @Nullable Object>) copy;
  }

  /** {@return whether a prepared value shares an item with its neighbours in a list} */
  static boolean isPlain(@Nullable Object prepared) {
    return !(prepared instanceof byte[]
        || prepared instanceof TypeNode
        || prepared instanceof YDoc);
  }

  /** {@return the content of an item with one prepared value} */
  static Content contentOf(@Nullable Object prepared) {
    if (prepared instanceof byte[] bytes) {
      return new ContentBinary(bytes);
    }
    if (prepared instanceof TypeNode node) {
      return new ContentType(node);
    }
    if (prepared instanceof YDoc doc) {
      return new ContentDoc(doc, SubdocOptions.of(doc));
    }
    return new ContentAny(prepared);
  }
}
