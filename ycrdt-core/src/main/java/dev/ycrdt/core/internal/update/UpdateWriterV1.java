package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.type.TextBuffer;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteWriter;
import dev.ycrdt.core.lib0.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Update format V1: one stream, every field where it occurs.
 *
 * <p>Source: Yjs {@code UpdateEncoderV1}.
 */
public final class UpdateWriterV1 extends UpdateWriter {
  private final ByteWriter out;

  /** Makes a writer with room for a small update. */
  public UpdateWriterV1() {
    this(new ByteWriter(64));
  }

  /** Makes a writer that appends to {@code out}. */
  public UpdateWriterV1(ByteWriter out) {
    this.out = out;
  }

  @Override
  public void writeCount(long value) {
    out.writeVarUint(value);
  }

  @Override
  public void writeClient(ClientStructs client) {
    writeClientId(client);
  }

  private void writeClientId(ClientStructs client) {
    out.writeBytes(client.idBytes);
  }

  @Override
  public void writeInfo(int info) {
    out.writeUint8(info);
  }

  @Override
  public void writeLeftId(ClientStructs client, int clock) {
    writeClientId(client);
    out.writeVarUint(clock);
  }

  @Override
  public void writeRightId(ClientStructs client, int clock) {
    writeClientId(client);
    out.writeVarUint(clock);
  }

  @Override
  public void writeParentInfo(boolean isRoot) {
    out.writeUint8(isRoot ? 1 : 0);
  }

  @Override
  public void writeString(String value) {
    out.writeVarString(value);
  }

  @Override
  public void writeText(TextBuffer text, int from, int length) {
    text.writeTo(out, from, length);
  }

  @Override
  public void writeTypeRef(int typeRef) {
    out.writeVarUint(typeRef);
  }

  @Override
  public void writeLength(int length) {
    out.writeVarUint(length);
  }

  @Override
  public void writeSkipLength(int length) {
    out.writeVarUint(length);
  }

  @Override
  public void writeAny(@Nullable Object value) {
    AnyCodec.write(out, value);
  }

  @Override
  public void writeBuffer(byte[] value) {
    out.writeVarBytes(value);
  }

  @Override
  public void writeJson(@Nullable Object value) {
    // A document that has read format V2 can hold values for which Yjs fails here, every time.
    out.writeVarString(JsonText.stringifyNearest(value));
  }

  @Override
  public void writeKey(String key) {
    out.writeVarString(key);
  }

  @Override
  public void startDeleteRanges(ClientStructs client, int rangeCount) {
    writeClientId(client);
    out.writeVarUint(rangeCount);
  }

  @Override
  public void writeDeleteRange(int clock, int length) {
    out.writeVarUint(clock);
    out.writeVarUint(length);
  }

  @Override
  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
