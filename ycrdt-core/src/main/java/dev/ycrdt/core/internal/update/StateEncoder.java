package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.StateVector;
import dev.ycrdt.core.Updates;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.PendingUpdates;
import dev.ycrdt.core.internal.store.StructStore;
import dev.ycrdt.core.internal.struct.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
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
    return encode(store, target, UpdateWriterV1::new, Updates::merge);
  }

  /** {@return what a peer with the state {@code target} lacks, in format V2} */
  public static byte[] encodeV2(StructStore store, StateVector target) {
    return encode(store, target, UpdateWriterV2::new, Updates::mergeV2);
  }

  private static byte[] encode(
      StructStore store,
      StateVector target,
      Supplier<UpdateWriter> format,
      Function<List<byte[]>, byte[]> merge) {
    UpdateWriter writer = format.get();
    writeStructs(writer, lacking(store, client -> target.get(client.id)));
    store.deleteRanges().write(writer);
    byte[] state = writer.toByteArray();
    PendingUpdates pending = store.pending;
    if (pending.isEmpty()) {
      return state;
    }
    // What waits is part of the state: a document that is stored and loaded waits for the same.
    List<byte[]> parts = new ArrayList<>();
    parts.add(state);
    if (!pending.deletes().isEmpty()) {
      parts.add(pending.encodeDeletes(format.get()));
    }
    if (pending.hasStructs()) {
      parts.add(pending.encodeStructs(format.get(), target));
    }
    return merge.apply(parts);
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
