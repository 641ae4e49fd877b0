package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.transaction.TypeChange;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one shared type: a list of items and a map of items, of which its kind uses one or
 * both. API objects are thin handles on a node.
 *
 * <p>A node is in one of three states: preliminary (made by the API, {@code doc} is null and
 * content waits in {@code preliminary}), root (has a name in its document), or nested (has an
 * item).
 *
 * <p>Source: Yjs {@code types/AbstractType.js}.
 */
public final class TypeNode {
  /** The node name of an element for which none was given. */
  public static final String DEFAULT_ELEMENT_NAME = "UNDEFINED";

  /** The list part. */
  public final Sequence sequence = new Sequence();

  /** Who wants to know of changes. */
  public final TypeObservers observers = new TypeObservers();

  /** The document, null while preliminary. */
  public volatile @Nullable DocState doc;

  /** The item that holds this type, null for roots and while preliminary. */
  public @Nullable Item item;

  /** The API object, once there is one. */
  public @Nullable Object handle;

  /** What the transaction that changed this type last did to it. */
  public @Nullable TypeChange change;

  /** The preliminary type that holds this one, so that it gets into one place only. */
  public @Nullable TypeNode waitingIn;

  /** How many levels of preliminary types this one holds. */
  public int preliminaryDepth;

  /** Content that waits until this type becomes part of a document. */
  public @Nullable Preliminary preliminary;

  private TypeKind kind;
  private final @Nullable String name;
  private Map<String, Item> map = Map.of();
  private Map<String, Item> firstItems = Map.of();
  private int depth;

  private TypeNode(TypeKind kind, @Nullable String name) {
    this.kind = kind;
    this.name = name;
  }

  /** {@return a node without a name} */
  public static TypeNode unnamed(TypeKind kind) {
    return new TypeNode(kind, null);
  }

  /** {@return a node with the name of an XML element or hook} */
  public static TypeNode named(TypeKind kind, String name) {
    return new TypeNode(kind, name);
  }

  /** {@return a root type} */
  public static TypeNode root(DocState doc, String name, TypeKind kind) {
    TypeNode node = new TypeNode(kind, name);
    node.doc = doc;
    return node;
  }

  /** {@return a node of the same kind and name that is part of no document and empty} */
  public TypeNode emptyCopy() {
    return new TypeNode(kind, name);
  }

  /** {@return the kind} */
  public TypeKind kind() {
    return kind;
  }

  /** Gives an untyped root its kind. */
  public void setKind(TypeKind newKind) {
    kind = newKind;
  }

  /** {@return the node name of an element, the hook name of a hook} */
  public String name() {
    if (name == null) {
      throw new IllegalStateException(kind.className() + " has no name");
    }
    return name;
  }

  /** {@return the node name of an element, which roots do not have} */
  public String elementName() {
    return item == null && doc != null ? DEFAULT_ELEMENT_NAME : name();
  }

  /** {@return the name of a root} */
  public String rootName() {
    return name();
  }

  /** {@return the parent type, null for roots and while preliminary} */
  public @Nullable TypeNode parent() {
    return item == null ? null : item.parent;
  }

  /** {@return whether this type is a nested one whose item is deleted} */
  public boolean isDeleted() {
    return item != null && item.isDeleted();
  }

  /** {@return how many types of the document this one is inside of; 0 for roots} */
  public int depth() {
    return depth;
  }

  /** Makes this preliminary type part of a document and inserts its preliminary content. */
  public void integrate(DocTransaction transaction, Item holder) {
    doc = transaction.state();
    item = holder;
    depth = holder.parent.depth + 1;
    waitingIn = null;
    Preliminary content = preliminary;
    if (content != null) {
      preliminary = null;
      content.insertInto(transaction, this);
    }
  }

  /** {@return the current item of a map entry, which may be deleted} */
  public @Nullable Item mapItem(String key) {
    return map.get(key);
  }

  /** {@return the leftmost item of a map entry: the oldest, and never the current one but alone} */
  public @Nullable Item firstMapItem(String key) {
    Item first = firstItems.get(key);
    if (first != null) {
      return first;
    }
    first = map.get(key);
    if (first == null || first.left == null) {
      return first;
    }
    while (first.left != null) {
      first = first.left;
    }
    setFirstMapItem(key, first);
    return first;
  }

  /**
   * Remembers the leftmost item of a map entry, because the way to it can be long. It stays in its
   * place as long as this type does: items are merged into those on their left.
   */
  public void setFirstMapItem(String key, Item first) {
    if (firstItems.isEmpty()) {
      firstItems = new HashMap<>();
    }
    firstItems.put(key, first);
  }

  /** {@return the current item of a map entry if it has a value} */
  public @Nullable Item liveMapItem(String key) {
    Item current = map.get(key);
    return current == null || current.isDeleted() ? null : current;
  }

  /** {@return the current items by key, deleted ones included, in the order the keys appeared} */
  public Map<String, Item> mapItems() {
    return Collections.unmodifiableMap(map);
  }

  /** Makes {@code current} the current item of a map entry. */
  public void putMapItem(String key, Item current) {
    if (map.isEmpty()) {
      map = new LinkedHashMap<>();
    }
    map.put(key, current);
  }

  /** Forgets all items, which were collected. */
  public void clear() {
    sequence.clear();
    map = Map.of();
    firstItems = Map.of();
  }
}
