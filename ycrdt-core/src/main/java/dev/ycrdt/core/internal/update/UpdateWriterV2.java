package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.type.TextBuffer;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteWriter;
import dev.ycrdt.core.lib0.IntDiffOptRleEncoder;
import dev.ycrdt.core.lib0.RleEncoder;
import dev.ycrdt.core.lib0.StringEncoder;
import dev.ycrdt.core.lib0.UintOptRleEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Update format V2: fields of the same kind lie together and are compressed as runs, what is left
 * follows in one stream.
 *
 * <p>Keys get a number, but every key a new one and every time with its text, as Yjs does it: older
 * readers know no other way.
 *
 * <p>Source: Yjs {@code UpdateEncoderV2}.
 */
public final class UpdateWriterV2 extends UpdateWriter {
  private static final int FEATURE_FLAG = 0;
  private static final int MAX_VAR_UINT_BYTES = 5;

  private final IntDiffOptRleEncoder keyClocks = new IntDiffOptRleEncoder();
  private final UintOptRleEncoder clients = new UintOptRleEncoder();
  private final IntDiffOptRleEncoder leftClocks = new IntDiffOptRleEncoder();
  private final IntDiffOptRleEncoder rightClocks = new IntDiffOptRleEncoder();
  private final RleEncoder infos = new RleEncoder();
  private final StringEncoder strings = new StringEncoder();
  private final RleEncoder parentInfos = new RleEncoder();
  private final UintOptRleEncoder typeRefs = new UintOptRleEncoder();
  private final UintOptRleEncoder lengths = new UintOptRleEncoder();
  private final ByteWriter rest = new ByteWriter(32);
  private int nextKeyClock;

  /** The end of the delete range that was written last, of the current client. */
  private int deleteClock;

  @Override
  public void writeCount(long value) {
    rest.writeVarUint(value);
  }

  @Override
  public void writeClient(ClientStructs client) {
    clients.write(client.id);
  }

  @Override
  public void writeInfo(int info) {
    infos.write(info);
  }

  @Override
  public void writeLeftId(ClientStructs client, int clock) {
    clients.write(client.id);
    leftClocks.write(clock);
  }

  @Override
  public void writeRightId(ClientStructs client, int clock) {
    clients.write(client.id);
    rightClocks.write(clock);
  }

  @Override
  public void writeParentInfo(boolean isRoot) {
    parentInfos.write(isRoot ? 1 : 0);
  }

  @Override
  public void writeString(String value) {
    strings.write(value);
  }

  @Override
  public void writeText(TextBuffer text, int from, int length) {
    text.writeTo(strings, from, length);
  }

  @Override
  public void writeTypeRef(int typeRef) {
    typeRefs.write(typeRef);
  }

  @Override
  public void writeLength(int length) {
    lengths.write(length);
  }

  @Override
  public void writeSkipLength(int length) {
    rest.writeVarUint(length);
  }

  @Override
  public void writeAny(@Nullable Object value) {
    AnyCodec.write(rest, value);
  }

  @Override
  public void writeBuffer(byte[] value) {
    rest.writeVarBytes(value);
  }

  @Override
  public void writeJson(@Nullable Object value) {
    AnyCodec.write(rest, value);
  }

  @Override
  public void writeKey(String key) {
    keyClocks.write(nextKeyClock++);
    strings.write(key);
  }

  @Override
  public void startDeleteRanges(ClientStructs client, int rangeCount) {
    deleteClock = 0;
    rest.writeBytes(client.idBytes);
    rest.writeVarUint(rangeCount);
  }

  @Override
  public void writeDeleteRange(int clock, int length) {
    rest.writeVarUint(clock - deleteClock);
    rest.writeVarUint(length - 1);
    deleteClock = clock + length;
  }

  @Override
  public byte[] toByteArray() {
    ByteWriter[] parts = {
      keyClocks.finish(),
      clients.finish(),
      leftClocks.finish(),
      rightClocks.finish(),
      infos.finish(),
      strings.finish(),
      parentInfos.finish(),
      typeRefs.finish(),
      lengths.finish(),
    };
    long size = 1L + rest.size();
    for (ByteWriter part : parts) {
      size += MAX_VAR_UINT_BYTES + part.size();
    }
    ByteWriter out = new ByteWriter((int) Math.min(size, Integer.MAX_VALUE - 8));
    out.writeVarUint(FEATURE_FLAG);
    for (ByteWriter part : parts) {
      out.writeVarBytes(part.array(), 0, part.size());
    }
    out.writeBytes(rest.array(), 0, rest.size());
    return out.toByteArray();
  }
}
