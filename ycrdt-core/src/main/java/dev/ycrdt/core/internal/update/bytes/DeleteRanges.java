package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.Arrays;

/**
 * Deleted clock ranges of many clients as rows of columns, in the order they were added.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/DeleteSet.js}. Differs: ranges of length 0 and clocks
 * beyond 2^31-1 are refused, as they are in structs.
 */
public final class DeleteRanges {
  private static final int MIN_CLIENT_BYTES = 2;
  private static final int MIN_RANGE_BYTES = 2;

  private long[] client = new long[4];
  private int[] clock = new int[4];
  private int[] clockLength = new int[4];
  private int size;

  /** Adds all ranges of the V1 delete set at the reader's position. */
  public void readV1(ByteReader in, DecodeLimits limits) {
    int clients = in.readCount("delete set clients", MIN_CLIENT_BYTES);
    for (int i = 0; i < clients; i++) {
      long rangeClient = in.readVarUint();
      int ranges = in.readCount("deleted ranges", MIN_RANGE_BYTES);
      checkCount(in, size + ranges, limits);
      for (int j = 0; j < ranges; j++) {
        int rangeClock = in.readVarUint31("deleted clock");
        int length = in.readVarUint31("deleted length");
        checkRange(in, rangeClock, length);
        add(rangeClient, rangeClock, length);
      }
    }
  }

  /**
   * Adds all ranges of the V2 delete set at the reader's position, where each clock is the distance
   * from the end of the range before it and each length is one less.
   *
   * <p>Source: Yjs {@code DSDecoderV2}.
   */
  public void readV2(ByteReader in, DecodeLimits limits) {
    int clients = in.readCount("delete set clients", MIN_CLIENT_BYTES);
    for (int i = 0; i < clients; i++) {
      long rangeClient = in.readVarUint();
      int ranges = in.readCount("deleted ranges", MIN_RANGE_BYTES);
      checkCount(in, size + ranges, limits);
      int end = 0;
      for (int j = 0; j < ranges; j++) {
        long rangeClock = (long) end + in.readVarUint31("distance to deleted clock");
        long length = 1L + in.readVarUint31("deleted length");
        if (rangeClock + length > Integer.MAX_VALUE) {
          throw tooFar(in, rangeClock, length);
        }
        add(rangeClient, (int) rangeClock, (int) length);
        end = (int) (rangeClock + length);
      }
    }
  }

  private static void checkCount(ByteReader in, int ranges, DecodeLimits limits) {
    if (ranges > limits.maxDeleteRanges()) {
      throw new LimitExceededException(
          "number of deleted ranges",
          ranges,
          limits.maxDeleteRanges(),
          "maxDeleteRanges",
          in.position());
    }
  }

  private static void checkRange(ByteReader in, int rangeClock, int length) {
    if (length == 0) {
      throw in.error("deleted range of length 0");
    }
    if (length > Integer.MAX_VALUE - rangeClock) {
      throw tooFar(in, rangeClock, length);
    }
  }

  private static DecodeException tooFar(ByteReader in, long rangeClock, long length) {
    return in.error(
        "deleted clock "
            + rangeClock
            + " + length "
            + length
            + " exceeds 2^31-1, the largest clock held");
  }

  /** Adds a range; {@code length} is at least 1 and the range ends at 2^31-1 or before. */
  public void add(long rangeClient, int rangeClock, int length) {
    if (size == client.length) {
      int capacity = size * 2;
      client = Arrays.copyOf(client, capacity);
      clock = Arrays.copyOf(clock, capacity);
      clockLength = Arrays.copyOf(clockLength, capacity);
    }
    client[size] = rangeClient;
    clock[size] = rangeClock;
    clockLength[size] = length;
    size++;
  }

  public int size() {
    return size;
  }

  public long client(int row) {
    return client[row];
  }

  public int clock(int row) {
    return clock[row];
  }

  public int clockLength(int row) {
    return clockLength[row];
  }

