package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.struct.Struct;
import dev.ycrdt.core.internal.struct.TextItem;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.type.TextBuffer;
import dev.ycrdt.core.internal.update.Section;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Everything one client has contributed to a document: its structs in the order of their clocks,
 * without gaps, and the text of its text items.
 *
 * <p>Structs lie in chunks of at most {@value #CHUNK_SIZE} with a parallel array of first clocks,
 * so that a split in a long history moves one chunk and a search touches ints only. A place in the
 * chunks is a {@code long}, see {@link #locate}; it is valid until the next insertion or removal.
 *
 * <p>There is exactly one instance per client id and document, so ids are compared as references.
 *
 * <p>Source: the arrays in Yjs {@code StructStore.clients}.
 */
public final class ClientStructs {
  private static final int CHUNK_SIZE = 512;
  private static final long NOWHERE = -1;

  /** The client id, 53 bits at most. */
  public final long id;

  /** The client id as a variable length unsigned integer. */
  public final byte[] idBytes;

  /** The text of this client's text items. */
  public final TextBuffer text = new TextBuffer();

  /** The transaction that holds, at {@link #touchedIndex}, the state before it. */
  public @Nullable DocTransaction touchedBy;

  /** See {@link #touchedBy}. */
  public int touchedIndex;

  /** This client's part of the update that is being integrated. */
  public @Nullable Section section;

  private Chunk[] chunks = new Chunk[1];
  private int chunkCount;
  private int hint;
  private int state;
  private int ordinal;
  private boolean registered;

  ClientStructs(long id) {
    this.id = id;
    ByteWriter writer = new ByteWriter(8);
    writer.writeVarUint(id);
    this.idBytes = writer.toByteArray();
  }

  /** {@return the clock that follows the last struct; 0 for a client that is only referred to} */
  public int state() {
    return state;
  }

  /** Records that the last struct has grown in place by {@code length} clocks. */
  public void extendState(int length) {
    state += length;
  }

  /** {@return whether the store finds this client by its id} */
  boolean isRegistered() {
    return registered;
  }

  void setRegistered() {
    registered = true;
  }

  /** {@return the rank of this client by the time of its first struct} */
  public int ordinal() {
    return ordinal;
  }

  void setOrdinal(int rank) {
    ordinal = rank;
  }

  /** Appends a struct, whose clock must be {@link #state()}. */
  public void append(Struct struct) {
    if (struct.clock != state) {
      throw new IllegalStateException(
          "struct at clock " + struct.clock + " does not follow clock " + state);
    }
    state = struct.endClock();
    if (chunkCount == 0 || chunks[chunkCount - 1].count == CHUNK_SIZE) {
      insertChunk(chunkCount, new Chunk(chunkCount == 0 ? 4 : CHUNK_SIZE));
    }
    Chunk last = chunks[chunkCount - 1];
    last.insert(last.count, struct);
  }

  /** {@return the last struct, null when there is none} */
  public @Nullable Struct last() {
    if (chunkCount == 0) {
      return null;
    }
    Chunk chunk = chunks[chunkCount - 1];
    return chunk.structs[chunk.count - 1];
  }

  /** {@return the place of the first struct, negative when there is none} */
  public long first() {
    return chunkCount == 0 ? NOWHERE : place(0, 0);
  }

  /** {@return the place of the last struct, negative when there is none} */
  public long lastPlace() {
    return chunkCount == 0 ? NOWHERE : place(chunkCount - 1, chunks[chunkCount - 1].count - 1);
  }

  /**
   * {@return the place of the struct that covers {@code clock}}
   *
   * @param clock 0 to {@link #state()} - 1
   */
  public long locate(int clock) {
    int chunkIndex = locateChunk(clock);
    return place(chunkIndex, chunks[chunkIndex].locate(clock));
  }

  /** {@return the struct that covers {@code clock}, which must be below {@link #state()}} */
  public Struct find(int clock) {
    Chunk chunk = chunks[locateChunk(clock)];
    return chunk.structs[chunk.locate(clock)];
  }

  private int locateChunk(int clock) {
    if (clock < 0 || clock >= state) {
      throw new IllegalStateException("clock " + clock + " is not in 0 to " + (state - 1));
    }
    int candidate = hint;
    if (candidate < chunkCount
        && chunks[candidate].clocks[0] <= clock
        && (candidate + 1 == chunkCount || clock < chunks[candidate + 1].clocks[0])) {
      return candidate;
    }
    int low = 0;
    int high = chunkCount - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (chunks[middle].clocks[0] <= clock) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    hint = low;
    return low;
  }

  /** {@return the struct at a place} */
  public Struct at(long place) {
    return chunks[chunkOf(place)].structs[indexOf(place)];
  }

  /** {@return the place after {@code place}, negative behind the last one} */
  public long next(long place) {
    int chunkIndex = chunkOf(place);
    int index = indexOf(place) + 1;
    if (index < chunks[chunkIndex].count) {
      return place(chunkIndex, index);
    }
    return chunkIndex + 1 < chunkCount ? place(chunkIndex + 1, 0) : NOWHERE;
  }

  /** {@return the place before {@code place}, negative before the first one} */
  public long previous(long place) {
    int chunkIndex = chunkOf(place);
    int index = indexOf(place) - 1;
    if (index >= 0) {
      return place(chunkIndex, index);
    }
    return chunkIndex > 0 ? place(chunkIndex - 1, chunks[chunkIndex - 1].count - 1) : NOWHERE;
  }

  /** Puts the right part of a split behind the struct at {@code place}. */
  public void insertAfter(long place, Struct struct) {
    int chunkIndex = chunkOf(place);
    int index = indexOf(place) + 1;
    Chunk chunk = chunks[chunkIndex];
    if (chunk.count == CHUNK_SIZE) {
      Chunk upper = chunk.cutUpperHalf();
      insertChunk(chunkIndex + 1, upper);
      if (index > chunk.count) {
        index -= chunk.count;
        chunk = upper;
      }
    }
    chunk.insert(index, struct);
  }

  /** Puts another struct of the same clocks at a place. */
  public void replace(long place, Struct struct) {
    chunks[chunkOf(place)].structs[indexOf(place)] = struct;
  }

  /** Removes the struct at a place, whose clocks the struct before it has taken over. */
  public void remove(long place) {
    int chunkIndex = chunkOf(place);
    Chunk chunk = chunks[chunkIndex];
    chunk.remove(indexOf(place));
    if (chunk.count == 0) {
      System.arraycopy(chunks, chunkIndex + 1, chunks, chunkIndex, chunkCount - chunkIndex - 1);
      chunks[--chunkCount] = null;
    }
  }

  /** {@return the number of structs from {@code place} on} */
  public int countFrom(long place) {
    int chunkIndex = chunkOf(place);
    int count = chunks[chunkIndex].count - indexOf(place);
    while (++chunkIndex < chunkCount) {
      count += chunks[chunkIndex].count;
    }
    return count;
  }

  /**
   * Gives back the room that collected text takes, if that is worth it. Cost: the client's text.
   */
  public void compactText() {
    if (!text.isMostlyDead()) {
      return;
    }
    TextBuffer.Compaction compaction = text.startCompaction();
    for (long place = first(); place >= 0; place = next(place)) {
      if (at(place) instanceof TextItem item && !item.isCollected()) {
        item.relocateText(compaction.keep(item.textOffset(), item.length));
      }
    }
    compaction.finish();
  }

  private void insertChunk(int chunkIndex, Chunk chunk) {
    if (chunkCount == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunkCount * 2);
    }
    System.arraycopy(chunks, chunkIndex, chunks, chunkIndex + 1, chunkCount - chunkIndex);
    chunks[chunkIndex] = chunk;
    chunkCount++;
  }

  private static long place(int chunkIndex, int index) {
    return ((long) chunkIndex << 32) | index;
  }

  private static int chunkOf(long place) {
    return (int) (place >>> 32);
  }

  private static int indexOf(long place) {
    return (int) place;
  }

  /** A piece of the list of structs, with the first clock of each. */
  @SuppressWarnings("NullAway") // slots behind count are null and never read
  private static final class Chunk {
    private Struct[] structs;
    private int[] clocks;
    private int count;
    private int hint;

    Chunk(int capacity) {
      structs = new Struct[capacity];
      clocks = new int[capacity];
    }

    int locate(int clock) {
      int candidate = hint;
      if (candidate < count
          && clocks[candidate] <= clock
          && (candidate + 1 == count || clock < clocks[candidate + 1])) {
        return candidate;
      }
      int low = 0;
      int high = count - 1;
      if (clocks[high] <= clock) {
        low = high;
      }
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (clocks[middle] <= clock) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      hint = low;
      return low;
    }

    void insert(int index, Struct struct) {
      if (count == structs.length) {
        int capacity = Math.min(CHUNK_SIZE, count * 2);
        structs = Arrays.copyOf(structs, capacity);
        clocks = Arrays.copyOf(clocks, capacity);
      }
      System.arraycopy(structs, index, structs, index + 1, count - index);
      System.arraycopy(clocks, index, clocks, index + 1, count - index);
      structs[index] = struct;
      clocks[index] = struct.clock;
      count++;
    }

    void remove(int index) {
      count--;
      System.arraycopy(structs, index + 1, structs, index, count - index);
      System.arraycopy(clocks, index + 1, clocks, index, count - index);
      structs[count] = null;
    }

    Chunk cutUpperHalf() {
      int half = count / 2;
      Chunk upper = new Chunk(CHUNK_SIZE);
      upper.count = count - half;
      System.arraycopy(structs, half, upper.structs, 0, upper.count);
      System.arraycopy(clocks, half, upper.clocks, 0, upper.count);
      Arrays.fill(structs, half, count, null);
      count = half;
      return upper;
    }
  }
}
