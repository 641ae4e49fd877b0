package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.internal.store.ClientLookup;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.DeleteRanges;
import dev.ycrdt.core.internal.struct.Content;
import dev.ycrdt.core.internal.struct.ContentAny;
import dev.ycrdt.core.internal.struct.ContentBinary;
import dev.ycrdt.core.internal.struct.ContentDeleted;
import dev.ycrdt.core.internal.struct.ContentDoc;
import dev.ycrdt.core.internal.struct.ContentEmbed;
import dev.ycrdt.core.internal.struct.ContentFormat;
import dev.ycrdt.core.internal.struct.ContentJson;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.SubdocOptions;
import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.lib0.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of an update into a {@link DecodedUpdate}, or fails without any effect.
 *
 * <p>Everything that can be judged without the document is judged here: bounds, limits, lengths of
 * 0, clocks out of range, references of a struct to a later clock of its own client, unknown kinds,
 * blocks that name a client twice.
 *
 * <p>Source: Yjs {@code readClientsStructRefs} and {@code readDeleteSet}. Differs: Yjs checks none
 * of the above and applies while it reads.
 */
public final class UpdateDecoder {
  private static final String UNDEFINED_TEXT = "undefined";
  private static final int INITIAL_STRUCTS = 1024;

  private final UpdateReader in;
  private final DecodeLimits limits;
  private final ClientLookup clients;
  private long structCount;
  private int subdocCount;

  /** Makes a decoder that resolves client ids through {@code clients}. */
  public UpdateDecoder(UpdateReader in, DecodeLimits limits, ClientLookup clients) {
    this.in = in;
    this.limits = limits;
    this.clients = clients;
  }

  /** {@return the whole update, checked} */
  public DecodedUpdate decode() {
    int clientCount = in.readClientCount();
    checkLimit("clients", clientCount, limits.maxClients(), "maxClients");
    List<Section> sections = new ArrayList<>(Math.min(clientCount, 16));
    for (int i = 0; i < clientCount; i++) {
      Section section = readSection();
      if (section != null) {
        sections.add(section);
      }
    }
    checkDistinct(sections);
    return new DecodedUpdate(sections, readDeleteRanges());
  }

  private void checkLimit(String what, long value, long limit, String setting) {
    if (value > limit) {
      throw new LimitExceededException(what, value, limit, setting, in.offset());
    }
  }

  private void checkDistinct(List<Section> sections) {
    if (sections.size() > 1) {
      Collections.sort(sections);
      for (int i = 1; i < sections.size(); i++) {
        if (sections.get(i).client == sections.get(i - 1).client) {
          throw in.error("client " + sections.get(i).client.id + " has two blocks of structs");
        }
      }
    }
  }

  private @Nullable Section readSection() {
    int structCount = in.readStructCount();
    chargeStructs(structCount);
    ClientStructs client = clients.resolve(in.readClient());
    int clock = checkClock(in.readClock(), "clock");
    if (structCount == 0) {
      return null;
    }
    Section section = new Section(client, Math.min(structCount, INITIAL_STRUCTS));
    for (int i = 0; i < structCount; i++) {
      int start = in.contentBytes();
      DecodedStruct struct = readStruct(client, clock);
      struct.setEncodedBytes(in.contentBytes() - start);
      clock = struct.endClock();
      section.add(struct);
    }
    return section;
  }

  private void chargeStructs(int added) {
    structCount += added;
    checkLimit("structs", structCount, limits.maxStructs(), "maxStructs");
    long repeated = structCount - in.totalBytes() / 2;
    checkLimit("repeated structs", repeated, limits.maxRepeatedStructs(), "maxRepeatedStructs");
  }

  private int checkClock(long clock, String what) {
    if (clock >= Integer.MAX_VALUE) {
      throw in.error(what + " " + clock + " is not below the maximum of " + Integer.MAX_VALUE);
    }
    return (int) clock;
  }

  private DecodedStruct readStruct(ClientStructs client, int clock) {
    int info = in.readInfo();
    int ref = StructRef.ref(info);
    DecodedStruct struct = new DecodedStruct(ref, client, clock);
    if (ref == StructRef.GC) {
      struct.length = readLength(clock, in.readLength());
    } else if (ref == StructRef.SKIP) {
      if (info != StructRef.SKIP) {
        throw in.error("gap with item flags: info byte " + info);
      }
      struct.length = readLength(clock, in.readSkipLength());
    } else {
      readRelations(struct, info);
      readContent(struct);
    }
    return struct;
  }

  private int readLength(int clock, long length) {
    if (length == 0) {
      throw in.error("struct of length 0");
    }
    if (length > Integer.MAX_VALUE - (long) clock) {
      throw in.error(
          "struct of length "
              + length
              + " at clock "
              + clock
              + " passes the largest clock "
              + Integer.MAX_VALUE);
    }
    return (int) length;
  }

