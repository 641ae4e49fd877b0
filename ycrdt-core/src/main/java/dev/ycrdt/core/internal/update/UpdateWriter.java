package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.type.TextBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of an update in one of the two update formats. Structs write themselves through
 * this; what goes where on the wire is known here alone.
 *
 * <p>Source: Yjs {@code utils/UpdateEncoder.js}.
 */
public abstract class UpdateWriter {
  /** Writes a number that both formats keep in the main stream. */
  public abstract void writeCount(long value);

  /** Writes the client of a block of structs. */
  public abstract void writeClient(ClientStructs client);

  /** Writes the first byte of a struct. */
  public abstract void writeInfo(int info);

  /** Writes the id of an origin or of a parent item. */
  public abstract void writeLeftId(ClientStructs client, int clock);

  /** Writes the id of a right origin. */
  public abstract void writeRightId(ClientStructs client, int clock);

  /** Writes whether the parent is a root type, whose name follows, or an item. */
  public abstract void writeParentInfo(boolean isRoot);

  /** Writes a text. */
  public abstract void writeString(String value);

  /** Writes {@code length} UTF-16 code units of {@code text} from {@code from} on. */
  public abstract void writeText(TextBuffer text, int from, int length);

  /** Writes the number of a shared type's kind. */
  public abstract void writeTypeRef(int typeRef);

  /** Writes the length of a struct. */
  public abstract void writeLength(int length);

  /** Writes the length of a gap. */
  public abstract void writeSkipLength(int length);

  /** Writes a plain value. */
  public abstract void writeAny(@Nullable Object value);

  /** Writes a byte array. */
  public abstract void writeBuffer(byte[] value);

  /** Writes a plain value that the first format keeps as JSON text. */
  public abstract void writeJson(@Nullable Object value);

  /** Writes the name of an attribute or of a node. */
  public abstract void writeKey(String key);

  /** Starts the delete ranges of a client. */
  public abstract void startDeleteRanges(ClientStructs client, int rangeCount);

  /** Writes a delete range; the ranges of a client are written in ascending order. */
  public abstract void writeDeleteRange(int clock, int length);

  /** {@return the update} */
  public abstract byte[] toByteArray();
}
