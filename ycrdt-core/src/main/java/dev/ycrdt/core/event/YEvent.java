package dev.ycrdt.core.event;

import dev.ycrdt.core.ItemView;
import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.type.SharedType;
import java.util.List;
import java.util.Map;

/**
 * What one transaction did to one shared type.
 *
 * <p>An event is computed when it is asked, and only while its transaction is being cleaned up: ask
 * in the observer. What has been asked once stays available afterwards. Used on the thread of the
 * transaction only.
 *
 * <p>Source: Yjs {@code utils/YEvent.js}.
 */
public sealed interface YEvent permits ArrayEvent, MapEvent, TextEvent, XmlEvent {
  /** {@return the type that changed} */
  SharedType target();

  /** {@return the type whose observer is being called: the target or one of its ancestors} */
  SharedType currentTarget();

  /**
   * {@return the way from {@link #currentTarget()} to {@link #target()}: a {@link String} key for
   * each step into a map, an {@link Integer} index for each step into a list}
   *
   * <p>Indexes count UTF-16 code units in text. Empty for the type's own observers.
   */
  List<Object> path();

  /** {@return the transaction} */
  Transaction transaction();

  /**
   * {@return what happened to the entries of the map part, by key, in the order of their first
   * change}
   *
   * @throws IllegalStateException if the transaction is over and this was not asked before
   */
  Map<String, KeyChange> keys();

  /**
   * {@return what happened to the list part}
   *
   * <p>For text, insertions are strings or embedded values, with attributes; for other types each
   * insertion is a {@link List} of values.
   *
   * @throws IllegalStateException if the transaction is over and this was not asked before
   */
  Delta delta();

  /**
   * {@return all that happened to the type: the items that were added and deleted, {@link #keys()}
   * and {@link #delta()}}
   *
   * @throws IllegalStateException if the transaction is over and neither this nor {@link #delta()}
   *     was asked before
   */
  Changes changes();

  /**
   * {@return whether the transaction added {@code item}, even if it deleted it again}
   *
   * <p>What transactions added that observers of this one have started counts as well.
   *
   * @throws IllegalStateException if the transaction is over
   */
  boolean adds(ItemView item);

  /**
   * {@return whether the transaction deleted {@code item}, even if it added it before}
   *
   * @throws IllegalStateException if the transaction is over
   */
  boolean deletes(ItemView item);
}
