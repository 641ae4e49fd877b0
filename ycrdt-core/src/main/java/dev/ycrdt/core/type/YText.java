package dev.ycrdt.core.type;

import dev.ycrdt.core.ItemId;
import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.Subscription;
import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.event.TextEvent;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.type.MapEditor;
import dev.ycrdt.core.internal.type.Preliminary;
import dev.ycrdt.core.internal.type.Preliminary.TextEdit;
import dev.ycrdt.core.internal.type.SnapshotDeltaReader;
import dev.ycrdt.core.internal.type.SnapshotReader;
import dev.ycrdt.core.internal.type.TextEditor;
import dev.ycrdt.core.internal.type.TextReader;
import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.type.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Text with formatting and embedded values.
 *
 * <pre>{@code
 * YText text = doc.getText("content");
 * text.insert(0, "hello", Map.of("bold", true));
 * text.format(0, 2, Map.of("italic", true));
 * text.delete(4, 1);
 * }</pre>
 *
 * <p>Positions count UTF-16 code units, as in {@link String}; an embedded value takes one. An edit
 * that cuts a surrogate pair in two replaces both halves by U+FFFD. Thread rules are those of
 * {@link SharedType}.
 *
 * <p>Cost of an edit: logarithmic in the number of items; proportional to it once the text has
 * formatting.
 *
 * <p>Source: Yjs {@code types/YText.js}. Differs: positions out of range are refused, where Yjs
 * clamps or pads.
 */
public sealed class YText extends SharedType permits YXmlText {
  /** Makes an empty text, to be inserted into another shared type. */
  public YText() {
    this(preliminary(TypeKind.TEXT));
  }

  /** Makes a text with content, to be inserted into another shared type. */
  public YText(String content) {
    this();
    insert(0, content);
  }

  YText(TypeNode node) {
    super(node);
  }

  /**
   * Edits the text, or notes the edit for later.
   *
   * @param newLength checks positions against the length before and returns the length after
   */
  private void editText(LengthChange newLength, TextEdit edit) {
    edit(
        transaction -> {
          newLength.check(node().sequence.length());
          edit.apply(transaction, node());
        },
        preliminary -> preliminary.addTextEdit(edit, newLength.check(preliminary.textLength())));
  }

  /** Checks positions against the length before an edit and returns the length after it. */
  @FunctionalInterface
  private interface LengthChange {
    int check(int length);
  }

  private void claimIfPreliminary(@Nullable Object prepared) {
    if (node().doc == null) {
      Values.claim(node(), prepared);
    }
  }

  /** Checks an edit that changes nothing, which is no transaction. */
  private void checkOnly(LengthChange edit) {
    edit.check(readAnyTime(() -> node().sequence.length(), Preliminary::textLength));
  }

  private static LengthChange inserting(int index, int count) {
    return length -> {
      checkIndex(index, length);
      return length + count;
    };
  }

  private static LengthChange deleting(int index, int count) {
    return length -> {
      checkRange(index, count, length);
      return length - count;
    };
  }

  /**
   * Inserts text with the attributes of the text before it.
   *
   * @param index 0 to {@link #length()} inclusive
   * @throws IndexOutOfBoundsException if {@code index} is out of range
   */
  public final void insert(int index, String text) {
    if (text.isEmpty()) {
      checkOnly(inserting(index, 0));
      return;
    }
    DocState state = node().doc;
    if (state == null) {
      editText(
          inserting(index, text.length()),
          (transaction, node) -> TextEditor.insert(transaction, node, index, text));
      return;
    }
    // the path of every keystroke, without lambdas
    DocTransaction transaction = state.begin(null, true);
    try {
      checkIndex(index, node().sequence.length());
      TextEditor.insert(transaction, node(), index, text);
    } finally {
      state.end(transaction);
    }
  }

  /**
   * Inserts text with exactly the given attributes.
   *
   * @param index 0 to {@link #length()} inclusive
   * @param attributes plain values; a null value means that the attribute is not set
   * @throws IndexOutOfBoundsException if {@code index} is out of range
   * @throws IllegalArgumentException if an attribute is no plain value
   */
  public final void insert(int index, String text, Map<String, ?> attributes) {
    Map<String, @Nullable Object> prepared = Values.prepareAttributes(attributes);
    if (text.isEmpty()) {
      checkOnly(inserting(index, 0));
      return;
    }
    editText(
        inserting(index, text.length()),
        (transaction, node) -> TextEditor.insert(transaction, node, index, text, prepared));
  }

