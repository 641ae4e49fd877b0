package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.IntDiffOptRleDecoder;
import dev.ycrdt.core.lib0.RleDecoder;
import dev.ycrdt.core.lib0.StringDecoder;
import dev.ycrdt.core.lib0.UintOptRleDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a V2 update that is being read.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/UpdateDecoder.js}, {@code UpdateDecoderV2}.
 */
final class FieldsV2 {
  private final IntDiffOptRleDecoder keyClocks;
  final UintOptRleDecoder clients;
  private final IntDiffOptRleDecoder leftClocks;
  private final IntDiffOptRleDecoder rightClocks;
  final RleDecoder infos;
  final StringDecoder strings;
  final RleDecoder parentInfos;
  final UintOptRleDecoder typeRefs;
  final UintOptRleDecoder lengths;

  /** What the other streams do not hold. */
  final ByteReader rest;

  /** The client part of the id that was read last. */
  long idClient;

  private final DecodeLimits limits;
  private final List<byte[]> keys = new ArrayList<>(0);
  private long repeatedKeyBytes;

  FieldsV2(byte[] update, DecodeLimits limits) {
    this.limits = limits;
    rest = new ByteReader(update);
    rest.readVarUint(); // a feature flag, which Yjs ignores as well
    keyClocks = new IntDiffOptRleDecoder(rest.readSlice());
    clients = new UintOptRleDecoder(rest.readSlice());
    leftClocks = new IntDiffOptRleDecoder(rest.readSlice());
    rightClocks = new IntDiffOptRleDecoder(rest.readSlice());
    infos = new RleDecoder(rest.readSlice());
    strings = new StringDecoder(rest.readSlice());
    parentInfos = new RleDecoder(rest.readSlice());
    typeRefs = new UintOptRleDecoder(rest.readSlice());
    lengths = new UintOptRleDecoder(rest.readSlice());
  }

  /** Reads an id, its client into {@link #idClient}, and returns its clock. */
  int readLeftId(String what) {
    idClient = clients.read();
    return checkInt(what, leftClocks.read());
  }

  /** Reads an id, its client into {@link #idClient}, and returns its clock. */
  int readRightId(String what) {
    idClient = clients.read();
    return checkInt(what, rightClocks.read());
  }

  /** {@return {@code value}, which must be 0 to 2^31-1} */
  int checkInt(String what, long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw error(what + " of " + value + " is outside 0 to " + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  /** {@return the length of the string that has become the current one} */
  int nextString() {
    int utf16Length = strings.next();
    int byteCount = strings.byteCount();
    if (byteCount > limits.maxStringBytes()) {
      throw new LimitExceededException(
          "string length in bytes",
          byteCount,
          limits.maxStringBytes(),
          "maxStringBytes",
          strings.from());
    }
    return utf16Length;
  }

  /**
   * {@return an earlier key that the next key repeats, or null if it is the next string}
   *
   * <p>No writer repeats keys yet. Each time counts as if the key were written out, because a few
   * bits can repeat a long one.
   */
  byte @Nullable [] repeatedKey() {
    int keyClock = checkInt("number of a key", keyClocks.read());
    if (keyClock >= keys.size()) {
      return null;
    }
    byte[] key = keys.get(keyClock);
    repeatedKeyBytes += key.length;
    if (repeatedKeyBytes > limits.maxBytes()) {
      throw new LimitExceededException(
          "size of repeated keys in bytes",
          repeatedKeyBytes,
          limits.maxBytes(),
          "maxBytes",
          rest.position());
    }
    return key;
  }

  /** Remembers a key in the form in which it was gathered. */
  void addKey(byte[] key) {
    keys.add(key);
  }

  DecodeException error(String message) {
    return rest.error(message);
  }
}
