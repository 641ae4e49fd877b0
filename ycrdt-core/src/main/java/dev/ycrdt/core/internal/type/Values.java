package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.internal.struct.Content;
import dev.ycrdt.core.internal.struct.ContentAny;
import dev.ycrdt.core.internal.struct.ContentBinary;
import dev.ycrdt.core.internal.struct.ContentDoc;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.SubdocOptions;
import dev.ycrdt.core.internal.transaction.DocHandles;
import dev.ycrdt.core.internal.transaction.DocState;
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
  // inserting recurses once per level
  static final int MAX_PRELIMINARY_DEPTH = 512;

  private Values() {}

  /**
   * {@return the prepared value of a map entry}
   *
   * @param container the type that is to hold the value
   * @throws IllegalArgumentException if it is of no supported class, or a shared type that was
   *     inserted somewhere already
   */
  public static @Nullable Object prepare(TypeNode container, @Nullable Object value) {
    if (value instanceof SharedType type) {
      TypeNode node = TypeHandles.nodeOf(type);
      checkUnused(container, node);
      return node;
    }
    if (value instanceof YDoc doc) {
      checkUnused(container, doc);
      return doc;
    }
    return JsValues.copyOf(value);
  }

  private static void checkUnused(TypeNode container, YDoc doc) {
    DocState outer = container.doc;
    if (outer != null && outer.life().isInside(doc)) {
      throw new IllegalArgumentException("a document cannot hold itself");
    }
    if (DocHandles.stateOf(doc).life().isSubdoc()) {
      throw new IllegalArgumentException(
          "this document is a subdocument already; make another one with the same guid");
    }
  }

  private static void checkUnused(TypeNode container, TypeNode node) {
    int depth = node.preliminaryDepth;
    for (TypeNode outer = container; outer != null; outer = outer.waitingIn) {
      if (outer == node) {
        throw new IllegalArgumentException("a shared type cannot hold itself");
      }
      depth++;
    }
    if (depth > MAX_PRELIMINARY_DEPTH) {
      throw new IllegalArgumentException(
          "shared types that are not part of a document yet are nested deeper than "
              + MAX_PRELIMINARY_DEPTH);
    }
    if (node.doc != null || node.waitingIn != null) {
      throw new IllegalArgumentException(
          "this "
              + node.kind().className()
              + " was inserted already; a shared type has one place only");
    }
  }

  /**
   * {@return the prepared value of an element of a text}
   *
   * @param container the text
   * @throws IllegalArgumentException as {@link #prepare}, and for documents
   */
  public static @Nullable Object prepareEmbed(TypeNode container, @Nullable Object value) {
    if (value instanceof YDoc) {
      throw new IllegalArgumentException("a text cannot hold a document");
    }
    return prepare(container, value);
  }

  /**
   * {@return the prepared elements of a list}
   *
   * @param container the type that is to hold the values
   * @throws IllegalArgumentException as {@link #prepare}, and for undefined and bigint, which Yjs
   *     has no place for in lists
   */
  public static List<@Nullable Object> prepareList(TypeNode container, List<?> values) {
    List<@Nullable Object> prepared = new ArrayList<>(values.size());
    for (Object value : values) {
      if (value == Undefined.INSTANCE || value instanceof BigInteger) {
        throw new IllegalArgumentException(
            "a list cannot hold " + (value instanceof BigInteger ? "a bigint" : "undefined"));
      }
      prepared.add(prepare(container, value));
    }
    checkDistinct(prepared);
    return prepared;
  }

  /**
   * Checks that no shared type is among {@code prepared} values twice.
   *
   * @throws IllegalArgumentException if one is
   */
  public static void checkDistinct(Iterable<? extends @Nullable Object> prepared) {
    Set<Object> types = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Object value : prepared) {
      if ((value instanceof TypeNode || value instanceof YDoc) && !types.add(value)) {
        throw new IllegalArgumentException("the same shared type or document is inserted twice");
      }
    }
  }

  /** Records that a prepared value waits in a preliminary type. */
  public static void claim(TypeNode container, @Nullable Object prepared) {
    if (prepared instanceof TypeNode node) {
      node.waitingIn = container;
      int depth = node.preliminaryDepth;
      for (TypeNode outer = container; outer != null; outer = outer.waitingIn) {
        outer.preliminaryDepth = Math.max(outer.preliminaryDepth, ++depth);
      }
    }
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