  /**
   * Inserts a plain value or a new shared type that takes one position, without attributes.
   *
   * @param index 0 to {@link #length()} inclusive
   * @throws IndexOutOfBoundsException if {@code index} is out of range
   * @throws IllegalArgumentException if {@code embed} is neither
   */
  public final void insertEmbed(int index, @Nullable Object embed) {
    insertEmbed(index, embed, Map.of());
  }

  /**
   * Inserts a plain value or a new shared type that takes one position.
   *
   * @param index 0 to {@link #length()} inclusive
   * @param attributes plain values
   * @throws IndexOutOfBoundsException if {@code index} is out of range
   * @throws IllegalArgumentException if {@code embed} is neither, or an attribute is no plain value
   */
  public final void insertEmbed(int index, @Nullable Object embed, Map<String, ?> attributes) {
    Object prepared = Values.prepareEmbed(node(), embed);
    Map<String, @Nullable Object> preparedAttributes = Values.prepareAttributes(attributes);
    editText(
        inserting(index, 1),
        (transaction, node) ->
            TextEditor.insertEmbed(transaction, node, index, prepared, preparedAttributes));
    claimIfPreliminary(prepared);
  }

  /**
   * Deletes {@code length} code units from {@code index} on.
   *
   * @throws IndexOutOfBoundsException if the range is not in 0 to {@link #length()}
   */
  public final void delete(int index, int length) {
    if (length == 0) {
      checkOnly(deleting(index, 0));
      return;
    }
    DocState state = node().doc;
    if (state == null) {
      editText(
          deleting(index, length),
          (transaction, node) -> TextEditor.delete(transaction, node, index, length));
      return;
    }
    // the path of every keystroke, without lambdas
    DocTransaction transaction = state.begin(null, true);
    try {
      checkRange(index, length, node().sequence.length());
      TextEditor.delete(transaction, node(), index, length);
    } finally {
      state.end(transaction);
    }
  }

  /**
   * Sets attributes of {@code length} code units from {@code index} on; the others keep theirs.
   *
   * @param attributes plain values; null removes an attribute
   * @throws IndexOutOfBoundsException if the range is not in 0 to {@link #length()}
   * @throws IllegalArgumentException if an attribute is no plain value
   */
  public final void format(int index, int length, Map<String, ?> attributes) {
    Map<String, @Nullable Object> prepared = Values.prepareAttributes(attributes);
    LengthChange unchanged =
        total -> {
          checkRange(index, length, total);
          return total;
        };
    if (length == 0) {
      checkOnly(unchanged);
      return;
    }
    editText(
        unchanged,
        (transaction, node) -> TextEditor.format(transaction, node, index, length, prepared));
  }

  /**
   * Applies a change in one transaction, keeping a newline at the end of the content.
   *
   * @see #applyDelta(Delta, boolean)
   */
  public final void applyDelta(Delta delta) {
    applyDelta(delta, true);
  }

  /**
   * Applies a change in one transaction. What reaches behind the end of the text is ignored if it
   * deletes, and filled up with newlines if it retains.
   *
   * @param sanitize whether a newline at the end of an insertion at the end of the text is kept; an
   *     editor that always shows a last newline of its own passes false
   * @throws IllegalArgumentException if a value or attribute is of an unsupported class
   */
  public final void applyDelta(Delta delta, boolean sanitize) {
    Delta prepared = prepare(delta);
    editText(
        length -> lengthAfter(prepared, length),
        (transaction, node) -> TextEditor.applyDelta(transaction, node, prepared, sanitize));
    prepared.ops().forEach(op -> claimIfPreliminary(inserted(op)));
  }

  private Delta prepare(Delta delta) {
    List<DeltaOp> prepared = new ArrayList<>(delta.ops().size());
    for (DeltaOp op : delta.ops()) {
      if (op instanceof DeltaOp.Insert insert) {
        prepared.add(
            new DeltaOp.Insert(
                Values.prepareEmbed(node(), insert.insert()),
                Values.prepareAttributes(insert.attributes())));
      } else if (op instanceof DeltaOp.Retain retain) {
        prepared.add(
            new DeltaOp.Retain(retain.length(), Values.prepareAttributes(retain.attributes())));
      } else {
        prepared.add(op);
      }
    }
    Delta result = new Delta(prepared);
    Values.checkDistinct(result.ops().stream().map(YText::inserted).toList());
    return result;
  }

  private static Object inserted(DeltaOp op) {
    return op instanceof DeltaOp.Insert insert && insert.insert() != null ? insert.insert() : op;
  }

  private static int lengthAfter(Delta delta, int lengthBefore) {
    int length = lengthBefore;
    int position = 0;
    for (DeltaOp op : delta.ops()) {
      if (op instanceof DeltaOp.Insert insert) {
        int count = insert.insert() instanceof String text ? text.length() : 1;
        length += count;
        position += count;
      } else if (op instanceof DeltaOp.Retain retain) {
        position += retain.length();
        length = Math.max(length, position);
      } else if (op instanceof DeltaOp.Delete delete) {
        length -= Math.min(delete.length(), length - position);
      }
    }
    return length;
  }

