package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import dev.ycrdt.core.lib0.JsonText;
import java.util.Arrays;

/**
 * Gathers the content of one V2 struct from the streams, checking every byte of it.
 *
 * <p>Source: Yjs 13.6.33 {@code src/structs/Item.js}, {@code readItemContent}, and the {@code
 * readContent*} functions.
 */
final class ContentGatherer {
  private final FieldsV2 fields;
  private final ByteReader rest;
  private final ByteWriter out;
  private final DecodeLimits limits;

  ContentGatherer(FieldsV2 fields, ByteWriter out, DecodeLimits limits) {
    this.fields = fields;
    this.rest = fields.rest;
    this.out = out;
    this.limits = limits;
  }

  /** {@return the clock length of the content, which may be 0: the caller refuses that} */
  int gather(int ref) {
    return switch (ref) {
      case StructRef.DELETED -> length("deleted length");
      case StructRef.JSON -> jsonTexts();
      case StructRef.STRING -> string();
      case StructRef.ANY -> values();
      default -> {
        single(ref);
        yield 1;
      }
    };
  }

  private void single(int ref) {
    switch (ref) {
      case StructRef.BINARY -> {
        int byteCount = rest.readCount("bytes", 1);
        out.writeVarBytes(rest.array(), rest.position(), byteCount);
        rest.skip(byteCount);
      }
      case StructRef.EMBED -> value();
      case StructRef.FORMAT -> {
        key();
        value();
      }
      case StructRef.TYPE -> type();
      case StructRef.DOC -> {
        string();
        int from = rest.position();
        ContentScanner.skipOptions(rest, limits);
        out.writeBytes(rest.array(), from, rest.position() - from);
      }
      default -> throw fields.error("unknown content ref " + ref);
    }
  }

  /** Gathers a length and returns it. */
  int length(String what) {
    int length = fields.checkInt(what, fields.lengths.read());
    out.writeVarUint(length);
    return length;
  }

  /** Gathers the next string and returns its length in UTF-16 code units. */
  int string() {
    int utf16Length = fields.nextString();
    if (fields.strings.isRange()) {
      int byteCount = utf16Length == 0 ? 0 : fields.strings.byteCount();
      out.writeVarBytes(fields.strings.array(), fields.strings.from(), byteCount);
    } else {
      Wtf8.writeVarString(fields.strings.string(), out);
    }
    return utf16Length;
  }

  private void key() {
    byte[] repeated = fields.repeatedKey();
    if (repeated != null) {
      out.writeBytes(repeated);
      return;
    }
    int from = out.size();
    string();
    fields.addKey(Arrays.copyOfRange(out.array(), from, out.size()));
  }

  private void type() {
    int typeRef = fields.checkInt("type ref", fields.typeRefs.read());
    if (typeRef >= ContentScanner.TYPE_REF_COUNT) {
      throw fields.error("unknown type ref " + typeRef);
    }
    out.writeVarUint(typeRef);
    if (ContentScanner.hasName(typeRef)) {
      key();
    }
  }

  private int values() {
    int count = count("any values", rest.remaining());
    for (int i = 0; i < count; i++) {
      value();
    }
    return count;
  }

  private void value() {
    int from = rest.position();
    AnyCodec.skip(rest, limits);
    out.writeBytes(rest.array(), from, rest.position() - from);
  }

  /** JSON texts are gathered in canonical form, in which they have no halves of pairs. */
  private int jsonTexts() {
    int count = count("JSON values", fields.strings.unitsLeft());
    for (int i = 0; i < count; i++) {
      fields.nextString();
      String text = fields.strings.string();
      out.writeVarString(
          text.equals("undefined")
              ? text
              : JsonText.stringify(ContentScanner.parseJson(text, fields.strings.from(), limits)));
    }
    return count;
  }

  private int count(String what, int most) {
    int count = length("number of " + what);
    if (count > most) {
      throw fields.error(count + " " + what + " do not fit what is left for them, " + most);
    }
    return count;
  }
}
