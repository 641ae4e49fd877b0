package dev.ycrdt.core.internal.undo;

import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.transaction.TypeChange;
import dev.ycrdt.core.internal.type.TypeNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types, with everything inside them, whose changes can be undone; or the whole document.
 *
 * <p>Source: {@code scope} in Yjs {@code utils/UndoManager.js}.
 */
public final class UndoScope {
  private final Set<TypeNode> types = new LinkedHashSet<>();
  private boolean wholeDocument;

  /** Adds a type. */
  public void add(TypeNode type) {
    types.add(type);
  }

  /** Adds everything. */
  public void addWholeDocument() {
    wholeDocument = true;
  }

  /** {@return the types that were added} */
  public Set<TypeNode> types() {
    return Collections.unmodifiableSet(types);
  }

  /** {@return whether the scope is the whole document} */
  public boolean isWholeDocument() {
    return wholeDocument;
  }

  /**
   * {@return whether {@code item} is in the scope}
   *
   * <p>Source: Yjs {@code isParentOf}.
   */
  public boolean contains(Item item) {
    return wholeDocument || containsAncestor(item.parent);
  }

  /** {@return whether a transaction, whose observers have been called, changed something in it} */
  public boolean isTouchedBy(DocTransaction transaction) {
    if (wholeDocument) {
      return true;
    }
    for (TypeChange change : transaction.changes()) {
      if (change.isAnnounced() && containsAncestor(change.type)) {
        return true;
      }
    }
    return false;
  }

  private boolean containsAncestor(TypeNode type) {
    for (@Nullable TypeNode next = type; next != null; next = next.parent()) {
      if (types.contains(next)) {
        return true;
      }
    }
    return false;
  }
}
