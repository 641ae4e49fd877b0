package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.DeleteRanges.ClientRanges;
import dev.ycrdt.core.internal.store.StructStore;
import dev.ycrdt.core.internal.struct.ContentFormat;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.Struct;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.lib0.JsValues;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deletes attributes that have no effect: those that are overridden before any content, and those
 * that set what is in effect anyway.
 *
 * <p>Source: Yjs {@code types/YText.js}: {@code cleanupFormattingGap}, {@code
 * cleanupContextlessFormattingGap}, {@code cleanupYTextFormatting}, {@code
 * cleanupYTextAfterTransaction}.
 */
public final class FormattingCleanup {
  private FormattingCleanup() {}

  /**
   * Cleans the attributes between {@code start} and the next visible content.
   *
   * @param current the place up to which {@code currentAttributes} has been collected
   * @param startAttributes in effect at {@code start}
   * @param currentAttributes in effect at {@code current}; corrected for what is deleted before it
   */
  static void cleanGap(
      DocTransaction transaction,
      Item start,
      @Nullable Item current,
      Map<String, @Nullable Object> startAttributes,
      Map<String, @Nullable Object> currentAttributes) {
    Map<String, ContentFormat> lastFormats = new HashMap<>();
    Item end = gapEnd(start, lastFormats);
    boolean reachedCurrent = false;
    for (Item item = start; item != end && item != null; item = item.right) {
      reachedCurrent |= item == current;
      ContentFormat format = item.isDeleted() ? null : TextCursor.formatOf(item);
      if (format != null) {
        String key = format.key();
        Object startValue = startAttributes.get(key);
        boolean unchanged = JsValues.sameNumberOrEquals(startValue, format.value());
        if (lastFormats.get(key) != format || unchanged) {
          transaction.state().deleter().delete(transaction, item);
          if (!reachedCurrent
              && !unchanged
              && JsValues.sameNumberOrEquals(currentAttributes.get(key), format.value())) {
            restore(currentAttributes, key, startValue);
          }
        }
        if (!reachedCurrent && !item.isDeleted()) {
          TextCursor.apply(format, currentAttributes);
        }
      }
    }
  }

  private static @Nullable Item gapEnd(Item start, Map<String, ContentFormat> lastFormats) {
    Item end = start;
    while (end != null && (!end.isCountable() || end.isDeleted())) {
      ContentFormat format = end.isDeleted() ? null : TextCursor.formatOf(end);
      if (format != null) {
        lastFormats.put(format.key(), format);
      }
      end = end.right;
    }
    return end;
  }

  private static void restore(
      Map<String, @Nullable Object> attributes, String key, @Nullable Object value) {
    if (value == null) {
      attributes.remove(key);
    } else {
      attributes.put(key, value);
    }
  }

  /** Cleans all of a text. */
  private static void cleanAll(DocTransaction transaction, TypeNode text) {
    Item start = text.sequence.first();
    Map<String, @Nullable Object> startAttributes = new LinkedHashMap<>();
    Map<String, @Nullable Object> currentAttributes = new LinkedHashMap<>();
    for (Item end = start; end != null; end = end.right) {
      if (!end.isDeleted()) {
        ContentFormat format = TextCursor.formatOf(end);
        if (format != null) {
          TextCursor.apply(format, currentAttributes);
        } else {
          if (start != null) {
            cleanGap(transaction, start, end, startAttributes, currentAttributes);
          }
          startAttributes = new LinkedHashMap<>(currentAttributes);
          start = end;
        }
      }
    }
  }

  /**
   * Deletes attributes around {@code item} that are overridden before any content.
   *
   * @param cleaned the items of gaps that are clean already; those of this gap are added
   */
  private static void cleanGapAround(DocTransaction transaction, Item item, Set<Item> cleaned) {
    Item last = item;
    while (last.right != null && (last.right.isDeleted() || !last.right.isCountable())) {
      last = last.right;
    }
    Set<String> keys = new HashSet<>();
    for (Item next = last;
        next != null && (next.isDeleted() || !next.isCountable());
        next = next.left) {
      cleaned.add(next);
      ContentFormat format = next.isDeleted() ? null : TextCursor.formatOf(next);
      if (format != null && !keys.add(format.key())) {
        transaction.state().deleter().delete(transaction, next);
      }
    }
  }

  /**
   * Cleans what a remote transaction may have made redundant, in a transaction of its own: all of a
   * text that got or lost an attribute, otherwise only the gaps where something was deleted.
   */
  public static void afterTransaction(DocTransaction transaction) {
    Set<TypeNode> toClean = new LinkedHashSet<>();
    transaction.forEachNewRange(
        (client, clock) ->
            forEachStruct(
                transaction,
                client,
                clock,
                client.state(),
                item -> {
                  if (!item.isDeleted() && item.isFormat()) {
                    toClean.add(item.parent);
                  }
                }));
    Set<Item> cleaned = Collections.newSetFromMap(new IdentityHashMap<>());
    transaction
        .state()
        .transact(
            null,
            true,
            cleanup -> {
              forEachDeleted(transaction, item -> visitDeleted(cleanup, item, toClean, cleaned));
              for (TypeNode text : toClean) {
                cleanAll(cleanup, text);
              }
            });
  }

  private static void visitDeleted(
      DocTransaction cleanup, Item item, Set<TypeNode> toClean, Set<Item> cleaned) {
    TypeNode parent = item.parent;
    if (parent.sequence.isFormatted() && !toClean.contains(parent)) {
      if (item.isFormat()) {
        toClean.add(parent);
      } else if (!cleaned.contains(item)) {
        cleanGapAround(cleanup, item, cleaned);
      }
    }
  }

  private static void forEachDeleted(DocTransaction transaction, Consumer<Item> action) {
    for (ClientRanges ranges : transaction.deletes().clients()) {
      for (int i = 0; i < ranges.count(); i++) {
        forEachStruct(transaction, ranges.client(), ranges.clock(i), ranges.end(i), action);
      }
    }
  }

  // Yjs splits at both ends of a range, with effects on which items the merge passes look at.
  private static void forEachStruct(
      DocTransaction transaction, ClientStructs client, int clock, int end, Consumer<Item> action) {
    StructStore store = transaction.state().store();
    int next = clock;
    while (next < Math.min(end, client.state())) {
      Struct struct = store.splitBefore(transaction, client, next);
      if (end < struct.endClock()) {
        store.splitBefore(transaction, client, end);
      }
      next = struct.endClock();
      if (struct instanceof Item item) {
        action.accept(item);
      }
    }
  }
}