  @Override
  public YText copy() {
    return (YText) copied();
  }

  /** {@return the content with its formatting, all of it insertions} */
  public final Delta toDelta() {
    return read(TextReader::toDelta);
  }

  /**
   * {@return the content with its formatting as it was at a snapshot}
   *
   * <p>Opens a transaction with the origin {@code "cleanup"} that changes nothing and has no
   * update, though text is cut where the snapshot ends, see {@link Snapshot#restoreInto}.
   *
   * <p>Source: Yjs {@code YText.toDelta(snapshot)}.
   */
  public final Delta toDelta(Snapshot snapshot) {
    return SnapshotDeltaReader.read(node(), snapshot, null, SnapshotDeltaReader::defaultMark);
  }

  /**
   * {@return the content with its formatting at a snapshot, with text that was added since {@code
   * previous}, and also the text that was removed since, marked by the attribute {@code ychange}:
   * {@code {type=added}} or {@code {type=removed}}}
   *
   * @see #toDelta(Snapshot, Snapshot, ChangeMarker)
   */
  public final Delta toDelta(Snapshot snapshot, Snapshot previous) {
    return SnapshotDeltaReader.read(node(), snapshot, previous, SnapshotDeltaReader::defaultMark);
  }

  /**
   * {@return the content with its formatting at a snapshot, with text that was added since {@code
   * previous}, and also the text that was removed since, marked by the attribute {@code ychange}}
   *
   * <p>Formatting is that of {@code snapshot}. Embedded values are not marked themselves; they have
   * the mark of the text before them, as in Yjs. Opens a transaction as {@link #toDelta(Snapshot)}
   * does.
   *
   * <p>Source: Yjs {@code YText.toDelta(snapshot, prevSnapshot, computeYChange)}.
   *
   * @param changeMarker makes the value of {@code ychange}, for example with the name of the user
   */
  public final Delta toDelta(Snapshot snapshot, Snapshot previous, ChangeMarker changeMarker) {
    return SnapshotDeltaReader.read(
        node(),
        snapshot,
        previous,
        (isAdded, run) ->
            changeMarker.mark(
                isAdded ? ChangeMarker.Change.ADDED : ChangeMarker.Change.REMOVED,
                new ItemId(run.client.id, run.clock)));
  }

  /** {@return the characters as they were at a snapshot, see {@link #toString()}} */
  public final String toString(Snapshot snapshot) {
    return read(node -> SnapshotReader.toText(node, snapshot));
  }

  /** {@return the characters, without formatting and embedded values} */
  @Override
  public String toString() {
    return node().doc == null ? super.toString() : read(TextReader::toText);
  }

  /** {@return the length in UTF-16 code units, each embedded value counting one} */
  public final int length() {
    return readAnyTime(() -> node().sequence.length(), Preliminary::textLength);
  }

  /**
   * Sets an attribute of the text as a whole.
   *
   * @param value a plain value, a new shared type or a document
   * @throws IllegalArgumentException if {@code value} is of an unsupported class
   */
  public final void setAttribute(String name, @Nullable Object value) {
    Object prepared = Values.prepare(node(), value);
    editText(
        length -> length, (transaction, node) -> MapEditor.set(transaction, node, name, prepared));
    claimIfPreliminary(prepared);
  }

  /** Removes an attribute of the text as a whole. */
  public final void removeAttribute(String name) {
    editText(length -> length, (transaction, node) -> MapEditor.delete(transaction, node, name));
  }

  /** {@return an attribute of the text as a whole, null when it is not set} */
  public final @Nullable Object getAttribute(String name) {
    return mapValue(name);
  }

  /** {@return the attributes of the text as a whole} */
  public final Map<String, @Nullable Object> getAttributes() {
    return attributes();
  }

  /** {@return an attribute of the text as a whole as it was at a snapshot, null when not set} */
  public final @Nullable Object getAttribute(String name, Snapshot snapshot) {
    return mapValue(name, snapshot);
  }

  /** {@return the attributes of the text as a whole as they were at a snapshot} */
  public final Map<String, @Nullable Object> getAttributes(Snapshot snapshot) {
    return attributes(snapshot);
  }

  /**
   * Calls {@code observer} after every transaction that changed this text.
   *
   * @return ends the observation when closed
   */
  public final Subscription observe(BiConsumer<TextEvent, Transaction> observer) {
    return observeShallow((event, transaction) -> observer.accept((TextEvent) event, transaction));
  }
}
