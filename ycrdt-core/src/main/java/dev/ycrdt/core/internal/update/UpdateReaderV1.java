package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.JsonText;
import dev.ycrdt.core.lib0.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Update format V1: one stream, every field where it occurs.
 *
 * <p>Source: Yjs {@code UpdateDecoderV1}.
 */
public final class UpdateReaderV1 extends UpdateReader {
  private final ByteReader in;
  private final DecodeLimits limits;

  /** Makes a reader of the rest of {@code in}. */
  public UpdateReaderV1(ByteReader in, DecodeLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  @Override
  int totalBytes() {
    return in.limit();
  }

  @Override
  int readCount(String what, int minBytesEach) {
    return in.readCount(what, minBytesEach);
  }

  @Override
  int readClientCount() {
    return in.readCount("clients", 3);
  }

  @Override
  int readStructCount() {
    return in.readCount("structs", 2);
  }

  @Override
  void checkValueCount(int count, boolean asJsonText) {
    if (count > in.remaining()) {
      throw in.error(
          "number of values " + count + " needs more than the " + in.remaining() + " bytes left");
    }
  }

  @Override
  long readClient() {
    return in.readVarUint();
  }

  @Override
  long readClock() {
    return in.readVarUint();
  }

  @Override
  int readInfo() {
    return in.readUint8();
  }

  @Override
  void readLeftId() {
    idClient = in.readVarUint();
    idClock = in.readVarUint();
  }

  @Override
  void readRightId() {
    idClient = in.readVarUint();
    idClock = in.readVarUint();
  }

  @Override
  int readParentInfo() {
    return (int) Math.min(in.readVarUint(), Integer.MAX_VALUE);
  }

  @Override
  String readString() {
    return in.readVarString(limits);
  }

  @Override
  void readText(DecodedStruct struct) {
    int byteCount = in.readCount("text length in bytes", 1);
    if (byteCount > limits.maxStringBytes()) {
      throw new LimitExceededException(
          "text length in bytes",
          byteCount,
          limits.maxStringBytes(),
          "maxStringBytes",
          in.position());
    }
    int from = in.position();
    struct.setText(in.array(), from, byteCount, Utf8.utf16Length(in.array(), from, byteCount));
    in.skip(byteCount);
  }

  @Override
  long readTypeRef() {
    return in.readVarUint();
  }

  @Override
  long readLength() {
    return in.readVarUint();
  }

  @Override
  long readSkipLength() {
    return in.readVarUint();
  }

  @Override
  @Nullable Object readAny() {
    return AnyCodec.read(in, limits);
  }

  @Override
  byte[] readBuffer() {
    return in.readVarBytes();
  }

  @Override
  @Nullable Object readJson() {
    int start = in.position();
    String text = in.readVarString(limits);
    try {
      return JsonText.parse(text, limits);
    } catch (LimitExceededException e) {
      throw e;
    } catch (DecodeException e) {
      throw jsonError(start, e);
    }
  }

  private DecodeException jsonError(int start, DecodeException cause) {
    in.position(start);
    DecodeException error = in.error("JSON text of an embed or attribute: " + cause.getMessage());
    error.initCause(cause);
    return error;
  }

  @Override
  String readKey() {
    return in.readVarString(limits);
  }

  @Override
  void startDeleteRanges() {
    // this format has no state per client
  }

  @Override
  long readDeleteClient() {
    return in.readVarUint();
  }

  @Override
  long readDeleteClock() {
    return in.readVarUint();
  }

  @Override
  long readDeleteLength() {
    return in.readVarUint();
  }

  @Override
  int offset() {
    return in.position();
  }

  @Override
  int contentBytes() {
    return in.position();
  }

  @Override
  DecodeException error(String message) {
    return in.error(message);
  }
}
