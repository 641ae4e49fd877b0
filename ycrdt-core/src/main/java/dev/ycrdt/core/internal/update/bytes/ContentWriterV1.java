package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import dev.ycrdt.core.lib0.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Writes the content of a scanned struct in format V1, as Yjs would after decoding it: values in
 * canonical form, the first units cut off if asked.
 */
final class ContentWriterV1 {
  private final DecodeLimits limits;
  private final ContentUnits units;

  ContentWriterV1(DecodeLimits limits) {
    this.limits = limits;
    this.units = new ContentUnits(limits);
  }

  /** Writes the whole content, without its first {@code offset} clocks. */
  void content(StructScanner struct, int offset, ByteWriter out) {
    if (struct.ref() == StructRef.STRING) {
      text(struct, offset, out);
    } else if (ContentUnits.hasUnits(struct.ref())) {
      out.writeVarUint(struct.clockLength() - offset);
      units.append(struct, offset, out);
    } else {
      single(struct, struct.contentReader(), out);
    }
  }

  private void text(StructScanner struct, int offset, ByteWriter out) {
    ByteWriter text = new ByteWriter(struct.to() - struct.contentFrom() + 3);
    units.append(struct, offset, text);
    joined(struct, text, 0, out);
  }

  /** Writes content with all its units. */
  static void joined(StructScanner struct, ByteWriter units, int clockLength, ByteWriter out) {
    boolean isText = struct.ref() == StructRef.STRING;
    out.writeVarUint(isText ? units.size() : clockLength);
    int from = out.size();
    out.writeBytes(units.array(), 0, units.size());
    if (isText && struct.form() == StructForm.GATHERED) {
      Wtf8.replaceHalves(out.array(), from, out.size());
    }
  }

  private void single(StructScanner struct, ByteReader in, ByteWriter out) {
    switch (struct.ref()) {
      case StructRef.BINARY -> copyVarBytes(in, out);
      case StructRef.EMBED -> plainValue(struct, in, out);
      case StructRef.FORMAT -> {
        copyString(struct, in, out);
        plainValue(struct, in, out);
      }
      case StructRef.TYPE -> type(struct, in, out);
      case StructRef.DOC -> subdocument(in, out);
      default -> throw new IllegalArgumentException("no content in content ref " + struct.ref());
    }
  }

  private void plainValue(StructScanner struct, ByteReader in, ByteWriter out) {
    if (struct.form() == StructForm.V1) {
      ContentUnits.jsonText(in, limits, out);
      return;
    }
    @Nullable Object value = AnyCodec.read(in, limits);
    try {
      out.writeVarString(JsonText.stringify(value));
    } catch (IllegalArgumentException e) {
      String what = struct.ref() == StructRef.EMBED ? "embed" : "attribute value";
      throw new IllegalArgumentException(
          "format V1 cannot hold the "
              + what
              + " of client "
              + struct.client()
              + " at clock "
              + struct.clock()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static void type(StructScanner struct, ByteReader in, ByteWriter out) {
    int typeRef = in.readVarUint31("type ref");
    out.writeVarUint(typeRef);
    if (ContentScanner.hasName(typeRef)) {
      copyString(struct, in, out);
    }
  }

  private void subdocument(ByteReader in, ByteWriter out) {
    SubdocumentOptions canonical = SubdocumentOptions.read(in, limits);
    out.writeVarString(canonical.guid());
    AnyCodec.write(out, canonical.options());
  }

  /** Copies a string; halves of pairs, which only a gathered struct has, become U+FFFD. */
  static void copyString(StructScanner struct, ByteReader in, ByteWriter out) {
    int from = out.size();
    copyVarBytes(in, out);
    if (struct.form() == StructForm.GATHERED) {
      Wtf8.replaceHalves(out.array(), from, out.size());
    }
  }

  /** Copies bytes with their length before them, the length in canonical form. */
  private static void copyVarBytes(ByteReader in, ByteWriter out) {
    int byteCount = in.readVarUint31("length");
    out.writeVarBytes(in.array(), in.position(), byteCount);
    in.skip(byteCount);
  }
}
