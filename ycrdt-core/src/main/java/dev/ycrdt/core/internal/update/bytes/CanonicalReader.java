package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.lib0.ByteReader;

/**
 * Reads fields and remembers whether all of them were written as Yjs would write them.
 *
 * <p>Yjs decodes and encodes again where this library copies bytes. Only a field in its canonical
 * form survives that unchanged; a varUint with padding zeros, for one, does not.
 */
final class CanonicalReader {
  private final ByteReader in;
  private final StructForm form;
  private boolean canonical = true;

  CanonicalReader(ByteReader in, StructForm form) {
    this.in = in;
    this.form = form;
  }

  StructForm form() {
    return form;
  }

  ByteReader in() {
    return in;
  }

  boolean isCanonical() {
    return canonical;
  }

  void startStruct() {
    canonical = true;
  }

  void markNotCanonical() {
    canonical = false;
  }

  long varUint() {
    int start = in.position();
    long value = in.readVarUint();
    checkPadding(start);
    return value;
  }

  int varUint31(String what) {
    int start = in.position();
    int value = in.readVarUint31(what);
    checkPadding(start);
    return value;
  }

  int count(String what, int minBytesEach) {
    int start = in.position();
    int value = in.readCount(what, minBytesEach);
    checkPadding(start);
    return value;
  }

  /** {@return the magnitude's signed value, -0 read as 0} */
  long varInt() {
    int start = in.position();
    long value = in.readVarInt();
    checkPadding(start);
    return value;
  }

  /** {@return the offset of the first byte after the length} */
  int skipVarString(DecodeLimits limits) {
    int start = in.position();
    if (form == StructForm.GATHERED) {
      skipVarBytes();
      return afterLength(start);
    }
    in.skipVarString(limits);
    return afterLength(start);
  }

  /** {@return the length of the string in UTF-16 code units} */
  int skipVarStringUtf16Length(DecodeLimits limits) {
    int start = in.position();
    if (form == StructForm.GATHERED) {
      int from = skipVarString(limits);
      return Wtf8.utf16Length(in.array(), from, in.position() - from);
    }
    int utf16Length = in.skipVarStringUtf16Length();
    int byteCount = in.position() - afterLength(start);
    if (byteCount > limits.maxStringBytes()) {
      throw new LimitExceededException(
          "string length in bytes", byteCount, limits.maxStringBytes(), "maxStringBytes", start);
    }
    return utf16Length;
  }

  void skipVarBytes() {
    in.skip(varUint31("byte count"));
  }

  DecodeException error(String message) {
    return in.error(message);
  }

  private void checkPadding(int start) {
    int last = in.position() - 1;
    if (last > start && in.array()[last] == 0) {
      canonical = false;
    }
  }

  private int afterLength(int start) {
    byte[] array = in.array();
    int last = start;
    while (array[last] < 0) {
      last++;
    }
    if (last > start && array[last] == 0) {
      canonical = false;
    }
    return last + 1;
  }
}
