package dev.ycrdt.core.type;

import dev.ycrdt.core.ItemId;
import dev.ycrdt.core.Snapshot;

/**
 * Says how {@link YText#toDelta(Snapshot, Snapshot, ChangeMarker)} marks text that was added or
 * removed between two snapshots.
 *
 * <p>Source: the parameter {@code computeYChange} of Yjs {@code YText.toDelta}.
 */
@FunctionalInterface
public interface ChangeMarker {
  /** What happened to a run of text. */
  enum Change {
    /** The text is in the newer snapshot only. */
    ADDED,
    /** The text is in the older snapshot only. */
    REMOVED
  }

  /**
   * {@return the mark of a run of text, the value of its attribute "ychange"}
   *
   * <p>Neighbouring runs come out as one step only if the value is a map with the entries {@code
   * user}, the client id as a number, and {@code type}, {@code "added"} or {@code "removed"}, and
   * both say the same; then only the first run is asked for. Otherwise each run is a step of its
   * own.
   *
   * @param change what happened to the run
   * @param id the first element of the run, which tells who added it
   */
  Object mark(Change change, ItemId id);
}
