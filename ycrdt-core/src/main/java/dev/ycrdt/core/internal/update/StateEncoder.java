package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.StateVector;
import dev.ycrdt.core.Updates;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.PendingUpdates;
import dev.ycrdt.core.internal.store.StructStore;
import dev.ycrdt.core.internal.struct.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Encodes a document, or what a peer lacks of it, as an update.
 *
 * <p>Source: Yjs {@code encodeStateAsUpdate} and {@code writeClientsStructs}.
 */
public final class StateEncoder {
  private StateEncoder() {}

  /** {@return what a peer with the state {@code target} lacks, in format V1} */
  public static byte[] encode(StructStore store, StateVector target) {
    UpdateWriter writer = new UpdateWriterV1();
    writeStructs(writer, lacking(store, client -> target.get(client.id)));
    store.deleteRanges().write(writer);
    return withPending(writer.toByteArray(), store.pending, target);
  }

  // What waits is part of the state: a document that is stored and loaded still waits for the same.
  private static byte[] withPending(byte[] state, PendingUpdates pending, StateVector target) {
    if (pending.isEmpty()) {
      return state;
    }
    List<byte[]> parts = new ArrayList<>();
    parts.add(state);
    if (!pending.deletes().isEmpty()) {
      parts.add(pending.encodeDeletes());
    }
    if (pending.hasStructs()) {
      parts.add(pending.encodeStructs(target));
    }
    return Updates.merge(parts);
  }

  private static List<Part> lacking(StructStore store, ToLongFunction<ClientStructs> known) {
    List<Part> parts = new ArrayList<>();
    for (ClientStructs client : store.clients()) {
      long clock = known.applyAsLong(client);
      if (clock < client.state()) {
        parts.add(new Part(client, (int) clock));
      }
    }
    return parts;
  }

  /**
   * Writes the structs of some clients, each from a clock on.
   *
   * @param parts in any order
   */
  public static void writeStructs(UpdateWriter writer, List<Part> parts) {
    if (parts.size() > 1) {
      parts.sort((a, b) -> Long.compare(b.client.id, a.client.id));
    }
    writer.writeCount(parts.size());
    for (Part part : parts) {
      writeStructs(writer, part);
    }
  }

  private static void writeStructs(UpdateWriter writer, Part part) {
    ClientStructs client = part.client;
    long place = client.locate(part.clock);
    writer.writeCount(client.countFrom(place));
    writer.writeClient(client);
    writer.writeCount(part.clock);
    Struct first = client.at(place);
    first.write(writer, part.clock - first.clock);
    for (place = client.next(place); place >= 0; place = client.next(place)) {
      client.at(place).write(writer, 0);
    }
  }

  /**
   * The structs of a client from a clock on.
   *
   * @param client the client
   * @param clock below the state of the client
   */
  public record Part(ClientStructs client, int clock) {}
}
