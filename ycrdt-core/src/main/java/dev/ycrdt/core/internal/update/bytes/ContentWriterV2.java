package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;

/** Writes the content of a scanned struct in format V2, as Yjs would after decoding it. */
final class ContentWriterV2 {
  private final StreamsV2 streams;
  private final ByteWriter rest;
  private final DecodeLimits limits;
  private final ContentUnits units;
  private final ByteWriter scratch = new ByteWriter();

  ContentWriterV2(StreamsV2 streams, ByteWriter rest, DecodeLimits limits) {
    this.streams = streams;
    this.rest = rest;
    this.limits = limits;
    this.units = new ContentUnits(limits);
  }

  /** Writes the whole content, without its first {@code offset} clocks. */
  void content(StructScanner struct, int offset) {
    if (ContentUnits.hasUnits(struct.ref())) {
      scratch.clear();
      units.append(struct, offset, scratch);
      joined(struct.ref(), struct.clockLength() - offset, scratch);
    } else {
      single(struct, struct.contentReader());
    }
  }

  /** Writes the content like {@link #content}, but half of a pair that is cut stays as it is. */
  void contentTail(StructScanner struct, int offset) {
    if (struct.ref() == StructRef.STRING) {
      streams.strings.write(string(struct.contentReader()).substring(offset));
    } else {
      content(struct, offset);
    }
  }

  /** Writes content with all its units. */
  void joined(int ref, int clockLength, ByteWriter content) {
    if (ref == StructRef.STRING) {
      streams.strings.write(Wtf8.decode(content.array(), 0, content.size()));
      return;
    }
    streams.lengths.write(clockLength);
    if (ref == StructRef.ANY) {
      rest.writeBytes(content.array(), 0, content.size());
    } else if (ref == StructRef.JSON) {
      ByteReader texts = new ByteReader(content.array(), 0, content.size());
      while (texts.hasRemaining()) {
        streams.strings.write(texts.readVarString());
      }
    }
  }

  private void single(StructScanner struct, ByteReader in) {
    switch (struct.ref()) {
      case StructRef.BINARY -> {
        int byteCount = in.readVarUint31("length");
        rest.writeVarBytes(in.array(), in.position(), byteCount);
      }
      case StructRef.EMBED -> plainValue(struct, in);
      case StructRef.FORMAT -> {
        streams.key(string(in));
        plainValue(struct, in);
      }
      case StructRef.TYPE -> type(in);
      case StructRef.DOC -> subdocument(in);
      default -> throw new IllegalArgumentException("no content in content ref " + struct.ref());
    }
  }

  /** The value of an embed or attribute, which is the last field of its struct. */
  private void plainValue(StructScanner struct, ByteReader in) {
    if (struct.form() == StructForm.V1) {
      int at = in.position();
      AnyCodec.write(rest, ContentScanner.parseJson(in.readVarString(), at, limits));
    } else if (struct.isVerbatim()) {
      rest.writeBytes(in.array(), in.position(), struct.to() - in.position());
    } else {
      AnyCodec.write(rest, AnyCodec.read(in, limits));
    }
  }

  private void type(ByteReader in) {
    int typeRef = in.readVarUint31("type ref");
    streams.typeRefs.write(typeRef);
    if (ContentScanner.hasName(typeRef)) {
      streams.key(string(in));
    }
  }

  private void subdocument(ByteReader in) {
    SubdocumentOptions canonical = SubdocumentOptions.read(in, limits);
    streams.strings.write(canonical.guid());
    AnyCodec.write(rest, canonical.options());
  }

  /** {@return the string at the reader's position, halves of pairs included} */
  static String string(ByteReader in) {
    int byteCount = in.readVarUint31("string length");
    int from = in.position();
    in.skip(byteCount);
    return Wtf8.decode(in.array(), from, byteCount);
  }
}
