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
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A list of XML nodes. Thread rules are those of {@link SharedType}.
 *
 * <p>Source: Yjs {@code types/YXmlFragment.js}. Differs: positions out of range are refused before
 * anything is changed.
 */
public sealed class YXmlFragment extends SharedType permits YXmlElement {
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
