package dev.ycrdt.core.type;

import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.Subscription;
import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.YEvent;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.type.JsonReader;
import dev.ycrdt.core.internal.type.ListReader;
import dev.ycrdt.core.internal.type.MapEditor;
import dev.ycrdt.core.internal.type.MapReader;
import dev.ycrdt.core.internal.type.Preliminary;
import dev.ycrdt.core.internal.type.SnapshotReader;
import dev.ycrdt.core.internal.type.TypeCopier;
import dev.ycrdt.core.internal.type.TypeHandles;
import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.type.Values;
import dev.ycrdt.core.lib0.JsValues;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that several people can change at the same time.
 *
 * <p>A shared type is either a root of a document ({@code doc.getText("name")}), or made with a
 * constructor and inserted into another shared type. Until it is inserted it takes edits but cannot
 * be read; it can be inserted once only. Instances are equal only to themselves.
 *
 * <p>Every edit is a transaction of its own unless one is open, see {@link YDoc#transact}. Indexes
 * and lengths of text count UTF-16 code units, those of lists count elements; indexes start at 0,
 * and ends are exclusive. Safe for use by several threads: every call holds the lock of the
 * document. Before it is inserted, a type belongs to the thread that made it.
 *
 * <p>Source: Yjs {@code types/AbstractType.js}.
 */
public abstract sealed class SharedType permits YText, YArray, YMap, YXmlFragment {
  static {
    TypeHandles.open(new Handles());
  }

  private final TypeNode node;

  SharedType(TypeNode node) {
    this.node = node;
    node.handle = this;
  }

  static TypeNode preliminary(TypeKind kind) {
    TypeNode node = TypeNode.unnamed(kind);
    node.preliminary = new Preliminary();
    return node;
  }

  static TypeNode preliminary(TypeKind kind, String name) {
    TypeNode node = TypeNode.named(kind, name);
    node.preliminary = new Preliminary();
    return node;
  }

  final TypeNode node() {
    return node;
  }

  /** {@return the document, null before this type became part of one} */
  public final @Nullable YDoc doc() {
    DocState state = node.doc;
    return state == null ? null : state.doc();
  }

  /** {@return the shared type that holds this one, null for a root or before insertion} */
  public final @Nullable SharedType parent() {
    DocState state = node.doc;
    if (state == null) {
      return null;
    }
    return state.locked(
        () -> {
          TypeNode parent = node.parent();
          return parent == null ? null : TypeHandles.handleOf(parent);
        });
  }

  /**
   * {@return the name of this type as a root of its document, null if it is no root}
   *
   * <p>Source: Yjs {@code findRootTypeKey}.
   */
  public final @Nullable String rootName() {
    return node.doc == null || node.item != null ? null : node.rootName();
  }

  /**
   * {@return a new shared type with the content of this one, to be inserted somewhere}
   *
   * <p>Shared types and documents inside are copied as well. Attributes that a text has as a whole
   * are left out, as in Yjs.
   *
   * <p>Source: Yjs {@code clone}.
   *
   * @throws IllegalStateException if this type is not part of a document
   * @throws IllegalArgumentException if shared types are nested deeper than 512 levels
   */
  public abstract SharedType copy();

  final SharedType copied() {
    return TypeHandles.handleOf(read(TypeCopier::copy));
  }

  /** {@return elements of the list part; negative positions count from the end} */
  final List<@Nullable Object> sliceOf(int from, int to) {
    return read(
        list -> {
          int length = list.sequence.length();
          int start = from < 0 ? from + length : from;
          int end = to < 0 ? to + length : to;
          checkRange(start, end - start, length);
          return Collections.unmodifiableList(ListReader.slice(list, start, end));
        });
  }

  /**
   * {@return whether {@code other} is inside this type, at any depth; a type is not inside itself}
   *
   * <p>Types that were deleted count as long as they are not collected as garbage.
   *
   * <p>Source: Yjs {@code isParentOf}.
   */
  public final boolean isAncestorOf(SharedType other) {
    DocState state = node.doc;
    if (state == null || other.node.doc != state) {
      return false;
    }
    return state.locked(
        () -> {
          TypeNode ancestor = other.node.parent();
          while (ancestor != null && ancestor != node) {
            ancestor = ancestor.parent();
          }
          return ancestor != null;
        });
  }

  /**
   * {@return the content as plain values: a list for an array, a map for a map, a string for text
   * and XML}
   *
   * @throws IllegalStateException if this type is not part of a document
   */
  public Object toJson() {
    return read(JsonReader::read);
  }

  /**
   * Calls {@code observer} after every transaction that changed this type or anything inside it,
   * with one event for each changed type, those closest to this type first.
   *
   * @return ends the observation when closed
   * @throws IllegalStateException if this type is not part of a document
   */
  public final Subscription observeDeep(BiConsumer<List<YEvent>, Transaction> observer) {
    DocState state = state();
    return state.locked(() -> node.observers.observeDeep(state, observer));
  }

  final Subscription observeShallow(BiConsumer<YEvent, Transaction> observer) {
    return state().locked(() -> node.observers.observe(observer));
  }

  final DocState state() {
    DocState state = node.doc;
    if (state == null) {
      throw new IllegalStateException(
          "this " + node.kind().className() + " is not part of a document yet: insert it first");
    }
    return state;
  }

  /** {@return what {@code read} finds, with the document's lock held} */
  final <T extends @Nullable Object> T read(Function<TypeNode, T> read) {
    DocState state = state();
    state.lock();
    try {
      return read.apply(node);
    } finally {
      state.unlock();
    }
  }

  /** {@return what {@code read} finds in the document or before insertion} */
  final <T extends @Nullable Object> T readAnyTime(
      Supplier<T> read, Function<Preliminary, T> readPreliminary) {
    DocState state = node.doc;
    if (state == null) {
      return readPreliminary.apply(waiting());
    }
    return state.locked(read);
  }

  /** Edits the document in a transaction, or the content that waits for insertion. */
  final void edit(Consumer<DocTransaction> edit, Consumer<Preliminary> editPreliminary) {
    DocState state = node.doc;
    if (state == null) {
      editPreliminary.accept(waiting());
      return;
    }
    DocTransaction transaction = state.begin(null, true);
    try {
      edit.accept(transaction);
    } finally {
      state.end(transaction);
    }
  }

  private Preliminary waiting() {
    Preliminary preliminary = node.preliminary;
    if (preliminary == null) {
      throw new IllegalStateException("this shared type is being inserted by another thread");
    }
    return preliminary;
  }

  final void setMapValue(String key, @Nullable Object value) {
    Object prepared = Values.prepare(node, value);
    edit(
        transaction -> MapEditor.set(transaction, node, key, prepared),
        preliminary -> {
          Values.claim(node, prepared);
          preliminary.map.put(key, prepared);
        });
  }

  final void deleteMapValue(String key) {
    edit(
        transaction -> MapEditor.delete(transaction, node, key),
        preliminary -> preliminary.map.remove(key));
  }

  final @Nullable Object mapValue(String key) {
    return readAnyTime(
        () -> MapReader.get(node, key),
        preliminary -> TypeHandles.publicValue(preliminary.map.get(key)));
  }

  final boolean hasMapValue(String key) {
    return readAnyTime(
        () -> node.liveMapItem(key) != null, preliminary -> preliminary.map.containsKey(key));
  }

  final Map<String, @Nullable Object> mapValues() {
    return Collections.unmodifiableMap(read(MapReader::entries));
  }

  // In Yjs attributes come as an object, whose keys have an order of their own.
  final Map<String, @Nullable Object> attributes() {
    return Collections.unmodifiableMap(read(node -> JsValues.inKeyOrder(MapReader.entries(node))));
  }

  final @Nullable Object mapValue(String key, Snapshot snapshot) {
    return read(node -> SnapshotReader.get(node, key, snapshot));
  }

  final Map<String, @Nullable Object> mapValues(Snapshot snapshot) {
    return Collections.unmodifiableMap(read(node -> SnapshotReader.entries(node, snapshot)));
  }

  final Map<String, @Nullable Object> attributes(Snapshot snapshot) {
    return Collections.unmodifiableMap(
        read(node -> JsValues.inKeyOrder(SnapshotReader.entries(node, snapshot))));
  }

  static void checkIndex(int index, int length) {
    if (index < 0 || index > length) {
      throw new IndexOutOfBoundsException("index " + index + " is not in 0 to " + length);
    }
  }

  static void checkRange(int index, int count, int length) {
    if (index < 0 || count < 0 || index > length - count) {
      throw new IndexOutOfBoundsException(
          "range of " + count + " from " + index + " is not in 0 to " + length);
    }
  }

  private static final class Handles extends TypeHandles {
    @Override
    protected SharedType newHandle(TypeNode node) {
      return switch (node.kind()) {
        case ARRAY -> new YArray(node);
        case MAP -> new YMap(node);
        case TEXT -> new YText(node);
        case XML_ELEMENT -> new YXmlElement(node);
        case XML_FRAGMENT -> new YXmlFragment(node);
        case XML_HOOK -> new YXmlHook(node);
        case XML_TEXT -> new YXmlText(node);
        case UNTYPED ->
            throw new IllegalStateException(
                "root type \"" + node.rootName() + "\" has no kind yet: get it from the document");
      };
    }

    @Override
    protected TypeNode node(SharedType type) {
      return type.node;
    }
  }
}
