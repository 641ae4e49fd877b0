package dev.ycrdt.core.type;

import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.Subscription;
import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.event.XmlEvent;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.type.ListEditor;
import dev.ycrdt.core.internal.type.ListReader;
import dev.ycrdt.core.internal.type.Preliminary;
import dev.ycrdt.core.internal.type.SnapshotReader;
import dev.ycrdt.core.internal.type.TypeHandles;
import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.type.Values;
import dev.ycrdt.core.internal.type.XmlReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A list of XML nodes. Thread rules are those of {@link SharedType}.
 *
 * <p>Source: Yjs {@code types/YXmlFragment.js}. Differs: positions out of range are refused before
 * anything is changed.
 */
public sealed class YXmlFragment extends SharedType implements Iterable<@Nullable Object>
    permits YXmlElement {
  /** Makes an empty fragment, to be inserted into another shared type. */
  public YXmlFragment() {
    this(preliminary(TypeKind.XML_FRAGMENT));
  }

  YXmlFragment(TypeNode node) {
    super(node);
  }

  /**
   * Inserts nodes before the one at {@code index}.
   *
   * @param index 0 to {@link #length()} inclusive
   * @throws IndexOutOfBoundsException if {@code index} is out of range
   * @throws IllegalArgumentException if a node is part of a document already
   */
  public final void insert(int index, List<? extends SharedType> nodes) {
    List<@Nullable Object> prepared = Values.prepareList(node(), nodes);
    edit(
        transaction -> {
          checkIndex(index, node().sequence.length());
          ListEditor.insert(transaction, node(), index, prepared);
        },
        preliminary -> insertPreliminary(preliminary, index, prepared));
  }

  private void insertPreliminary(
      Preliminary preliminary, int index, List<@Nullable Object> prepared) {
    checkIndex(index, preliminary.list.size());
    prepared.forEach(element -> Values.claim(node(), element));
    preliminary.list.addAll(index, prepared);
  }

  /**
   * Inserts nodes directly behind {@code reference}.
   *
   * @param reference a child of this type; null inserts at the start
   * @throws IllegalArgumentException if {@code reference} is no child of this type, or a node is
   *     part of a document already
   */
  public final void insertAfter(@Nullable SharedType reference, List<? extends SharedType> nodes) {
    List<@Nullable Object> prepared = Values.prepareList(node(), nodes);
    edit(
        transaction -> {
          Item item = reference == null ? null : itemOf(reference);
          if (!prepared.isEmpty()) {
            ListEditor.insertAfter(transaction, node(), item, prepared);
          }
        },
        preliminary ->
            insertPreliminary(preliminary, indexAfter(preliminary, reference), prepared));
  }

  private Item itemOf(SharedType reference) {
    Item item = reference.node().item;
    if (item == null || item.parent != node() || item.isDeleted()) {
      throw new IllegalArgumentException("the reference is not a child of this type");
    }
    return item;
  }

  private static int indexAfter(Preliminary preliminary, @Nullable SharedType reference) {
    if (reference == null) {
      return 0;
    }
    int index = preliminary.list.indexOf(reference.node());
    if (index < 0) {
      throw new IllegalArgumentException("the reference is not a child of this type");
    }
    return index + 1;
  }

  /**
   * Appends nodes.
   *
   * @throws IllegalArgumentException as {@link #insert}
   */
  public final void push(List<? extends SharedType> nodes) {
    List<@Nullable Object> prepared = Values.prepareList(node(), nodes);
    edit(
        transaction -> ListEditor.insert(transaction, node(), node().sequence.length(), prepared),
        preliminary -> insertPreliminary(preliminary, preliminary.list.size(), prepared));
  }

  /**
   * Inserts nodes at the start.
   *
   * @throws IllegalArgumentException as {@link #insert}
   */
  public final void unshift(List<? extends SharedType> nodes) {
    insert(0, nodes);
  }

  /**
   * Deletes the node at {@code index}.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public final void delete(int index) {
    delete(index, 1);
  }

  /**
   * Deletes {@code length} nodes from {@code index} on.
   *
   * @throws IndexOutOfBoundsException if the range is not in 0 to {@link #length()}
   */
  public final void delete(int index, int length) {
    edit(
        transaction -> {
          checkRange(index, length, node().sequence.length());
          ListEditor.delete(transaction, node(), index, length);
        },
        preliminary -> {
          checkRange(index, length, preliminary.list.size());
          preliminary.list.subList(index, index + length).clear();
        });
  }

  /**
   * {@return the node at {@code index}; a document of another library may hold other values}
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public final @Nullable Object get(int index) {
    return read(
        node -> {
          checkRange(index, 1, node.sequence.length());
          return ListReader.get(node, index);
        });
  }

  /** {@return the nodes as they are now, unmodifiable} */
  public final List<@Nullable Object> toList() {
    return readAnyTime(
        () -> Collections.unmodifiableList(ListReader.toList(node())),
        preliminary -> {
          List<@Nullable Object> nodes = new ArrayList<>(preliminary.list);
          nodes.replaceAll(TypeHandles::publicValue);
          return Collections.unmodifiableList(nodes);
        });
  }

  /**
   * {@return the nodes from {@code from} to {@code to}, exclusive}
   *
   * @param from negative to count from the end
   * @param to negative to count from the end
   * @throws IndexOutOfBoundsException if the range is not in 0 to {@link #length()}
   */
  public final List<@Nullable Object> slice(int from, int to) {
    return sliceOf(from, to);
  }

  /** {@return an iterator over the nodes as they are now} */
  @Override
  public final Iterator<@Nullable Object> iterator() {
    return toList().iterator();
  }

  @Override
  public YXmlFragment copy() {
    return (YXmlFragment) copied();
  }

  /**
   * {@return an iterator over the XML nodes inside this one that {@code filter} accepts, parents
   * before their children}
   *
   * <p>It reads step by step and goes on from where it is when the document has changed. The filter
   * is called with the lock of the document held.
   *
   * <p>Source: Yjs {@code createTreeWalker}.
   */
  public final Iterator<SharedType> createTreeWalker(Predicate<? super SharedType> filter) {
    return new XmlTreeWalker(this, filter);
  }

  /**
   * {@return the first element inside this type with that node name, whatever its case, null when
   * there is none}
   *
   * <p>Source: Yjs {@code querySelector}, which knows no other selectors.
   */
  public final @Nullable YXmlElement querySelector(String nodeName) {
    Iterator<SharedType> elements = createTreeWalker(named(nodeName));
    return elements.hasNext() ? (YXmlElement) elements.next() : null;
  }

  /** {@return all elements inside this type with that node name, see {@link #querySelector}} */
  public final List<YXmlElement> querySelectorAll(String nodeName) {
    return read(
        node -> {
          List<YXmlElement> found = new ArrayList<>();
          createTreeWalker(named(nodeName)).forEachRemaining(e -> found.add((YXmlElement) e));
          return Collections.unmodifiableList(found);
        });
  }

  private static Predicate<SharedType> named(String nodeName) {
    String wanted = nodeName.toUpperCase(Locale.ROOT);
    return type ->
        type instanceof YXmlElement element
            && !element.nodeName().isEmpty()
            && element.nodeName().toUpperCase(Locale.ROOT).equals(wanted);
  }

  /**
   * {@return the nodes as they were at a snapshot}
   *
   * <p>Shared types are those of the document, deleted ones included; read them with the same
   * snapshot. Source: Yjs {@code typeListToArraySnapshot}. Differs: elements count one by one,
   * where Yjs shows or hides what happens to be merged as a whole.
   */
  public final List<@Nullable Object> toList(Snapshot snapshot) {
    return read(node -> Collections.unmodifiableList(SnapshotReader.toList(node, snapshot)));
  }

  /** {@return the first node, null when there is none or it is no shared type} */
  public final @Nullable SharedType firstChild() {
    return read(
        node ->
            node.sequence.length() > 0 && ListReader.get(node, 0) instanceof SharedType type
                ? type
                : null);
  }

  /** {@return the number of nodes} */
  public final int length() {
    return readAnyTime(() -> node().sequence.length(), preliminary -> preliminary.list.size());
  }

  /** {@return the nodes as XML, nothing escaped} */
  @Override
  public final String toString() {
    return node().doc == null ? super.toString() : read(XmlReader::toXml);
  }

  /**
   * Calls {@code observer} after every transaction that changed the nodes or attributes of this
   * type.
   *
   * @return ends the observation when closed
   */
  public final Subscription observe(BiConsumer<XmlEvent, Transaction> observer) {
    return observeShallow((event, transaction) -> observer.accept((XmlEvent) event, transaction));
  }
}
