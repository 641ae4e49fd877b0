package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.DecodeException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an update in one of the two update formats. Every read checks bounds and
 * limits and ends in a {@link DecodeException} that names the place.
 *
 * <p>Source: Yjs {@code utils/UpdateDecoder.js}.
 */
public abstract class UpdateReader {
  /** The client part of the id that was read last. */
  long idClient;

  /** The clock part of the id that was read last. */
  long idClock;

  /** Reads a count that the bytes left can hold. */
  abstract int readCount(String what, int minBytesEach);

  /** Checks a count that was read already in the same way. */
  abstract void checkCount(String what, int count, int minBytesEach);

  abstract long readClient();

  abstract long readClock();

  abstract int readInfo();

  /** Reads an id into {@link #idClient} and {@link #idClock}. */
  abstract void readLeftId();

  /** Reads an id into {@link #idClient} and {@link #idClock}. */
  abstract void readRightId();

  abstract int readParentInfo();

  abstract String readString();

  /** Reads a text into {@code struct} and sets its length. */
  abstract void readText(DecodedStruct struct);

  abstract long readTypeRef();

  abstract long readLength();

  abstract long readSkipLength();

  abstract @Nullable Object readAny();

  abstract byte[] readBuffer();

  abstract @Nullable Object readJson();

  abstract String readKey();

  abstract void startDeleteRanges();

  abstract long readDeleteClient();

  abstract long readDeleteClock();

  abstract long readDeleteLength();

  /** {@return the position in the bytes of the update} */
  abstract int offset();

  /** {@return an error at the current position} */
  abstract DecodeException error(String message);
}
