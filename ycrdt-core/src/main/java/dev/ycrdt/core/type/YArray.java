package dev.ycrdt.core.type;

import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.Subscription;
import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.event.ArrayEvent;
import dev.ycrdt.core.internal.type.ListEditor;
import dev.ycrdt.core.internal.type.ListReader;
import dev.ycrdt.core.internal.type.Preliminary;
import dev.ycrdt.core.internal.type.SnapshotReader;
import dev.ycrdt.core.internal.type.TypeHandles;
import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.type.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list of values.
 *
 * <pre>{@code
 * YArray todo = doc.getArray("todo");
 * todo.insert(0, List.of("write", 1, new YMap()));
 * todo.delete(1, 1);
 * }</pre>
 *
 * <p>Elements are plain values (null, booleans, numbers, strings, byte arrays, lists, maps), shared
 * types and documents. Plain values are copied on the way in and immutable on the way out. Thread
 * rules are those of {@link SharedType}. Cost of an edit or access: logarithmic in the number of
 * items.
 *
 * <p>Source: Yjs {@code types/YArray.js}. Differs: positions out of range are refused before
 * anything is changed.
 */
public final class YArray extends SharedType implements Iterable<@Nullable Object> {
  /** Makes an empty array, to be inserted into another shared type. */
  public YArray() {
    this(preliminary(TypeKind.ARRAY));
  }

  /**
   * Makes an array with elements, to be inserted into another shared type.
   *
   * @throws IllegalArgumentException as {@link #insert}
   */
  public YArray(List<?> elements) {
    this();
    insert(0, elements);
  }

  YArray(TypeNode node) {
    super(node);
  }

  /**
   * Inserts elements before the one at {@code index}.
   *
   * @param index 0 to {@link #length()} inclusive
   * @throws IndexOutOfBoundsException if {@code index} is out of range
   * @throws IllegalArgumentException if an element is of an unsupported class, is undefined or a
   *     bigint, or is a shared type that is part of a document already
   */
  public void insert(int index, List<?> elements) {
    List<@Nullable Object> prepared = Values.prepareList(node(), elements);
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
   * Appends elements.
   *
   * @throws IllegalArgumentException as {@link #insert}
   */
  public void push(List<?> elements) {
    List<@Nullable Object> prepared = Values.prepareList(node(), elements);
    edit(
        transaction -> ListEditor.push(transaction, node(), prepared),
        preliminary -> insertPreliminary(preliminary, preliminary.list.size(), prepared));
  }

  /**
   * Inserts elements at the start.
   *
   * @throws IllegalArgumentException as {@link #insert}
   */
  public void unshift(List<?> elements) {
    insert(0, elements);
  }

  /**
   * Deletes the element at {@code index}.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public void delete(int index) {
    delete(index, 1);
  }

  /**
   * Deletes {@code length} elements from {@code index} on.
   *
   * @throws IndexOutOfBoundsException if the range is not in 0 to {@link #length()}
   */
  public void delete(int index, int length) {
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
   * {@return the element at {@code index}}
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public @Nullable Object get(int index) {
    return read(
        node -> {
          checkRange(index, 1, node.sequence.length());
          return ListReader.get(node, index);
        });
  }

  /** {@return the elements as they are now, unmodifiable} */
  public List<@Nullable Object> toList() {
    return readAnyTime(
        () -> Collections.unmodifiableList(ListReader.toList(node())),
        preliminary -> {
          List<@Nullable Object> elements = new ArrayList<>(preliminary.list);
          elements.replaceAll(TypeHandles::publicValue);
          return Collections.unmodifiableList(elements);
        });
  }

  /**
   * {@return the elements from {@code from} on}
   *
   * @param from negative to count from the end
   * @throws IndexOutOfBoundsException if it is not in 0 to {@link #length()}
   */
  public List<@Nullable Object> slice(int from) {
    return read(node -> sliceOf(from, node.sequence.length()));
  }

  /**
   * {@return the elements as they were at a snapshot}
   *
   * <p>Shared types are those of the document, deleted ones included; read them with the same
   * snapshot. Source: Yjs {@code typeListToArraySnapshot}. Differs: elements count one by one,
   * where Yjs shows or hides what happens to be merged as a whole.
   */
  public List<@Nullable Object> toList(Snapshot snapshot) {
    return read(node -> Collections.unmodifiableList(SnapshotReader.toList(node, snapshot)));
  }

  /**
   * {@return the elements from {@code from} to {@code to}, exclusive}
   *
   * @param from negative to count from the end
   * @param to negative to count from the end
   * @throws IndexOutOfBoundsException if the range is not in 0 to {@link #length()}
   */
  public List<@Nullable Object> slice(int from, int to) {
    return sliceOf(from, to);
  }

  /** {@return the elements as they are now} */
  public Stream<@Nullable Object> stream() {
    return toList().stream();
  }

  /**
   * {@return this array as a list that shows every change and passes edits on, each as a
   * transaction of its own unless one is open}
   *
   * <p>Replacing an element deletes it and inserts another one. An iterator fails when the array is
   * changed through the list in other ways than its own.
   */
  public List<@Nullable Object> asList() {
    return new ArrayView(this);
  }

  /** Puts a value in the place of another one, in one transaction. */
  void replace(int index, @Nullable Object element) {
    List<@Nullable Object> one = new ArrayList<>(1);
    one.add(element);
    List<@Nullable Object> prepared = Values.prepareList(node(), one);
    edit(
        transaction -> {
          checkRange(index, 1, node().sequence.length());
          ListEditor.delete(transaction, node(), index, 1);
          ListEditor.insert(transaction, node(), index, prepared);
        },
        preliminary -> {
          checkRange(index, 1, preliminary.list.size());
          preliminary.list.remove(index);
          insertPreliminary(preliminary, index, prepared);
        });
  }

  @Override
  public YArray copy() {
    return (YArray) copied();
  }

  /** {@return the number of elements} */
  public int length() {
    return readAnyTime(() -> node().sequence.length(), preliminary -> preliminary.list.size());
  }

  /** {@return an iterator over the elements as they are now} */
  @Override
  public Iterator<@Nullable Object> iterator() {
    return toList().iterator();
  }

  /**
   * Calls {@code observer} after every transaction that changed this array.
   *
   * @return ends the observation when closed
   */
  public Subscription observe(BiConsumer<ArrayEvent, Transaction> observer) {
    return observeShallow((event, transaction) -> observer.accept((ArrayEvent) event, transaction));
  }
}
