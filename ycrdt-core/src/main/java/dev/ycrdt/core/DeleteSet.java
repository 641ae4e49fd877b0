package dev.ycrdt.core;

import dev.ycrdt.core.internal.transaction.DocHandles;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.update.bytes.DeleteRanges;
import dev.ycrdt.core.internal.update.bytes.RangeAlgebra;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Which clocks are deleted, as sorted ranges per client that neither overlap nor touch.
 *
 * <p>Two sets that say the same are equal, however they were made. Clocks lie between 0 and
 * 2<sup>31</sup>-1. Immutable and safe for use by any thread.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/DeleteSet.js}. Differs: Yjs keeps ranges as they were
 * read until a set is merged with another.
 */
public final class DeleteSet {
  private static final DeleteSet EMPTY = new DeleteSet(new DeleteRanges());

  /** Merged: clients descending, clocks ascending. */
  private final DeleteRanges ranges;

  private DeleteSet(DeleteRanges merged) {
    this.ranges = merged;
  }

  /**
   * Deleted clocks of one client that follow each other.
   *
   * @param clock the first deleted clock
   * @param length how many clocks are deleted, at least 1
   */
  public record Range(long clock, long length) {

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if {@code clock} is negative, {@code length} is not
     *     positive, or the range ends beyond 2<sup>31</sup>-1
     */
    public Range {
      if (clock < 0 || length < 1 || length > Integer.MAX_VALUE - clock) {
        throw new IllegalArgumentException("range of " + length + " clocks from " + clock);
      }
    }

    /** {@return the first clock after the range} */
    public long end() {
      return clock + length;
    }
  }

  /** {@return the set in which nothing is deleted} */
  public static DeleteSet empty() {
    return EMPTY;
  }

  /**
   * {@return a set of the given ranges, which may overlap and come in any order}
   *
   * @throws IllegalArgumentException if a client is outside 0 to 2<sup>53</sup>-1
   */
  public static DeleteSet of(Map<Long, ? extends Collection<Range>> rangesByClient) {
    DeleteRanges unsorted = new DeleteRanges();
    rangesByClient.forEach(
        (client, clientRanges) -> {
          if (client < 0 || client >= 1L << 53) {
            throw new IllegalArgumentException("client outside 0 to 2^53-1: " + client);
          }
          for (Range range : clientRanges) {
            unsorted.add(client, (int) range.clock(), (int) range.length());
          }
        });
    return new DeleteSet(unsorted.merged());
  }

  /**
   * Reads an encoded delete set (V1). Bytes that follow it are ignored.
   *
   * @throws DecodeException if {@code bytes} is no delete set, or holds a range of length 0 or one
   *     that ends beyond 2<sup>31</sup>-1
   */
  public static DeleteSet decode(byte[] bytes) {
    return decode(bytes, DecodeLimits.trusted());
  }

  /**
   * Reads an encoded delete set as {@link #decode(byte[])} does, with a limit on its ranges.
   *
   * @throws LimitExceededException if it has more than {@link DecodeLimits#maxDeleteRanges()}
   * @throws DecodeException if {@code bytes} is no delete set
   */
  public static DeleteSet decode(byte[] bytes, DecodeLimits limits) {
    return readV1(new ByteReader(bytes), limits);
  }

  /**
   * Reads a delete set in the form that updates and snapshots of format V2 have. Bytes that follow
   * it are ignored.
   *
   * @throws DecodeException if {@code bytes} is no delete set, or a range ends beyond
   *     2<sup>31</sup>-1
   */
  public static DeleteSet decodeV2(byte[] bytes) {
    return decodeV2(bytes, DecodeLimits.trusted());
  }

  /**
   * Reads an encoded delete set as {@link #decodeV2(byte[])} does, with a limit on its ranges.
   *
   * @throws LimitExceededException if it has more than {@link DecodeLimits#maxDeleteRanges()}
   * @throws DecodeException if {@code bytes} is no delete set
   */
  public static DeleteSet decodeV2(byte[] bytes, DecodeLimits limits) {
    return readV2(new ByteReader(bytes), limits);
  }

  static DeleteSet readV1(ByteReader in, DecodeLimits limits) {
    DeleteRanges unsorted = new DeleteRanges();
    unsorted.readV1(in, limits);
    return new DeleteSet(unsorted.merged());
  }

  static DeleteSet readV2(ByteReader in, DecodeLimits limits) {
    DeleteRanges unsorted = new DeleteRanges();
    unsorted.readV2(in, limits);
    return new DeleteSet(unsorted.merged());
  }

