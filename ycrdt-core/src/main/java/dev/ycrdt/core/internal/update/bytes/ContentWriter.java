package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import dev.ycrdt.core.lib0.JsonText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the content of a scanned V1 struct as Yjs would after decoding it: values in canonical
 * form, the first units cut off if asked.
 *
 * <p>Content of more than one clock consists of a head (a length) and units. {@link #units} writes
 * the units alone, so that the units of several structs can be put behind one head.
 */
final class ContentWriter {
  private static final byte[] REPLACEMENT_CHARACTER = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private final DecodeLimits limits;

  ContentWriter(DecodeLimits limits) {
    this.limits = limits;
  }

  /** {@return whether content of this kind may cover several clocks} */
  static boolean hasUnits(int ref) {
    return ref == StructRef.STRING
        || ref == StructRef.ANY
        || ref == StructRef.JSON
        || ref == StructRef.DELETED;
  }

  /** Writes the whole content, without its first {@code offset} clocks. */
  void content(StructScanner struct, int offset, ByteWriter out) {
    if (struct.ref() == StructRef.STRING) {
      string(struct, offset, out);
    } else if (hasUnits(struct.ref())) {
      out.writeVarUint(struct.clockLength() - offset);
      units(struct, offset, out);
    } else {
      single(at(struct), struct.ref(), out);
    }
  }

  /** Writes the units from clock {@code offset} on, without the length before them. */
  void units(StructScanner struct, int offset, ByteWriter out) {
    ByteReader in = at(struct);
    switch (struct.ref()) {
      case StructRef.STRING -> stringUnits(struct, offset, out);
      case StructRef.ANY -> anyUnits(in, offset, out);
      case StructRef.JSON -> jsonUnits(in, offset, out);
      case StructRef.DELETED -> {
        // A run of deleted clocks is nothing but its length.
      }
      default -> throw new IllegalArgumentException("no units in content ref " + struct.ref());
    }
  }

  private static ByteReader at(StructScanner struct) {
    ByteReader in = struct.reader();
    in.position(struct.contentFrom());
    return in;
  }

  private void string(StructScanner struct, int offset, ByteWriter out) {
    ByteWriter units = new ByteWriter(struct.to() - struct.contentFrom() + 3);
    stringUnits(struct, offset, units);
    out.writeVarUint(units.size());
    out.writeBytes(units.array(), 0, units.size());
  }

  private static void stringUnits(StructScanner struct, int offset, ByteWriter out) {
    ByteReader in = at(struct);
    int byteCount = in.readVarUint31("string length");
    int from = in.position();
    int to = from + byteCount;
    int cut = Utf8Cut.byteOffset(in.array(), from, offset);
    if (cut < 0) {
      // The cut goes through a surrogate pair: Yjs leaves U+FFFD for its second half.
      cut = ~cut;
      out.writeBytes(REPLACEMENT_CHARACTER);
    }
    out.writeBytes(in.array(), cut, to - cut);
  }

  private void anyUnits(ByteReader in, int offset, ByteWriter out) {
    int count = in.readVarUint31("any value count");
    for (int i = 0; i < count; i++) {
      if (i < offset) {
        AnyCodec.skip(in, limits);
      } else {
        AnyCodec.write(out, AnyCodec.read(in, limits));
      }
    }
  }

  private void jsonUnits(ByteReader in, int offset, ByteWriter out) {
    int count = in.readVarUint31("JSON value count");
    for (int i = 0; i < count; i++) {
      if (i < offset) {
        in.skipVarString();
      } else {
        json(in, true, out);
      }
    }
  }

  private void single(ByteReader in, int ref, ByteWriter out) {
    switch (ref) {
      case StructRef.BINARY -> copyVarBytes(in, out);
      case StructRef.EMBED -> json(in, false, out);
      case StructRef.FORMAT -> {
        copyVarBytes(in, out);
        json(in, false, out);
      }
      case StructRef.TYPE -> type(in, out);
      case StructRef.DOC -> subdocument(in, out);
      default -> throw new IllegalArgumentException("no content in content ref " + ref);
    }
  }

  private void json(ByteReader in, boolean undefinedAllowed, ByteWriter out) {
    int byteCount = in.readVarUint31("JSON length");
    int from = in.position();
    int to = from + byteCount;
    byte[] array = in.array();
    boolean canonical =
        JsonScalar.isCanonical(array, from, to)
            || (undefinedAllowed && JsonScalar.isUndefined(array, from, to));
    if (canonical) {
      out.writeVarBytes(array, from, byteCount);
    } else {
      String text = new String(array, from, byteCount, StandardCharsets.UTF_8);
      out.writeVarString(JsonText.stringify(JsonText.parse(text, limits)));
    }
    in.position(to);
  }

  private static void type(ByteReader in, ByteWriter out) {
    int typeRef = in.readVarUint31("type ref");
    out.writeVarUint(typeRef);
    if (ContentScanner.hasName(typeRef)) {
      copyVarBytes(in, out);
    }
  }

  private void subdocument(ByteReader in, ByteWriter out) {
    String guid = in.readVarString();
    @Nullable Object options = AnyCodec.read(in, limits);
    SubdocumentOptions canonical = SubdocumentOptions.of(guid, options);
    out.writeVarString(canonical.guid());
    AnyCodec.write(out, canonical.options());
  }

  /** Copies bytes with their length before them, the length in canonical form. */
  static void copyVarBytes(ByteReader in, ByteWriter out) {
    int byteCount = in.readVarUint31("length");
    out.writeVarBytes(in.array(), in.position(), byteCount);
    in.skip(byteCount);
  }
}
