package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.StateVector;
import dev.ycrdt.core.internal.update.DecodedStruct;
import dev.ycrdt.core.internal.update.Section;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Structs and deletions that arrived before what they depend on.
 *
 * <p>Waiting structs are kept decoded, by client and clock and without overlaps, together with the
 * clocks that must be reached before another attempt makes sense.
 *
 * <p>Source: {@code pendingStructs} and {@code pendingDs} in Yjs {@code utils/encoding.js}.
 * Differs: Yjs keeps bytes and merges them anew with every update that has to wait.
 */
public final class PendingUpdates {
  private final TreeMap<Long, List<DecodedStruct>> structs = new TreeMap<>();
  private final Map<ClientStructs, Integer> missing = new LinkedHashMap<>();
  private final ClientRegistry registry;
  private DeleteRanges deletes = new DeleteRanges();
  private int structCount;
  private long heldBytes;
  private int typeCount;

  PendingUpdates(ClientRegistry registry) {
    this.registry = registry;
  }

  /** {@return whether anything waits} */
  public boolean isEmpty() {
    return structs.isEmpty() && deletes.isEmpty();
  }

  /** {@return whether structs wait} */
  public boolean hasStructs() {
    return !structs.isEmpty();
  }

  /** {@return whether a shared type waits} */
  boolean hasTypes() {
    return typeCount > 0;
  }

  /** {@return whether structs of {@code sections} may be what waiting ones lack} */
  boolean maySucceedWith(List<Section> sections) {
    return isWorthRetrying() || sections.stream().anyMatch(s -> missing.containsKey(s.client));
  }

  /** Calls {@code action} with each waiting struct. */
  void forEachStruct(Consumer<DecodedStruct> action) {
    structs.values().forEach(waiting -> waiting.forEach(action));
  }

  /** {@return the waiting struct that covers a clock, null when there is none} */
  @Nullable DecodedStruct find(ClientStructs client, int clock) {
    List<DecodedStruct> waiting = structs.get(client.id);
    return waiting == null ? null : PendingMerge.find(waiting, clock);
  }

  /** {@return the number of waiting structs} */
  public int structCount() {
    return structCount;
  }

  /** {@return an estimate of the bytes that waiting structs hold, never too low} */
  long heldBytes() {
    return heldBytes;
  }

  /** {@return the waiting deletions} */
  public DeleteRanges deletes() {
    return deletes;
  }

  /** Replaces the waiting deletions. */
  public void setDeletes(DeleteRanges ranges) {
    ranges.clients().forEach(client -> registry.register(client.client()));
    deletes = ranges;
  }

  /** {@return whether a clock that structs wait for has been reached} */
  public boolean isWorthRetrying() {
    for (Map.Entry<ClientStructs, Integer> entry : missing.entrySet()) {
      if (entry.getValue() < entry.getKey().state()) {
        return true;
      }
    }
    return false;
  }

  /** Records that structs wait for {@code client} to get past {@code clock}. */
  public void addMissing(ClientStructs client, int clock) {
    registry.register(client);
    missing.merge(client, clock, Math::min);
  }

  /** Adds structs of one client, ascending and without overlaps. */
  public void add(ClientStructs client, List<DecodedStruct> more) {
    if (more.isEmpty()) {
      return;
    }
    for (DecodedStruct struct : more) {
      struct.prepareToWait();
      registerClients(struct);
    }
    count(more, 1);
    List<DecodedStruct> known = structs.get(client.id);
    if (known == null) {
      structs.put(client.id, new ArrayList<>(more));
    } else if (!PendingMerge.insert(known, more)) {
      count(more, -1);
      count(known, -1);
      List<DecodedStruct> merged = PendingMerge.merge(known, more);
      count(merged, 1);
      structs.put(client.id, merged);
    }
  }

  private void count(List<DecodedStruct> waiting, int sign) {
    structCount += sign * waiting.size();
    for (DecodedStruct struct : waiting) {
      heldBytes += sign * struct.heldBytes();
      if (struct.ref == StructRef.TYPE) {
        typeCount += sign;
      }
    }
  }

  // Later updates have to mean the same clients by the same ids.
  private void registerClients(DecodedStruct struct) {
    registry.register(struct.client);
    registry.register(struct.originClient);
    registry.register(struct.rightOriginClient);
    registry.register(struct.parentClient);
  }

  /** Takes all waiting structs out, ascending by client id. */
  public List<Section> takeStructs() {
    List<Section> sections = new ArrayList<>(structs.size());
    for (List<DecodedStruct> waiting : structs.values()) {
      Section section = new Section(waiting.get(0).client, waiting.size());
      waiting.forEach(section::add);
      sections.add(section);
    }
    structs.clear();
    missing.clear();
    structCount = 0;
    heldBytes = 0;
    typeCount = 0;
    return sections;
  }

  /**
   * {@return the waiting deletions as an update in the format of {@code writer}, an empty one}
   *
   * <p>Source: the second part of Yjs {@code readAndApplyDeleteSet}.
   */
  public byte[] encodeDeletes(UpdateWriter writer) {
    writer.writeCount(0);
    deletes.write(writer);
    return writer.toByteArray();
  }

  /**
   * {@return the waiting structs that {@code target} lacks as an update in the format of {@code
   * writer}, an empty one}
   *
   * <p>Source: Yjs {@code diffUpdate}.
   */
  public byte[] encodeStructs(UpdateWriter writer, StateVector target) {
    writeStructs(writer, target);
    writer.writeCount(0);
    return writer.toByteArray();
  }

  /** Writes the waiting structs that {@code target} lacks. */
  public void writeStructs(UpdateWriter writer, StateVector target) {
    List<List<DecodedStruct>> lacking = new ArrayList<>();
    for (List<DecodedStruct> waiting : structs.descendingMap().values()) {
      long clock = target.get(waiting.get(0).client.id);
      int from = 0;
      while (from < waiting.size() && waiting.get(from).endClock() <= clock) {
        from++;
      }
      if (from < waiting.size()) {
        lacking.add(waiting.subList(from, waiting.size()));
      }
    }
    writer.writeCount(lacking.size());
    for (List<DecodedStruct> waiting : lacking) {
      writeClient(writer, waiting, target.get(waiting.get(0).client.id));
    }
  }

  private static void writeClient(
      UpdateWriter writer, List<DecodedStruct> waiting, long targetClock) {
    DecodedStruct first = waiting.get(0);
    int offset = (int) Math.max(targetClock - first.clock, 0);
    writer.writeCount(waiting.size() + countGaps(waiting));
    writer.writeClient(first.client);
    writer.writeCount(first.clock + offset);
    first.write(writer, offset);
    int clock = first.endClock();
    for (DecodedStruct struct : waiting.subList(1, waiting.size())) {
      if (struct.clock > clock) {
        writer.writeInfo(StructRef.SKIP);
        writer.writeSkipLength(struct.clock - clock);
      }
      struct.write(writer, 0);
      clock = struct.endClock();
    }
  }

  private static int countGaps(List<DecodedStruct> waiting) {
    int gaps = 0;
    for (int i = 1; i < waiting.size(); i++) {
      if (waiting.get(i).clock > waiting.get(i - 1).endClock()) {
        gaps++;
      }
    }
    return gaps;
  }
}
