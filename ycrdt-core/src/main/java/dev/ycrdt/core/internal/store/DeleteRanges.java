package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.DeleteSet;
import dev.ycrdt.core.internal.update.UpdateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deleted ranges of clocks, collected in any order and then sorted and merged once. The order of
 * the clients is the order of their first deletion.
 *
 * <p>Source: Yjs {@code utils/DeleteSet.js}.
 */
public final class DeleteRanges {
  private static final int MAX_LINEAR = 8;

  private final List<ClientRanges> clients = new ArrayList<>(0);
  private Map<ClientStructs, ClientRanges> byClient = Map.of();
  private @Nullable ClientRanges last;

  /** {@return whether nothing was added} */
  public boolean isEmpty() {
    return last == null;
  }

  /** Adds a range, growing the latest range of the client where it touches. */
  public void add(ClientStructs client, int clock, int length) {
    ClientRanges ranges = clientRanges(client);
    if (ranges == null) {
      ranges = new ClientRanges(client);
      addClient(ranges);
    }
    last = ranges;
    ranges.add(clock, length);
  }

  private void addClient(ClientRanges ranges) {
    clients.add(ranges);
    if (clients.size() > MAX_LINEAR) {
      if (byClient.isEmpty()) {
        byClient = new HashMap<>();
        clients.forEach(known -> byClient.put(known.client, known));
      }
      byClient.put(ranges.client, ranges);
    }
  }

  /** Adds all ranges of {@code other}. */
  public void addAll(DeleteRanges other) {
    for (ClientRanges ranges : other.clients()) {
      for (int i = 0; i < ranges.count(); i++) {
        add(ranges.client(), ranges.clock(i), ranges.end(i) - ranges.clock(i));
      }
    }
  }

  /** Brings the ranges of each client into ascending order and joins those that touch. */
  public void sortAndMerge() {
    for (ClientRanges ranges : clients) {
      ranges.sortAndMerge();
    }
  }

  /** {@return the number of ranges} */
  int rangeCount() {
    int count = 0;
    for (ClientRanges ranges : clients) {
      count += ranges.count();
    }
    return count;
  }

  /** {@return the ranges by client, in the order of the clients' first deletion} */
  public List<ClientRanges> clients() {
    return Collections.unmodifiableList(clients);
  }

  /** {@return the ranges of {@code client}, null when it has none} */
  public @Nullable ClientRanges clientRanges(ClientStructs client) {
    if (last != null && last.client == client) {
      return last;
    }
    if (clients.size() > MAX_LINEAR) {
      return byClient.get(client);
    }
    for (ClientRanges ranges : clients) {
      if (ranges.client == client) {
        return ranges;
      }
    }
    return null;
  }

  /** {@return whether a clock is in a range; only after {@link #sortAndMerge()}} */
  public boolean contains(ClientStructs client, int clock) {
    ClientRanges ranges = clientRanges(client);
    return ranges != null && ranges.find(clock) >= 0;
  }

  /** {@return these ranges as an immutable set} */
  public DeleteSet toDeleteSet() {
    Map<Long, List<DeleteSet.Range>> rangesByClient = new HashMap<>();
    for (ClientRanges client : clients) {
      List<DeleteSet.Range> list = new ArrayList<>(client.count());
      for (int i = 0; i < client.count(); i++) {
        list.add(new DeleteSet.Range(client.clock(i), client.end(i) - client.clock(i)));
      }
      rangesByClient.put(client.client().id, list);
    }
    return DeleteSet.of(rangesByClient);
  }

  /**
   * Writes the ranges, clients in descending order of their ids; only after {@link
   * #sortAndMerge()}.
   *
   * <p>Source: Yjs {@code writeDeleteSet}.
   */
  public void write(UpdateWriter writer) {
    writer.writeCount(clients.size());
    if (clients.size() == 1) {
      clients.get(0).write(writer);
      return;
    }
    List<ClientRanges> sorted = new ArrayList<>(clients);
    sorted.sort((a, b) -> Long.compare(b.client.id, a.client.id));
    for (ClientRanges ranges : sorted) {
      ranges.write(writer);
    }
  }

  /** The ranges of one client. */
  public static final class ClientRanges {
    private final ClientStructs client;
    private int[] clocks = new int[2];
    private int[] ends = new int[2];
    private int count;

    ClientRanges(ClientStructs client) {
      this.client = client;
    }

    /** {@return the client} */
    public ClientStructs client() {
      return client;
    }

    /** {@return the number of ranges} */
    public int count() {
      return count;
    }

    /** {@return the first clock of a range} */
    public int clock(int index) {
      return clocks[index];
    }

    /** {@return the first clock after a range} */
    public int end(int index) {
      return ends[index];
    }

    void add(int clock, int length) {
      if (count > 0) {
        if (clock == ends[count - 1]) {
          ends[count - 1] += length;
          return;
        }
        if (clock + length == clocks[count - 1]) {
          clocks[count - 1] = clock;
          return;
        }
      }
      append(clock, clock + length);
    }

    private void append(int clock, int end) {
      if (count == clocks.length) {
        clocks = Arrays.copyOf(clocks, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
      }
      clocks[count] = clock;
      ends[count++] = end;
    }

    void sortAndMerge() {
      if (isSorted()) {
        return;
      }
      long[] sorted = new long[count];
      for (int i = 0; i < count; i++) {
        sorted[i] = ((long) clocks[i] << 32) | ends[i];
      }
      Arrays.sort(sorted);
      count = 0;
      for (long range : sorted) {
        int clock = (int) (range >>> 32);
        int end = (int) range;
        if (count > 0 && ends[count - 1] >= clock) {
          ends[count - 1] = Math.max(ends[count - 1], end);
        } else {
          append(clock, end);
        }
      }
    }

    private boolean isSorted() {
      for (int i = 1; i < count; i++) {
        if (clocks[i] <= ends[i - 1]) {
          return false;
        }
      }
      return true;
    }

    /** {@return the index of the range that covers {@code clock}, negative when none does} */
    public int find(int clock) {
      int index = lastStartingAtOrBefore(clock);
      return index >= 0 && clock < ends[index] ? index : -1;
    }

    /** {@return the index of the last range whose first clock is at most {@code clock}, or -1} */
    public int lastStartingAtOrBefore(int clock) {
      int low = 0;
      int high = count - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        if (clocks[middle] <= clock) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return high;
    }

    private void write(UpdateWriter writer) {
      writer.startDeleteRanges(client, count);
      for (int i = 0; i < count; i++) {
        writer.writeDeleteRange(clocks[i], ends[i] - clocks[i]);
      }
    }
  }
}