  /**
   * {@return everything that is deleted in a document}
   *
   * <p>Source: Yjs {@code createDeleteSetFromStructStore}. Cost: the number of structs.
   */
  public static DeleteSet of(YDoc doc) {
    DocState state = DocHandles.stateOf(doc);
    return state.locked(() -> state.store().deleteRanges().toDeleteSet());
  }

  /** {@return the encoded form (V1), clients in descending order as Yjs writes them} */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(8 + ranges.size() * 8);
    ranges.writeV1(out);
    return out.toByteArray();
  }

  /** {@return the encoded form (V2), clients in descending order as Yjs writes them} */
  public byte[] encodeV2() {
    ByteWriter out = new ByteWriter(8 + ranges.size() * 6);
    ranges.writeV2(out);
    return out.toByteArray();
  }

  /**
   * {@return a set of everything that is deleted in at least one of {@code sets}}
   *
   * <p>Source: Yjs {@code mergeDeleteSets}.
   */
  public static DeleteSet merge(Collection<DeleteSet> sets) {
    DeleteRanges all = new DeleteRanges();
    for (DeleteSet set : sets) {
      for (int row = 0; row < set.ranges.size(); row++) {
        all.add(set.ranges.client(row), set.ranges.clock(row), set.ranges.clockLength(row));
      }
    }
    return new DeleteSet(all.merged());
  }

  /** {@return a set of everything that is deleted in this set or in {@code other}} */
  public DeleteSet union(DeleteSet other) {
    return merge(List.of(this, other));
  }

  /** {@return a set of everything that is deleted in this set and in {@code other}} */
  public DeleteSet intersection(DeleteSet other) {
    return new DeleteSet(RangeAlgebra.intersection(ranges, other.ranges));
  }

  /** {@return a set of everything that is deleted in this set but not in {@code other}} */
  public DeleteSet difference(DeleteSet other) {
    return new DeleteSet(RangeAlgebra.difference(ranges, other.ranges));
  }

  /**
   * {@return whether all of {@code length} clocks from {@code clock} on are deleted}
   *
   * @param length at least 0
   */
  public boolean contains(long client, long clock, long length) {
    return length == 0
        || (clock >= 0
            && length > 0
            && clock < Integer.MAX_VALUE
            && length <= Integer.MAX_VALUE - clock
            && ranges.countDeleted(client, (int) clock, (int) length) == length);
  }

  /** {@return whether everything that is deleted in {@code other} is deleted in this set} */
  public boolean contains(DeleteSet other) {
    return RangeAlgebra.contains(ranges, other.ranges);
  }

  /** {@return whether nothing is deleted} */
  public boolean isEmpty() {
    return ranges.size() == 0;
  }

  /**
   * {@return whether the given clock is deleted}
   *
   * <p>Source: Yjs {@code isDeleted}. Cost: logarithmic in the number of ranges.
   */
  public boolean isDeleted(long client, long clock) {
    return clock >= 0
        && clock < Integer.MAX_VALUE
        && ranges.countDeleted(client, (int) clock, 1) == 1;
  }

  /** {@return the clients with deleted clocks, in descending order} */
  public Set<Long> clients() {
    Set<Long> clients = new LinkedHashSet<>();
    for (int row = 0; row < ranges.size(); row++) {
      clients.add(ranges.client(row));
    }
    return Collections.unmodifiableSet(clients);
  }

  /** {@return the number of ranges of all clients} */
  public int rangeCount() {
    return ranges.size();
  }

  /** Calls {@code action} for each range, clients in descending and clocks in ascending order. */
  public void forEach(BiConsumer<Long, Range> action) {
    for (int row = 0; row < ranges.size(); row++) {
      action.accept(ranges.client(row), new Range(ranges.clock(row), ranges.clockLength(row)));
    }
  }

  /** {@return the deleted ranges of a client in ascending order, empty if it has none} */
  public List<Range> ranges(long client) {
    List<Range> found = new ArrayList<>();
    for (int row = ranges.firstEndingAfter(client, 0);
        row < ranges.size() && ranges.client(row) == client;
        row++) {
      found.add(new Range(ranges.clock(row), ranges.clockLength(row)));
    }
    return Collections.unmodifiableList(found);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeleteSet that && Arrays.equals(encode(), that.encode());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }

  /** {@return the ranges per client, for people} */
  @Override
  public String toString() {
    Map<Long, List<Range>> byClient = new LinkedHashMap<>();
    for (long client : clients()) {
      byClient.put(client, ranges(client));
    }
    return "DeleteSet" + byClient;
  }
}
