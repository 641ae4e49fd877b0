package dev.ycrdt.protocol;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import dev.ycrdt.core.lib0.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Awareness updates as bytes: a count, then client id, clock and JSON text for each client.
 *
 * <p>Pure functions, safe for use by any thread. Source: y-protocols 1.0.7 {@code awareness.js}.
 */
public final class AwarenessUpdates {
  static final String NULL_STATE = "null";

  /**
   * One byte each for client id, clock and text length, and no JSON text is shorter than a digit.
   */
  private static final int MIN_ENTRY_BYTES = 4;

  private AwarenessUpdates() {}

  /**
   * {@return {@code update} with every state replaced by what {@code modify} makes of it} For a
   * server that wants to overwrite, say, the user name in the states its clients send.
   *
   * <p>The function gets and returns JSON values as immutable Java values ({@code Map}, {@code
   * List}, {@code String}, {@code Number}, {@code Boolean}), null for a client that is gone. A
   * state that comes back as the same object keeps its text; others are written as {@code
   * JSON.stringify} would. Bytes after the last entry are dropped. Source: {@code
   * modifyAwarenessUpdate}.
   *
   * @throws DecodeException if the update is malformed, or a state is larger than {@code limits}
   *     allow
   * @throws IllegalArgumentException if {@code modify} returns what JSON cannot express
   */
  public static byte[] modify(
      byte[] update, AwarenessLimits limits, UnaryOperator<@Nullable Object> modify) {
    List<AwarenessEntry> entries = decode(update, limits);
    ByteWriter writer = new ByteWriter(update.length);
    writer.writeVarUint(entries.size());
    for (AwarenessEntry entry : entries) {
      writeEntry(writer, entry.clientId(), entry.clock(), modified(entry.state(), modify));
    }
    return writer.toByteArray();
  }

  private static String modified(
      @Nullable AwarenessState state, UnaryOperator<@Nullable Object> modify) {
    if (state == null) {
      return JsonText.stringify(modify.apply(null));
    }
    Object before = state.value();
    Object after = modify.apply(before);
    return after == before ? state.json() : JsonText.stringify(after);
  }

  /** Bytes after the last entry are ignored, as in {@code applyAwarenessUpdate}. */
  static List<AwarenessEntry> decode(byte[] update, AwarenessLimits limits) {
    ByteReader reader = new ByteReader(update);
    int count = reader.readCount("awareness entries", MIN_ENTRY_BYTES);
    List<AwarenessEntry> entries = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      long clientId = reader.readVarUint();
      long clock = reader.readVarUint();
      entries.add(new AwarenessEntry(clientId, clock, readState(reader, limits)));
    }
    return entries;
  }

  private static @Nullable AwarenessState readState(ByteReader reader, AwarenessLimits limits) {
    int start = reader.position();
    int byteCount = reader.readVarUint31("length of an awareness state");
    reader.position(start);
    if (byteCount > limits.maxStateBytes()) {
      throw new AwarenessLimitException(
          "bytes of an awareness state", byteCount, limits.maxStateBytes(), "maxStateBytes", start);
    }
    String json = reader.readVarString();
    try {
      return AwarenessState.parse(json, byteCount);
    } catch (LimitExceededException e) {
      throw e;
    } catch (DecodeException e) {
      reader.position(start);
      throw reader.error("awareness state is not JSON: " + e.getMessage());
    }
  }

  static void writeEntry(ByteWriter writer, long clientId, long clock, String json) {
    writer.writeVarUint(clientId);
    writer.writeVarUint(clock);
    writer.writeVarString(json);
  }
}
