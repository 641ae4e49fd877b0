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

  /** {@return the size of the whole update} */
  abstract int totalBytes();

  /** Reads a count that the bytes left can hold. */
  abstract int readCount(String what, int minBytesEach);

  /** Reads the number of clients that have structs. */
  abstract int readClientCount();

  /** Reads the number of structs of a client, which the caller must charge against the limits. */
  abstract int readStructCount();

  /** Checks that what is left can hold {@code count} values. */
  abstract void checkValueCount(int count, boolean asJsonText);

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

  /** {@return the position in the bytes of the update, for errors} */
  abstract int offset();

  /** {@return a number that grows by the bytes that a struct takes, runs not counted} */
  abstract int contentBytes();

  /** {@return an error at the current position} */
  abstract DecodeException error(String message);
}
