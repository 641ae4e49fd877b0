package dev.ycrdt.core;

import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.HexFormat;

/**
 * Builds V1 updates struct by struct. A struct follows the one before it in its block: its origin
 * is the unit before it, and at clock 0 it is the first child of the root type {@code t}.
 */
public final class RawUpdate {
  private final ByteWriter blocks = new ByteWriter();
  private final ByteWriter structs = new ByteWriter();
  private final ByteWriter deletes = new ByteWriter();
  private int blockCount;
  private int structCount;
  private int deleteCount;
  private long client;
  private int firstClock;
  private int clock;

  /** Starts with an update that says nothing. */
  public RawUpdate() {}

  /** Starts the structs of a client. */
  public RawUpdate block(long newClient, int newClock) {
    closeBlock();
    client = newClient;
    firstClock = newClock;
    clock = newClock;
    return this;
  }

  public RawUpdate text(String text) {
    ByteWriter out = item(4);
    out.writeVarString(text);
    return took(text.length());
  }

  public RawUpdate any(Object... values) {
    ByteWriter out = item(8);
    out.writeVarUint(values.length);
    for (Object value : values) {
      AnyCodec.write(out, value);
    }
    return took(values.length);
  }

  public RawUpdate json(String... texts) {
    ByteWriter out = item(2);
    out.writeVarUint(texts.length);
    for (String text : texts) {
      out.writeVarString(text);
    }
    return took(texts.length);
  }

  public RawUpdate deleted(int length) {
    item(1).writeVarUint(length);
    return took(length);
  }

  public RawUpdate embed(String json) {
    item(5).writeVarString(json);
    return took(1);
  }

  public RawUpdate gc(int length) {
    structs.writeUint8(0);
    structs.writeVarUint(length);
    return took(length);
  }

  public RawUpdate skip(int length) {
    structs.writeUint8(10);
    structs.writeVarUint(length);
    return took(length);
  }

  /** Adds a struct given as bytes in hexadecimal that covers {@code length} clocks. */
  public RawUpdate raw(int length, String hex) {
    structs.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
    return took(length);
  }

  public RawUpdate deletes(long deletedClient, int deletedClock, int length) {
    deleteCount++;
    deletes.writeVarUint(deletedClient);
    deletes.writeVarUint(1);
    deletes.writeVarUint(deletedClock);
    deletes.writeVarUint(length);
    return this;
  }

  public byte[] bytes() {
    closeBlock();
    ByteWriter out = new ByteWriter();
    out.writeVarUint(blockCount);
    out.writeBytes(blocks.toByteArray());
    out.writeVarUint(deleteCount);
    out.writeBytes(deletes.toByteArray());
    return out.toByteArray();
  }

  private ByteWriter item(int ref) {
    if (clock == 0) {
      structs.writeUint8(ref);
      structs.writeVarUint(1);
      structs.writeVarString("t");
    } else {
      structs.writeUint8(0x80 | ref);
      structs.writeVarUint(client);
      structs.writeVarUint(clock - 1);
    }
    return structs;
  }

  private RawUpdate took(int length) {
    structCount++;
    clock += length;
    return this;
  }

  private void closeBlock() {
    if (structCount == 0) {
      return;
    }
    blockCount++;
    blocks.writeVarUint(structCount);
    blocks.writeVarUint(client);
    blocks.writeVarUint(firstClock);
    blocks.writeBytes(structs.toByteArray());
    structs.clear();
    structCount = 0;
  }
}
