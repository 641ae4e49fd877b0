package dev.ycrdt.core;

import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much of each client's edits a document has: client id to the first clock that is missing.
 *
 * <p>A clock is an exclusive end: 5 means that clocks 0 to 4 are present. A client that is absent
 * has clock 0; an entry that says 0 is kept as it was read or given, because peers write such
 * entries and the bytes must survive a round trip. Immutable and safe for use by any thread.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/encoding.js}, {@code readStateVector} and {@code
 * writeStateVector}.
 */
public final class StateVector {
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;
  private static final StateVector EMPTY = new StateVector(new long[0], new long[0]);

  /** Ascending, without duplicates. */
  private final long[] clients;

  private final long[] clocks;

  private StateVector(long[] clients, long[] clocks) {
    this.clients = clients;
    this.clocks = clocks;
  }

  /**
   * Reads an encoded state vector. Bytes that follow it are ignored, and of several entries for one
   * client the last counts, both as in Yjs.
   *
   * @throws DecodeException if {@code bytes} is no state vector
   */
  public static StateVector decode(byte[] bytes) {
    return decode(bytes, DecodeLimits.trusted());
  }

  /**
   * Reads an encoded state vector with a limit on its clients; otherwise as {@link
   * #decode(byte[])}.
   *
   * @throws LimitExceededException if it has more than {@link DecodeLimits#maxClients()} entries
   * @throws DecodeException if {@code bytes} is no state vector
   */
  public static StateVector decode(byte[] bytes, DecodeLimits limits) {
    return read(new ByteReader(bytes), limits);
  }

  static StateVector read(ByteReader in, DecodeLimits limits) {
    int offset = in.position();
    int count = in.readCount("state vector entries", 2);
    if (count > limits.maxClients()) {
      throw new LimitExceededException(
          "number of state vector entries", count, limits.maxClients(), "maxClients", offset);
    }
    long[] clients = new long[count];
    long[] clocks = new long[count];
    for (int i = 0; i < count; i++) {
      clients[i] = in.readVarUint();
      clocks[i] = in.readVarUint();
    }
    return ofUnsorted(clients, clocks);
  }

  /**
   * {@return a state vector with the entries of {@code clockByClient}}
   *
   * @throws IllegalArgumentException if a client or clock is outside 0 to 2<sup>53</sup>-1
   */
  public static StateVector of(Map<Long, Long> clockByClient) {
    long[] clients = new long[clockByClient.size()];
    long[] clocks = new long[clients.length];
    int size = 0;
    for (Map.Entry<Long, Long> entry : new TreeMap<>(clockByClient).entrySet()) {
      clients[size] = requireSafe("client", entry.getKey());
      clocks[size++] = requireSafe("clock", entry.getValue());
    }
    return new StateVector(clients, clocks);
  }

  /**
   * {@return a state vector with entry {@code i} made of {@code clients[i]} and {@code clocks[i]}}
   * The arrays are copied; of several entries for one client the last counts.
   *
   * @throws IllegalArgumentException if the lengths differ, or a client or clock is outside 0 to
   *     2<sup>53</sup>-1
   */
  public static StateVector of(long[] clients, long[] clocks) {
    if (clients.length != clocks.length) {
      throw new IllegalArgumentException(
          clients.length + " clients but " + clocks.length + " clocks");
    }
    for (int i = 0; i < clients.length; i++) {
      requireSafe("client", clients[i]);
      requireSafe("clock", clocks[i]);
    }
    return ofUnsorted(clients.clone(), clocks.clone());
  }

  private static long requireSafe(String what, long value) {
    if (value < 0 || value > MAX_SAFE_INTEGER) {
      throw new IllegalArgumentException(what + " outside 0 to 2^53-1: " + value);
    }
    return value;
  }

  /**
   * Takes the arrays over. Encoded vectors are sorted downwards, so reversing is nearly always
   * enough.
   */
  private static StateVector ofUnsorted(long[] clients, long[] clocks) {
    if (clients.length == 0) {
      return EMPTY;
    }
    reverse(clients);
    reverse(clocks);
    for (int i = 1; i < clients.length; i++) {
      if (clients[i - 1] >= clients[i]) {
        reverse(clients);
        reverse(clocks);
        return ofEntriesInOrder(clients, clocks);
      }
    }
    return new StateVector(clients, clocks);
  }

  private static StateVector ofEntriesInOrder(long[] clients, long[] clocks) {
    TreeMap<Long, Long> sorted = new TreeMap<>();
    for (int i = 0; i < clients.length; i++) {
      sorted.put(clients[i], clocks[i]);
    }
    return of(sorted);
  }

  private static void reverse(long[] values) {
    for (int i = 0, j = values.length - 1; i < j; i++, j--) {
      long swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }

  /** {@return the encoded form, clients in descending order as Yjs writes them} */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(5 + clients.length * 8);
    out.writeVarUint(clients.length);
    for (int i = clients.length - 1; i >= 0; i--) {
      out.writeVarUint(clients[i]);
      out.writeVarUint(clocks[i]);
    }
    return out.toByteArray();
  }

  /** {@return the first clock of {@code client} that is missing, 0 if there is no entry} */
  public long get(long client) {
    int index = Arrays.binarySearch(clients, client);
    return index < 0 ? 0 : clocks[index];
  }

  /**
   * {@return whether a document with this state has all that one with the state {@code other} has,
   * deletions aside}
   */
  public boolean covers(StateVector other) {
    for (int i = 0; i < other.clients.length; i++) {
      if (get(other.clients[i]) < other.clocks[i]) {
        return false;
      }
    }
    return true;
  }

  /** {@return the number of entries} */
  public int size() {
    return clients.length;
  }

  /**
   * {@return the client of entry {@code index}; entries ascend by client}
   *
   * @param index 0 to {@link #size()} exclusive
   * @throws IndexOutOfBoundsException if {@code index} is out of range
   */
  public long clientAt(int index) {
    return clients[index];
  }

  /**
   * {@return the clock of entry {@code index}; entries ascend by client}
   *
   * @param index 0 to {@link #size()} exclusive
   * @throws IndexOutOfBoundsException if {@code index} is out of range
   */
  public long clockAt(int index) {
    return clocks[index];
  }

  /** {@return client to clock, ascending by client, unmodifiable} */
  public Map<Long, Long> toMap() {
    Map<Long, Long> map = new LinkedHashMap<>();
    for (int i = 0; i < clients.length; i++) {
      map.put(clients[i], clocks[i]);
    }
    return Collections.unmodifiableMap(map);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StateVector that
        && Arrays.equals(clients, that.clients)
        && Arrays.equals(clocks, that.clocks);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(clients) + Arrays.hashCode(clocks);
  }

  /** {@return for example {@code {1=5, 7=2}}} */
  @Override
  public String toString() {
    return toMap().toString();
  }
}