  private void readRelations(DecodedStruct struct, int info) {
    if ((info & StructRef.HAS_ORIGIN) != 0) {
      in.readLeftId();
      struct.originClient = clients.resolve(in.idClient);
      struct.originClock = checkReference(struct, struct.originClient, "origin");
    }
    if ((info & StructRef.HAS_RIGHT_ORIGIN) != 0) {
      in.readRightId();
      struct.rightOriginClient = clients.resolve(in.idClient);
      struct.rightOriginClock = checkReference(struct, struct.rightOriginClient, "right origin");
    }
    if (StructRef.writesParent(info)) {
      readParent(struct);
      if ((info & StructRef.HAS_PARENT_SUB) != 0) {
        struct.parentSub = in.readString();
      }
    }
  }

  private void readParent(DecodedStruct struct) {
    int parentInfo = in.readParentInfo();
    if (parentInfo == 1) {
      struct.parentName = in.readString();
    } else if (parentInfo == 0) {
      in.readLeftId();
      struct.parentClient = clients.resolve(in.idClient);
      struct.parentClock = checkReference(struct, struct.parentClient, "parent");
    } else {
      throw in.error("parent info " + parentInfo + " is neither 0 nor 1");
    }
  }

  private int checkReference(DecodedStruct struct, ClientStructs client, String what) {
    int clock = checkClock(in.idClock, "clock of the " + what);
    if (client == struct.client && clock >= struct.clock) {
      throw in.error(
          what
              + " at clock "
              + clock
              + " is not before the struct itself at clock "
              + struct.clock);
    }
    return clock;
  }

  private void readContent(DecodedStruct struct) {
    if (struct.ref == StructRef.STRING) {
      in.readText(struct);
      readLength(struct.clock, struct.length);
      return;
    }
    struct.length = 1;
    struct.content = readContentObject(struct);
  }

  private Content readContentObject(DecodedStruct struct) {
    return switch (struct.ref) {
      case StructRef.DELETED -> {
        struct.length = readLength(struct.clock, in.readLength());
        yield ContentDeleted.INSTANCE;
      }
      case StructRef.JSON -> new ContentJson(readValues(struct, true));
      case StructRef.BINARY -> new ContentBinary(in.readBuffer());
      case StructRef.EMBED -> new ContentEmbed(in.readJson());
      case StructRef.FORMAT -> new ContentFormat(in.readKey(), in.readJson());
      case StructRef.TYPE -> new ContentType(readType());
      case StructRef.ANY -> new ContentAny(readValues(struct, false));
      case StructRef.DOC -> readSubdoc();
      default -> throw in.error("unknown content kind " + struct.ref);
    };
  }

  private @Nullable Object[] readValues(DecodedStruct struct, boolean asJsonText) {
    int length = readLength(struct.clock, in.readLength());
    in.checkValueCount(length, asJsonText);
    struct.length = length;
    List<@Nullable Object> values = new ArrayList<>(Math.min(length, INITIAL_STRUCTS));
    for (int i = 0; i < length; i++) {
      values.add(asJsonText ? readJsonText() : in.readAny());
    }
    return values.toArray();
  }

  private @Nullable Object readJsonText() {
    String text = in.readString();
    return text.equals(UNDEFINED_TEXT) ? Undefined.INSTANCE : JsonText.parse(text, limits);
  }

  private TypeNode readType() {
    long typeRef = in.readTypeRef();
    TypeKind kind = TypeKind.ofTypeRef(typeRef);
    if (kind == null) {
      throw in.error("unknown type reference " + typeRef);
    }
    return kind.isNamed() ? TypeNode.named(kind, in.readKey()) : TypeNode.unnamed(kind);
  }

  private ContentDoc readSubdoc() {
    subdocCount++;
    checkLimit("subdocuments", subdocCount, limits.maxSubdocuments(), "maxSubdocuments");
    String guid = in.readString();
    if (!(in.readAny() instanceof Map<?, ?> options)) {
      throw in.error("options of the subdocument " + guid + " are not an object");
    }
    Map<String, @Nullable Object> typed = new LinkedHashMap<>();
    options.forEach((key, value) -> typed.put((String) key, value));
    return new ContentDoc(
        SubdocOptions.create(guid, typed, limits), Collections.unmodifiableMap(typed));
  }

  private DeleteRanges readDeleteRanges() {
    DeleteRanges ranges = new DeleteRanges();
    int clientCount = in.readCount("number of clients in the delete set", 2);
    checkLimit("clients in the delete set", clientCount, limits.maxClients(), "maxClients");
    int rangeBudget = limits.maxDeleteRanges();
    for (int i = 0; i < clientCount; i++) {
      in.startDeleteRanges();
      ClientStructs client = clients.resolve(in.readDeleteClient());
      int rangeCount = in.readCount("number of delete ranges", 2);
      rangeBudget -= rangeCount;
      if (rangeBudget < 0) {
        checkLimit(
            "delete ranges",
            (long) limits.maxDeleteRanges() - rangeBudget,
            limits.maxDeleteRanges(),
            "maxDeleteRanges");
      }
      for (int range = 0; range < rangeCount; range++) {
        int clock = checkClock(in.readDeleteClock(), "clock of a delete range");
        ranges.add(client, clock, readLength(clock, in.readDeleteLength()));
      }
    }
    ranges.sortAndMerge();
    return ranges;
  }
}
