package dev.ycrdt.core;

/**
 * Stacks of an undo manager were cleared, by a call or because a change made redo impossible.
 *
 * <p>Source: the event {@code stack-cleared} of Yjs {@code utils/UndoManager.js}.
 *
 * @param undoStackCleared whether the undo stack was cleared
 * @param redoStackCleared whether the redo stack was cleared
 */
public record StackClearedEvent(boolean undoStackCleared, boolean redoStackCleared) {}
