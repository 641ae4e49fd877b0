package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.internal.update.StructRef;
import java.util.Arrays;

/**
 * The structs of many updates as rows of columns: who, when, how long, and which bytes hold it.
 *
 * <p>Rows stand in the order they were read, so the rows of one update are neighbours.
 */
final class StructRows {
  private static final int VERBATIM = 0x100;

  private long[] client;
  private int[] clock;
  private int[] clockLength;
  private int[] source;
  private int[] from;
  private int[] to;
  private int[] info;
  private int size;
  private int gcCount;

  StructRows(int expectedRows) {
    int capacity = Math.max(16, expectedRows);
    client = new long[capacity];
    clock = new int[capacity];
    clockLength = new int[capacity];
    source = new int[capacity];
    from = new int[capacity];
    to = new int[capacity];
    info = new int[capacity];
  }

  void add(StructSource struct, int sourceIndex) {
    if (size == client.length) {
      grow();
    }
    client[size] = struct.client();
    clock[size] = struct.clock();
    clockLength[size] = struct.clockLength();
    source[size] = sourceIndex;
    from[size] = struct.from();
    to[size] = struct.to();
    info[size] = struct.isVerbatim() ? struct.info() | VERBATIM : struct.info();
    if (isGc(size)) {
      gcCount++;
    }
    size++;
  }

  /** {@return whether some GC struct and some item begin at the same clock of the same client} */
  boolean haveGcBesideItem() {
    if (gcCount == 0 || gcCount == size) {
      return false;
    }
    int[] order = ClientClockOrder.sorted(client, clock, size);
    for (int i = 1; i < size; i++) {
      int a = order[i - 1];
      int b = order[i];
      if (client[a] == client[b] && clock[a] == clock[b] && isGc(a) != isGc(b)) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return size;
  }

  long client(int row) {
    return client[row];
  }

  int clock(int row) {
    return clock[row];
  }

  int clockLength(int row) {
    return clockLength[row];
  }

  int endClock(int row) {
    return clock[row] + clockLength[row];
  }

  /** {@return the number of the update that holds the row} */
  int source(int row) {
    return source[row];
  }

  int from(int row) {
    return from[row];
  }

  int to(int row) {
    return to[row];
  }

  int ref(int row) {
    return StructRef.ref(info[row]);
  }

  boolean isGc(int row) {
    return ref(row) == StructRef.GC;
  }

  /** {@return whether the bytes of the row can be copied as they are} */
  boolean isVerbatim(int row) {
    return (info[row] & VERBATIM) != 0;
  }

  private void grow() {
    int capacity = size + (size >> 1) + 16;
    client = Arrays.copyOf(client, capacity);
    clock = Arrays.copyOf(clock, capacity);
    clockLength = Arrays.copyOf(clockLength, capacity);
    source = Arrays.copyOf(source, capacity);
    from = Arrays.copyOf(from, capacity);
    to = Arrays.copyOf(to, capacity);
    info = Arrays.copyOf(info, capacity);
  }
}
