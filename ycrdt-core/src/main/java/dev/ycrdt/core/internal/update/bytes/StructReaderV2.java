package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;

/**
 * Walks the structs of one V2 update. The fields of a struct lie in ten streams; each struct is
 * gathered into one piece of bytes, see {@link StructForm#GATHERED}.
 *
 * <p>Everything is checked as by {@link StructScanner}. Runs make it possible that a struct takes
 * no byte of the update, so that structs are counted against {@link DecodeLimits#maxStructs()} and
 * {@link DecodeLimits#maxRepeatedStructs()}, not against the bytes that are left.
 *
 * <p>Not thread-safe.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/updates.js}, {@code lazyStructReaderGenerator}. Differs:
 * Yjs accepts lengths of 0 and clocks up to 2^53.
 */
final class StructReaderV2 implements StructSource {
  private static final int MIN_BLOCK_BYTES = 2;
  private static final int UNREAD = -1;

  private final FieldsV2 fields;
  private final ContentGatherer content;
  private final DecodeLimits limits;
  private final ByteReader rest;
  private final ByteWriter gathered;
  private final boolean keepsStructs;
  private final int updateLength;

  private int blocksLeft = UNREAD;
  private int structsLeft;
  private long structCount;
  private int block = UNREAD;
  private long client;
  private int clock;
  private int clockLength;
  private int endClock;
  private int info;
  private int from;

  /**
   * Creates a reader of the whole update.
   *
   * @param keepsStructs whether {@link #structBytes()} shall hold all structs at the end, not only
   *     the current one
   */
  StructReaderV2(byte[] update, DecodeLimits limits, boolean keepsStructs) {
    this.limits = limits;
    this.fields = new FieldsV2(update, limits);
    this.rest = fields.rest;
    this.gathered = new ByteWriter(Math.min(update.length * 2, 1 << 16));
    this.content = new ContentGatherer(fields, gathered, limits);
    this.keepsStructs = keepsStructs;
    this.updateLength = update.length;
  }

  @Override
  public boolean next() {
    if (blocksLeft == UNREAD) {
      blocksLeft = rest.readCount("client blocks", MIN_BLOCK_BYTES);
      checkLimit("number of client blocks", blocksLeft, limits.maxClients(), "maxClients");
    }
    while (structsLeft == 0) {
      if (blocksLeft == 0) {
        return false;
      }
      readBlockHeader();
    }
    structsLeft--;
    clock = endClock;
    gatherStruct();
    return true;
  }

  private void readBlockHeader() {
    blocksLeft--;
    block++;
    structsLeft = rest.readVarUint31("number of structs");
    structCount += structsLeft;
    checkLimit("number of structs", structCount, limits.maxStructs(), "maxStructs");
    long repeated = structCount - updateLength / 2;
    checkLimit(
        "number of repeated structs", repeated, limits.maxRepeatedStructs(), "maxRepeatedStructs");
    client = fields.clients.read();
    endClock = rest.readVarUint31("first clock");
  }

  private void checkLimit(String what, long value, int limit, String setting) {
    if (value > limit) {
      throw new LimitExceededException(what, value, limit, setting, rest.position());
    }
  }

  private void gatherStruct() {
    if (!keepsStructs) {
      gathered.clear();
    }
    from = gathered.size();
    info = fields.infos.read();
    gathered.writeUint8(info);
    int ref = StructRef.ref(info);
    if (ref == StructRef.GC) {
      clockLength = content.length("gc length");
    } else if (ref == StructRef.SKIP) {
      gatherSkip();
    } else {
      gatherItem(ref);
    }
    String problem = StructScanner.lengthProblem(clock, clockLength);
    if (problem != null) {
      throw error(problem);
    }
    endClock = clock + clockLength;
  }

  private void gatherSkip() {
    if (info != StructRef.SKIP) {
      throw error("skip with flag bits, info " + info);
    }
    clockLength = rest.readVarUint31("skip length");
    gathered.writeVarUint(clockLength);
  }

  private void gatherItem(int ref) {
    if (ref > StructRef.SKIP) {
      throw error("unknown content ref " + ref);
    }
    if ((info & StructRef.HAS_ORIGIN) != 0) {
      gatherId(fields.readLeftId("origin clock"));
    }
    if ((info & StructRef.HAS_RIGHT_ORIGIN) != 0) {
      gatherId(fields.readRightId("right origin clock"));
    }
    if (StructRef.writesParent(info)) {
      gatherParent();
    }
    clockLength = content.gather(ref);
  }

  private void gatherParent() {
    int kind = fields.parentInfos.read();
    gathered.writeVarUint(kind);
    if (kind == 1) {
      content.string();
    } else if (kind == 0) {
      gatherId(fields.readLeftId("parent clock"));
    } else {
      throw error("parent kind " + kind + ", neither 0 nor 1");
    }
    if ((info & StructRef.HAS_PARENT_SUB) != 0) {
      content.string();
    }
  }

  private void gatherId(int idClock) {
    gathered.writeVarUint(fields.idClient);
    gathered.writeVarUint(idClock);
  }

  private DecodeException error(String message) {
    return rest.error(message + " in the struct of client " + client + " at clock " + clock);
  }

  @Override
  public StructScanner current() {
    ByteReader in = new ByteReader(gathered.array(), 0, gathered.size());
    return StructScanner.at(in, from, client, clock, StructForm.GATHERED, limits);
  }

  @Override
  public void readDeletes(DeleteRanges deletes) {
    deletes.readV2(rest, limits);
  }

  @Override
  public byte[] structBytes() {
    return gathered.toByteArray();
  }

  @Override
  public int trailingBytes() {
    return rest.remaining();
  }

  @Override
  public int block() {
    return block;
  }

  @Override
  public int info() {
    return info;
  }

  @Override
  public int from() {
    return from;
  }

  @Override
  public int to() {
    return gathered.size();
  }

  @Override
  public boolean isVerbatim() {
    return false;
  }

  @Override
  public long client() {
    return client;
  }

  @Override
  public int clock() {
    return clock;
  }

  @Override
  public int clockLength() {
    return clockLength;
  }

  @Override
  public int ref() {
    return StructRef.ref(info);
  }
}
