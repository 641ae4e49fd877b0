package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks the structs of one V1 update and reports where each part of a struct lies. Also stands at
 * single structs of either {@link StructForm}.
 *
 * <p>Every byte of a struct is checked when it is passed: bounds, UTF-8, content refs, JSON and any
 * values, lengths that are not 0, clocks that fit an int. A position handed out is therefore safe
 * to read from. Nothing is decoded into objects.
 *
 * <pre>
 *   update:  blockCount { structCount client firstClock struct* } deleteSet
 *   struct:  info [origin] [rightOrigin] [parent [parentSub]] content
 *            ^from                                            ^contentFrom   ^to
 * </pre>
 *
 * <p>Not thread-safe; shares the position of its reader, which stands at the delete set once {@link
 * #next()} has returned false.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/updates.js}, {@code lazyStructReaderGenerator}. Differs:
 * Yjs accepts lengths of 0 and clocks up to 2^53.
 */
public final class StructScanner implements StructSource {
  private static final int MIN_BLOCK_BYTES = 3;
  private static final int MIN_STRUCT_BYTES = 2;
  private static final int ABSENT = -1;

  private final ByteReader in;
  private final CanonicalReader fields;
  private final ContentScanner content;
  private final DecodeLimits limits;

  private int blocksLeft = ABSENT;
  private int structsLeft;
  private int structCount;
  private int block = ABSENT;

  private long client;
  private int clock;
  private int clockLength;
  private int endClock;
  private int info;
  private int from;
  private int to;
  private int contentFrom;
  private long originClient;
  private int originClock;
  private long rightOriginClient;
  private int rightOriginClock;
  private int rootNameFrom;
  private long parentClient;
  private int parentClock;
  private int parentSubFrom;

  /**
   * Creates a scanner that starts at the reader's position.
   *
   * @param limits bounds clients, structs, strings, and the nesting of JSON and any values
   */
  public StructScanner(ByteReader in, DecodeLimits limits) {
    this(in, limits, StructForm.V1);
  }

  private StructScanner(ByteReader in, DecodeLimits limits, StructForm form) {
    this.in = in;
    this.limits = limits;
    this.fields = new CanonicalReader(in, form);
    this.content = new ContentScanner(fields, limits);
    this.to = in.position();
  }

  /** {@return a scanner that stands at one struct which has been passed before} */
  static StructScanner at(
      ByteReader in,
      int structFrom,
      long structClient,
      int structClock,
      StructForm form,
      DecodeLimits limits) {
    StructScanner struct = new StructScanner(in, limits, form);
    struct.readAt(structFrom, structClient, structClock);
    return struct;
  }

  /** {@return the reader that this scanner moves} */
  public ByteReader reader() {
    return in;
  }

  /** {@return the form of the structs} */
  StructForm form() {
    return fields.form();
  }

  @Override
  public StructScanner current() {
    return this;
  }

  @Override
  public byte[] structBytes() {
    return in.array();
  }

  @Override
  public void readDeletes(DeleteRanges deletes) {
    in.position(to);
    deletes.readV1(in, limits);
  }

  @Override
  public int trailingBytes() {
    return in.remaining();
  }

  @Override
  public boolean next() {
    in.position(to);
    if (blocksLeft == ABSENT) {
      blocksLeft = in.readCount("client blocks", MIN_BLOCK_BYTES);
      checkLimit("number of client blocks", blocksLeft, limits.maxClients(), "maxClients");
    }
    while (structsLeft == 0) {
      if (blocksLeft == 0) {
        to = in.position();
        return false;
      }
      readBlockHeader();
    }
    structsLeft--;
    clock = endClock;
    scanStruct();
    return true;
  }

  void readAt(int structFrom, long structClient, int structClock) {
    in.position(structFrom);
    client = structClient;
    clock = structClock;
    scanStruct();
  }

  private void readBlockHeader() {
    blocksLeft--;
    block++;
    structsLeft = in.readCount("structs", MIN_STRUCT_BYTES);
    structCount += structsLeft;
    checkLimit("number of structs", structCount, limits.maxStructs(), "maxStructs");
    client = in.readVarUint();
    endClock = in.readVarUint31("first clock");
  }

  private void checkLimit(String what, int value, int limit, String setting) {
    if (value > limit) {
      throw new LimitExceededException(what, value, limit, setting, in.position());
    }
  }

  private void scanStruct() {
    from = in.position();
    info = in.readUint8();
    fields.startStruct();
    rootNameFrom = ABSENT;
    parentSubFrom = ABSENT;
    int ref = StructRef.ref(info);
    if (ref == StructRef.GC || ref == StructRef.SKIP) {
      scanLengthOnly(ref);
    } else {
      scanItem(ref);
    }
    to = in.position();
    checkLength(clock, clockLength);
    endClock = clock + clockLength;
  }

  private void checkLength(int structClock, int length) {
    String problem = lengthProblem(structClock, length);
    if (problem != null) {
      throw fieldsError(problem);
    }
  }

  /** {@return what is wrong with a struct of this length at this clock, or null} */
  static @Nullable String lengthProblem(int structClock, int length) {
    if (length == 0) {
      return "struct of length 0";
    }
    if (length > Integer.MAX_VALUE - structClock) {
      return "clock "
          + structClock
          + " + length "
          + length
          + " exceeds 2^31-1, the largest clock held";
    }
    return null;
  }

  private void scanLengthOnly(int ref) {
    if (info != ref) {
      if (ref == StructRef.SKIP) {
        throw fieldsError("skip with flag bits, info " + info);
      }
      fields.markNotCanonical();
    }
    contentFrom = in.position();
    clockLength = fields.varUint31(ref == StructRef.GC ? "gc length" : "skip length");
  }

  private void scanItem(int ref) {
    if (ref > StructRef.SKIP) {
      throw fieldsError("unknown content ref " + ref);
    }
    if (hasOrigin()) {
      originClient = fields.varUint();
      originClock = fields.varUint31("origin clock");
    }
    if (hasRightOrigin()) {
      rightOriginClient = fields.varUint();
      rightOriginClock = fields.varUint31("right origin clock");
    }
    if (StructRef.writesParent(info)) {
      scanParent();
    } else if ((info & StructRef.HAS_PARENT_SUB) != 0) {
      // Yjs sets this flag beside an origin, forgets it on reading and does not write it again.
      fields.markNotCanonical();
    }
    contentFrom = in.position();
    clockLength = content.scan(ref);
  }

  private void scanParent() {
    long kind = fields.varUint();
    if (kind == 1) {
      rootNameFrom = in.position();
      fields.skipVarString(limits);
    } else if (kind == 0) {
      parentClient = fields.varUint();
      parentClock = fields.varUint31("parent clock");
    } else {
      throw fieldsError("parent kind " + kind + ", neither 0 nor 1");
    }
    if ((info & StructRef.HAS_PARENT_SUB) != 0) {
      parentSubFrom = in.position();
      fields.skipVarString(limits);
    }
  }

  private DecodeException fieldsError(String message) {
    return fields.error(message + " in the struct at " + from);
  }

  @Override
  public int block() {
    return block;
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
    return to;
  }

  /** {@return the info byte with which Yjs would write this item, or the rest of it} */
  int infoToWrite(boolean hasOrigin) {
    int written = ref();
    if (hasOrigin) {
      written |= StructRef.HAS_ORIGIN;
    }
    if (hasRightOrigin()) {
      written |= StructRef.HAS_RIGHT_ORIGIN;
    }
    return parentSubFrom < 0 ? written : written | StructRef.HAS_PARENT_SUB;
  }

  /** {@return the reader, moved to the content} */
  ByteReader contentReader() {
    in.position(contentFrom);
    return in;
  }

  /** {@return the offset of the content; for GC and Skip of the length} */
  public int contentFrom() {
    return contentFrom;
  }

  /** {@return whether {@link #originClient()} and {@link #originClock()} are present} */
  public boolean hasOrigin() {
    return (info & StructRef.HAS_ORIGIN) != 0;
  }

  public long originClient() {
    return originClient;
  }

  public int originClock() {
    return originClock;
  }

  /** {@return whether {@link #rightOriginClient()} and {@link #rightOriginClock()} are present} */
  public boolean hasRightOrigin() {
    return (info & StructRef.HAS_RIGHT_ORIGIN) != 0;
  }

  public long rightOriginClient() {
    return rightOriginClient;
  }

  public int rightOriginClock() {
    return rightOriginClock;
  }

  /** {@return the offset of the root type's name as a varString, or -1 if there is none} */
  public int rootNameFrom() {
    return rootNameFrom;
  }

  /** {@return whether {@link #parentClient()} and {@link #parentClock()} are present} */
  public boolean hasParentId() {
    return rootNameFrom == ABSENT && isItem() && StructRef.writesParent(info);
  }

  /** {@return whether this is neither GC nor Skip} */
  boolean isItem() {
    return ref() != StructRef.GC && ref() != StructRef.SKIP;
  }

  public long parentClient() {
    return parentClient;
  }

  public int parentClock() {
    return parentClock;
  }

  /** {@return the offset of parentSub as a varString, or -1 if there is none} */
  public int parentSubFrom() {
    return parentSubFrom;
  }

  @Override
  public boolean isVerbatim() {
    return fields.isCanonical();
  }
}
