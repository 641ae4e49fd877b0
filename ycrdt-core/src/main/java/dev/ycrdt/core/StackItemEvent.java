package dev.ycrdt.core;

import dev.ycrdt.core.event.YEvent;
import dev.ycrdt.core.type.SharedType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an item of an undo manager's stacks.
 *
 * <p>Source: Yjs {@code StackItemEvent} in {@code utils/UndoManager.js}.
 *
 * @param stackItem the item that was added, updated or popped
 * @param type the stack that the item is in or, when it was popped, came from
 * @param origin the origin of the transaction that was captured; the undo manager when popped
 * @param changedParentTypes every type that the transaction changed or that a changed type lies in,
 *     with the events of those changes, in the order of the changes. Empty when the transaction is
 *     still open, because undo or redo was called inside of one. When popped, the events tell only
 *     what they were asked by an observer before, see {@link YEvent}
 */
public record StackItemEvent(
    StackItem stackItem,
    Type type,
    @Nullable Object origin,
    Map<SharedType, List<YEvent>> changedParentTypes) {

  /** The two stacks of an undo manager. */
  public enum Type {
    /** What can be undone. */
    UNDO,
    /** What was undone and can be redone. */
    REDO
  }
}
