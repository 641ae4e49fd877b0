package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import dev.ycrdt.core.lib0.JsonText;
import java.nio.charset.StandardCharsets;

/**
 * Takes the units out of content that may cover several clocks: the bytes of a text, values one
 * after another, JSON texts each with its length, nothing for deleted content.
 *
 * <p>Units come without the length before them and in the form in which Yjs writes them, so that
 * those of several structs can be put behind one length. Strings stay in the form of the struct.
 */
final class ContentUnits {
  private static final byte[] REPLACEMENT_CHARACTER = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private final DecodeLimits limits;

  ContentUnits(DecodeLimits limits) {
    this.limits = limits;
  }

  /** {@return whether content of this kind may cover several clocks} */
  static boolean hasUnits(int ref) {
    return ref == StructRef.STRING
        || ref == StructRef.ANY
        || ref == StructRef.JSON
        || ref == StructRef.DELETED;
  }

  /** Appends the units from clock {@code offset} on. Moves the scanner's reader. */
  void append(StructScanner struct, int offset, ByteWriter out) {
    ByteReader in = struct.contentReader();
    switch (struct.ref()) {
      case StructRef.STRING -> text(in, offset, out);
      case StructRef.ANY -> values(struct, in, offset, out);
      case StructRef.JSON -> jsonTexts(in, offset, out);
      case StructRef.DELETED -> {
        // A run of deleted clocks is nothing but its length.
      }
      default -> throw new IllegalArgumentException("no units in content ref " + struct.ref());
    }
  }

  private static void text(ByteReader in, int offset, ByteWriter out) {
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

  private void values(StructScanner struct, ByteReader in, int offset, ByteWriter out) {
    int count = in.readVarUint31("any value count");
    for (int i = 0; i < offset; i++) {
      AnyCodec.skip(in, limits);
    }
    if (struct.isVerbatim()) {
      out.writeBytes(in.array(), in.position(), struct.to() - in.position());
      return;
    }
    for (int i = offset; i < count; i++) {
      AnyCodec.write(out, AnyCodec.read(in, limits));
    }
  }

  private void jsonTexts(ByteReader in, int offset, ByteWriter out) {
    int count = in.readVarUint31("JSON value count");
    for (int i = 0; i < count; i++) {
      if (i < offset) {
        in.skipVarString();
      } else {
        jsonText(in, limits, out);
      }
    }
  }

  /** Writes a JSON text, or the word undefined, as {@code JSON.stringify} would. */
  static void jsonText(ByteReader in, DecodeLimits limits, ByteWriter out) {
    int byteCount = in.readVarUint31("JSON length");
    int from = in.position();
    int to = from + byteCount;
    byte[] array = in.array();
    in.position(to);
    if (JsonScalar.isCanonical(array, from, to) || JsonScalar.isUndefined(array, from, to)) {
      out.writeVarBytes(array, from, byteCount);
    } else {
      String text = new String(array, from, byteCount, StandardCharsets.UTF_8);
      out.writeVarString(JsonText.stringify(ContentScanner.parseJson(text, from, limits)));
    }
  }
}
