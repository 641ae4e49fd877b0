package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.transaction.DocTransaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was put into a shared type before it became part of a document. Values are already copied
 * and checked, see {@link Values}.
 *
 * <p>Source: {@code _prelimContent}, {@code _prelimAttrs} and {@code _pending} in the Yjs types.
 */
public final class Preliminary {
  /** Elements of the list part; for text see {@link #addTextEdit}. */
  public final List<@Nullable Object> list = new ArrayList<>();

  /** Entries of the map part. */
  public final Map<String, @Nullable Object> map = new LinkedHashMap<>();

  private final List<TextEdit> textEdits = new ArrayList<>();
  private int textLength;

  /** {@return the length that a text will have, in UTF-16 code units} */
  public int textLength() {
    return textLength;
  }

  /** Adds an edit of a text, to be done in order, after which it has another length. */
  public void addTextEdit(TextEdit edit, int newLength) {
    textEdits.add(edit);
    textLength = newLength;
  }

  void insertInto(DocTransaction transaction, TypeNode node) {
    if (!list.isEmpty()) {
      ListEditor.insertAfter(transaction, node, null, list);
    }
    map.forEach((key, value) -> MapEditor.set(transaction, node, key, value));
    for (TextEdit edit : textEdits) {
      edit.apply(transaction, node);
    }
  }

  /** An edit of a text. */
  @FunctionalInterface
  public interface TextEdit {
    /** Does the edit. */
    void apply(DocTransaction transaction, TypeNode node);
  }
}
