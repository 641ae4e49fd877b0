package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.internal.store.ClientStructs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The structs of one client in an update, in the order of their clocks, and how far we are. */
public final class Section implements Comparable<Section>, Iterable<DecodedStruct> {
  /** The client. */
  public final ClientStructs client;

  private DecodedStruct[] structs;
  private int count;
  private int next;

  private boolean hasTypes;

  /** Whether the rest of the section has to wait for another update. */
  public boolean isGivenUp;

  /** Makes an empty section. */
  public Section(ClientStructs client, int capacity) {
    this.client = client;
    this.structs = new DecodedStruct[capacity];
  }

  /** Appends a struct. */
  public void add(DecodedStruct struct) {
    if (count == structs.length) {
      structs = Arrays.copyOf(structs, count + (count >> 1) + 1);
    }
    structs[count++] = struct;
    hasTypes |= struct.ref == StructRef.TYPE;
  }

  /** {@return whether one of the structs is a shared type} */
  public boolean hasTypes() {
    return hasTypes;
  }

  /** {@return the number of structs, gaps included} */
  public int count() {
    return count;
  }

  /** {@return the first clock after the last struct; the section must not be empty} */
  public int endClock() {
    return structs[count - 1].endClock();
  }

  /** {@return an estimate of the bytes held if all structs had to wait} */
  public long heldBytes() {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += structs[i].heldBytes();
    }
    return bytes;
  }

  /** {@return all structs, also those that were taken} */
  @Override
  public Iterator<DecodedStruct> iterator() {
    return Arrays.asList(structs).subList(0, count).iterator();
  }

  /** {@return the struct that covers {@code clock}, null when there is none} */
  public @Nullable DecodedStruct find(int clock) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      DecodedStruct struct = structs[middle];
      if (clock < struct.clock) {
        high = middle - 1;
      } else if (clock >= struct.endClock()) {
        low = middle + 1;
      } else {
        return struct;
      }
    }
    return null;
  }

  /** {@return whether a struct is left} */
  public boolean hasNext() {
    return next < count;
  }

  /** {@return the next struct} */
  public DecodedStruct next() {
    return structs[next++];
  }

  /** {@return the structs that are left, gaps left out} */
  public List<DecodedStruct> remainingStructs() {
    List<DecodedStruct> remaining = new ArrayList<>(count - next);
    for (int i = next; i < count; i++) {
      if (structs[i].ref != StructRef.SKIP) {
        remaining.add(structs[i]);
      }
    }
    return remaining;
  }

  /** Makes the struct that was taken last the next one again. */
  public void undoNext() {
    next--;
  }

  /** Orders by client id; ids are not negative. */
  @Override
  public int compareTo(Section other) {
    return Long.compare(client.id, other.client.id);
  }
}
