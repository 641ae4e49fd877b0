package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.IntDiffOptRleDecoder;
import dev.ycrdt.core.lib0.RleDecoder;
import dev.ycrdt.core.lib0.StringDecoder;
import dev.ycrdt.core.lib0.UintOptRleDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Update format V2: fields of the same kind lie together and are compressed as runs, what is left
 * follows in one stream.
 *
 * <p>Runs make it possible that a struct takes no byte at all, so that the bytes that are left say
 * nothing about how many structs there can be; {@link UpdateDecoder} counts them. A key can refer
 * to an earlier one, which no writer does yet: each time it counts as if it were written out.
 *
 * <p>Source: Yjs {@code UpdateDecoderV2}.
 */
public final class UpdateReaderV2 extends UpdateReader {
  private final DecodeLimits limits;
  private final IntDiffOptRleDecoder keyClocks;
  private final UintOptRleDecoder clients;
  private final IntDiffOptRleDecoder leftClocks;
  private final IntDiffOptRleDecoder rightClocks;
  private final RleDecoder infos;
  private final StringDecoder strings;
  private final RleDecoder parentInfos;
  private final UintOptRleDecoder typeRefs;
  private final UintOptRleDecoder lengths;
  private final ByteReader rest;
  private final List<String> keys = new ArrayList<>(0);
  private int stringBytes;
  private long repeatedKeyUnits;
  private long deleteClock;

  /**
   * Makes a reader of the rest of {@code in}.
   *
   * @throws DecodeException if the parts do not fit the input, or the text is not strict UTF-8
   */
  public UpdateReaderV2(ByteReader in, DecodeLimits limits) {
    this.limits = limits;
    in.readVarUint(); // feature flag, which Yjs ignores as well
    keyClocks = new IntDiffOptRleDecoder(in.readSlice());
    clients = new UintOptRleDecoder(in.readSlice());
    leftClocks = new IntDiffOptRleDecoder(in.readSlice());
    rightClocks = new IntDiffOptRleDecoder(in.readSlice());
    infos = new RleDecoder(in.readSlice());
    strings = new StringDecoder(in.readSlice());
    parentInfos = new RleDecoder(in.readSlice());
    typeRefs = new UintOptRleDecoder(in.readSlice());
    lengths = new UintOptRleDecoder(in.readSlice());
    rest = in;
  }

  @Override
  int totalBytes() {
    return rest.limit();
  }

  @Override
  int readCount(String what, int minBytesEach) {
    return rest.readCount(what, minBytesEach);
  }

  @Override
  int readClientCount() {
    // The number of structs and the first clock; the ids of the clients can be a run.
    return rest.readCount("clients", 2);
  }

  @Override
  int readStructCount() {
    return rest.readVarUint31("number of structs");
  }

  @Override
  void checkValueCount(int count, boolean asJsonText) {
    // A JSON text has at least one character, a value at least one byte.
    int most = asJsonText ? strings.unitsLeft() : rest.remaining();
    if (count > most) {
      throw rest.error("number of values " + count + " needs more than what is left, " + most);
    }
  }

  @Override
  long readClient() {
    return clients.read();
  }

  @Override
  long readClock() {
    return rest.readVarUint();
  }

  @Override
  int readInfo() {
    return infos.read();
  }

  @Override
  void readLeftId() {
    readId(leftClocks);
  }

  @Override
  void readRightId() {
    readId(rightClocks);
  }

  private void readId(IntDiffOptRleDecoder clocks) {
    idClient = clients.read();
    idClock = clocks.read();
    if (idClock < 0) {
      throw rest.error("clock " + idClock + " of an id is negative");
    }
  }

  @Override
  int readParentInfo() {
    return parentInfos.read();
  }

  @Override
  String readString() {
    nextString("string length in bytes");
    return strings.string();
  }

  @Override
  void readText(DecodedStruct struct) {
    int length = nextString("text length in bytes");
    if (strings.isRange()) {
      struct.setText(strings.array(), strings.from(), strings.byteCount(), length);
    } else {
      struct.setText(strings.string());
    }
  }

  private int nextString(String what) {
    int length = strings.next();
    int byteCount = strings.byteCount();
    if (byteCount > limits.maxStringBytes()) {
      throw new LimitExceededException(
          what, byteCount, limits.maxStringBytes(), "maxStringBytes", strings.from());
    }
    stringBytes += byteCount;
    return length;
  }

  @Override
  long readTypeRef() {
    return typeRefs.read();
  }

  @Override
  long readLength() {
    return lengths.read();
  }

  @Override
  long readSkipLength() {
    return rest.readVarUint();
  }

  @Override
  @Nullable Object readAny() {
    return AnyCodec.read(rest, limits);
  }

  @Override
  byte[] readBuffer() {
    return rest.readVarBytes();
  }

  @Override
  @Nullable Object readJson() {
    return AnyCodec.read(rest, limits);
  }

  @Override
  String readKey() {
    long keyClock = keyClocks.read();
    if (keyClock < 0) {
      throw rest.error("number " + keyClock + " of a key is negative");
    }
    if (keyClock < keys.size()) {
      return repeat(keys.get((int) keyClock));
    }
    String key = readString();
    keys.add(key);
    return key;
  }

  private String repeat(String key) {
    repeatedKeyUnits += key.length();
    if (repeatedKeyUnits > limits.maxBytes()) {
      throw new LimitExceededException(
          "length of repeated keys",
          repeatedKeyUnits,
          limits.maxBytes(),
          "maxBytes",
          rest.position());
    }
    return key;
  }

  @Override
  void startDeleteRanges() {
    deleteClock = 0;
  }

  @Override
  long readDeleteClient() {
    return rest.readVarUint();
  }

  @Override
  long readDeleteClock() {
    deleteClock += rest.readVarUint();
    return deleteClock;
  }

  @Override
  long readDeleteLength() {
    long length = rest.readVarUint() + 1;
    deleteClock += length;
    return length;
  }

  @Override
  int offset() {
    return rest.position();
  }

  @Override
  int contentBytes() {
    return rest.position() + stringBytes;
  }

  @Override
  DecodeException error(String message) {
    return rest.error(message);
  }
}
