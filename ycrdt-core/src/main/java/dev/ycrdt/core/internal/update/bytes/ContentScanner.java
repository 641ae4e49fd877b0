package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.JsonText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Passes over the content of one struct, checking every byte of it.
 *
 * <p>Source: Yjs 13.6.33 {@code src/structs/Item.js}, {@code readItemContent}, and the {@code
 * readContent*} functions.
 */
final class ContentScanner {
  static final int TYPE_REF_COUNT = 7;
  static final int XML_ELEMENT_REF = 3;
  private static final int XML_HOOK_REF = 5;

  private final CanonicalReader fields;
  private final ByteReader in;
  private final DecodeLimits limits;

  ContentScanner(CanonicalReader fields, DecodeLimits limits) {
    this.fields = fields;
    this.in = fields.in();
    this.limits = limits;
  }

  /** {@return the clock length of the content, which may be 0: the caller refuses that} */
  int scan(int ref) {
    return switch (ref) {
      case StructRef.DELETED -> fields.varUint31("deleted length");
      case StructRef.JSON -> scanJsonValues();
      case StructRef.STRING -> fields.skipVarStringUtf16Length(limits);
      case StructRef.ANY -> scanAnyValues();
      default -> {
        scanSingle(ref);
        yield 1;
      }
    };
  }

  private void scanSingle(int ref) {
    switch (ref) {
      case StructRef.BINARY -> fields.skipVarBytes();
      case StructRef.EMBED -> scanPlainValue();
      case StructRef.FORMAT -> {
        fields.skipVarString(limits);
        scanPlainValue();
      }
      case StructRef.TYPE -> scanType();
      case StructRef.DOC -> scanDoc();
      default -> throw fields.error("unknown content ref " + ref);
    }
  }

  /** A value that V1 keeps as JSON text. */
  private void scanPlainValue() {
    if (fields.form() == StructForm.GATHERED) {
      scanAny();
    } else {
      scanJson(false);
    }
  }

  private int scanJsonValues() {
    int count = fields.count("JSON values", 1);
    for (int i = 0; i < count; i++) {
      scanJson(true);
    }
    return count;
  }

  private void scanJson(boolean undefinedAllowed) {
    int from = fields.skipVarString(limits);
    byte[] array = in.array();
    int to = in.position();
    if (JsonScalar.isCanonical(array, from, to)) {
      return;
    }
    if (undefinedAllowed && JsonScalar.isUndefined(array, from, to)) {
      return;
    }
    // Only parsing tells whether the text is valid; whether it is canonical is left to the writer.
    parseJson(new String(array, from, to - from, StandardCharsets.UTF_8), from, limits);
    fields.markNotCanonical();
  }

  /**
   * {@return what {@code text} means}
   *
   * @param at where it stands in the update, for errors
   */
  static @Nullable Object parseJson(String text, int at, DecodeLimits limits) {
    try {
      return JsonText.parse(text, limits);
    } catch (LimitExceededException e) {
      throw e;
    } catch (DecodeException e) {
      // Its offset counts from the start of the text, which is no place in the update.
      DecodeException located = new DecodeException("JSON text: " + e.getMessage(), at);
      located.initCause(e);
      throw located;
    }
  }

  private void scanType() {
    int typeRef = fields.varUint31("type ref");
    if (typeRef >= TYPE_REF_COUNT) {
      throw fields.error("unknown type ref " + typeRef);
    }
    if (hasName(typeRef)) {
      fields.skipVarString(limits);
    }
  }

  /** {@return whether a node or hook name follows this type ref} */
  static boolean hasName(int typeRef) {
    return typeRef == XML_ELEMENT_REF || typeRef == XML_HOOK_REF;
  }

  private int scanAnyValues() {
    int count = fields.count("any values", 1);
    for (int i = 0; i < count; i++) {
      scanAny();
    }
    return count;
  }

  private void scanAny() {
    int tag = in.readUint8();
    switch (tag) {
      case 127, 126, 121, 120 -> {}
      case 125 -> {
        if (Math.abs(fields.varInt()) > Integer.MAX_VALUE) {
          fields.markNotCanonical();
        }
      }
      case 119 -> fields.skipVarString(limits);
      case 116 -> fields.skipVarBytes();
      default -> {
        in.position(in.position() - 1);
        AnyCodec.skip(in, limits);
        fields.markNotCanonical();
      }
    }
  }

  private void scanDoc() {
    fields.skipVarString(limits);
    skipOptions(in, limits);
    fields.markNotCanonical();
  }

  /** Moves behind the options of a subdocument, which Yjs cannot read if they are nothing. */
  static void skipOptions(ByteReader in, DecodeLimits limits) {
    if (in.hasRemaining()) {
      int tag = in.array()[in.position()];
      if (tag == 127 || tag == 126) {
        throw in.error("subdocument options are null or undefined, not an object");
      }
    }
    AnyCodec.skip(in, limits);
  }
}