  /**
   * {@return these ranges with clients descending, clocks ascending, and ranges that overlap or
   * touch joined}
   *
   * <p>Source: Yjs {@code sortAndMergeDeleteSet}.
   */
  public DeleteRanges merged() {
    DeleteRanges out = new DeleteRanges();
    for (int row : ClientClockOrder.sorted(client, clock, size)) {
      if (!out.joinsLast(client[row], clock[row], clockLength[row])) {
        out.add(client[row], clock[row], clockLength[row]);
      }
    }
    return out;
  }

  private boolean joinsLast(long rangeClient, int rangeClock, int length) {
    int last = size - 1;
    if (last < 0 || client[last] != rangeClient || clock[last] + clockLength[last] < rangeClock) {
      return false;
    }
    clockLength[last] = Math.max(clockLength[last], rangeClock + length - clock[last]);
    return true;
  }

  /**
   * Writes the ranges as a V1 delete set: clients descending, the ranges of one client in the order
   * they were added.
   */
  public void writeV1(ByteWriter out) {
    int[] order = ClientClockOrder.sorted(client, new int[size], size);
    out.writeVarUint(countClients(order));
    for (int from = 0; from < size; ) {
      int to = endOfClient(order, from);
      out.writeVarUint(client[order[from]]);
      out.writeVarUint(to - from);
      for (; from < to; from++) {
        out.writeVarUint(clock[order[from]]);
        out.writeVarUint(clockLength[order[from]]);
      }
    }
  }

  /**
   * Writes the ranges as a V2 delete set, which holds distances, so that the ranges of one client
   * must not overlap and must ascend. Others are merged before.
   */
  public void writeV2(ByteWriter out) {
    if (!canBeWrittenAsDistances()) {
      merged().writeV2(out);
      return;
    }
    int[] order = ClientClockOrder.sorted(client, new int[size], size);
    out.writeVarUint(countClients(order));
    for (int from = 0; from < size; ) {
      int to = endOfClient(order, from);
      out.writeVarUint(client[order[from]]);
      out.writeVarUint(to - from);
      int end = 0;
      for (; from < to; from++) {
        int row = order[from];
        out.writeVarUint(clock[row] - end);
        out.writeVarUint(clockLength[row] - 1);
        end = clock[row] + clockLength[row];
      }
    }
  }

  private boolean canBeWrittenAsDistances() {
    int[] order = ClientClockOrder.sorted(client, new int[size], size);
    for (int i = 1; i < size; i++) {
      int before = order[i - 1];
      int row = order[i];
      if (client[before] == client[row] && clock[row] < clock[before] + clockLength[before]) {
        return false;
      }
    }
    return true;
  }

  private int countClients(int[] order) {
    int clients = 0;
    for (int from = 0; from < size; from = endOfClient(order, from)) {
      clients++;
    }
    return clients;
  }

  private int endOfClient(int[] order, int from) {
    int to = from + 1;
    while (to < size && client[order[to]] == client[order[from]]) {
      to++;
    }
    return to;
  }

  /**
   * {@return how many clocks of the given range are deleted}
   *
   * <p>Only for {@link #merged()} ranges. Cost: logarithmic, plus the ranges that overlap.
   */
  public int countDeleted(long rangeClient, int rangeClock, int length) {
    int deleted = 0;
    int end = rangeClock + length;
    for (int row = firstEndingAfter(rangeClient, rangeClock);
        row < size && client[row] == rangeClient && clock[row] < end;
        row++) {
      int overlapFrom = Math.max(clock[row], rangeClock);
      deleted += Math.min(clock[row] + clockLength[row], end) - overlapFrom;
    }
    return deleted;
  }

  /** {@return the first row of a merged set that ends after the given clock, or comes after it} */
  public int firstEndingAfter(long rangeClient, int rangeClock) {
    int low = 0;
    int high = size;
    while (low < high) {
      int mid = (low + high) >>> 1;
      boolean before =
          client[mid] != rangeClient
              ? client[mid] > rangeClient
              : clock[mid] + clockLength[mid] <= rangeClock;
      if (before) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }
}
