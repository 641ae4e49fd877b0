package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.ObfuscateOptions;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the contents of structs by the number of the item, and names by the number of the item
 * that has them first. Structure, lengths and root names stay.
 *
 * <p>One obfuscator serves one update: equal names get equal replacements.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/updates.js}, {@code createObfuscator}.
 */
public final class Obfuscator {
  private final ObfuscateOptions options;
  private final Map<String, String> mapKeys = new HashMap<>();
  private final Map<String, String> nodeNames = new HashMap<>();
  private final Map<String, String> attributeNames = new HashMap<>();
  private final Map<Object, Map<String, Integer>> attributeValues = new HashMap<>();
  private int itemNumber;

  /** Creates an obfuscator of one update. */
  public Obfuscator(ObfuscateOptions options) {
    this.options = options;
  }

  /** {@return a scanner that stands at what shall be written in the place of {@code struct}} */
  StructScanner obfuscated(StructScanner struct, DecodeLimits limits) {
    if (!struct.isItem()) {
      return struct;
    }
    ByteWriter out = new ByteWriter(struct.to() - struct.from() + 16);
    out.writeUint8(struct.infoToWrite(struct.hasOrigin()));
    ByteWriter content = new ByteWriter();
    // Yjs takes the numbers of the content first, which decides who names a node or a key.
    content(struct, content, limits);
    relations(struct, out);
    out.writeBytes(content.array(), 0, content.size());
    itemNumber++;
    ByteReader in = new ByteReader(out.array(), 0, out.size());
    StructForm form = keepsJson(struct) ? StructForm.V1 : StructForm.GATHERED;
    return StructScanner.at(in, 0, struct.client(), struct.clock(), form, limits);
  }

  /** JSON can hold half a surrogate pair, which the gathered form of a value cannot. */
  private boolean keepsJson(StructScanner struct) {
    return struct.ref() == StructRef.FORMAT
        && struct.form() == StructForm.V1
        && !options.formatting();
  }

  private void relations(StructScanner item, ByteWriter out) {
    if (item.hasOrigin()) {
      id(item.originClient(), item.originClock(), out);
    }
    if (item.hasRightOrigin()) {
      id(item.rightOriginClient(), item.rightOriginClock(), out);
    }
    if (item.hasParentId()) {
      out.writeVarUint(0);
      id(item.parentClient(), item.parentClock(), out);
    } else if (item.rootNameFrom() >= 0) {
      out.writeVarUint(1);
      Wtf8.writeVarString(stringAt(item, item.rootNameFrom()), out);
    }
    if (item.parentSubFrom() >= 0) {
      String key = stringAt(item, item.parentSubFrom());
      // An empty key is false in JavaScript and stays.
      Wtf8.writeVarString(key.isEmpty() ? key : replacement(mapKeys, key, ""), out);
    }
  }

  private static void id(long client, int clock, ByteWriter out) {
    out.writeVarUint(client);
    out.writeVarUint(clock);
  }

  private static String stringAt(StructScanner item, int position) {
    item.reader().position(position);
    return ContentWriterV2.string(item.reader());
  }

  private String replacement(Map<String, String> names, String name, String prefix) {
    return names.computeIfAbsent(name, unseen -> prefix + itemNumber);
  }

  private void content(StructScanner item, ByteWriter out, DecodeLimits limits) {
    ByteReader in = item.contentReader();
    switch (item.ref()) {
      case StructRef.STRING ->
          out.writeVarString(Integer.toString(itemNumber % 10).repeat(item.clockLength()));
      case StructRef.DELETED -> out.writeVarUint(item.clockLength());
      case StructRef.ANY -> numbers(item.clockLength(), out);
      case StructRef.JSON -> {
        out.writeVarUint(item.clockLength());
        for (int i = 0; i < item.clockLength(); i++) {
          out.writeVarString(Integer.toString(itemNumber));
        }
      }
      case StructRef.BINARY -> out.writeVarBytes(new byte[] {(byte) itemNumber});
      case StructRef.EMBED -> AnyCodec.write(out, Map.of());
      case StructRef.FORMAT -> attribute(item, in, out, limits);
      case StructRef.TYPE -> type(in, out);
      case StructRef.DOC -> subdocument(in, out, limits);
      default -> throw new IllegalArgumentException("no content in content ref " + item.ref());
    }
  }

  private void numbers(int count, ByteWriter out) {
    out.writeVarUint(count);
    for (int i = 0; i < count; i++) {
      AnyCodec.write(out, itemNumber);
    }
  }

  private void attribute(StructScanner item, ByteReader in, ByteWriter out, DecodeLimits limits) {
    if (keepsJson(item)) {
      out.writeBytes(in.array(), item.contentFrom(), item.to() - item.contentFrom());
      return;
    }
    String name = ContentWriterV2.string(in);
    int at = in.position();
    Object value =
        item.form() == StructForm.V1
            ? ContentScanner.parseJson(in.readVarString(), at, limits)
            : AnyCodec.read(in, limits);
    boolean replaces = options.formatting();
    Wtf8.writeVarString(replaces ? replacement(attributeNames, name, "") : name, out);
    AnyCodec.write(out, replaces ? attributeValue(value) : value);
  }

  /** Null ends an attribute and stays; other values are equal as keys of a JavaScript map are. */
  private @Nullable Object attributeValue(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    Map<String, Integer> fresh = Map.of("i", itemNumber);
    if (value instanceof List || value instanceof Map || value instanceof byte[]) {
      return fresh;
    }
    boolean isNumber = value instanceof Integer || value instanceof Long || value instanceof Double;
    // Adding 0 makes 0 of -0.
    Object key = isNumber ? ((Number) value).doubleValue() + 0.0 : value;
    return attributeValues.computeIfAbsent(key, unseen -> fresh);
  }

  private void type(ByteReader in, ByteWriter out) {
    int typeRef = in.readVarUint31("type ref");
    out.writeVarUint(typeRef);
    if (ContentScanner.hasName(typeRef)) {
      String name = ContentWriterV2.string(in);
      String prefix = typeRef == ContentScanner.XML_ELEMENT_REF ? "node-" : "hook-";
      Wtf8.writeVarString(options.yxml() ? replacement(nodeNames, name, prefix) : name, out);
    }
  }

  private void subdocument(ByteReader in, ByteWriter out, DecodeLimits limits) {
    SubdocumentOptions given = SubdocumentOptions.read(in, limits);
    Wtf8.writeVarString(options.subdocs() ? Integer.toString(itemNumber) : given.guid(), out);
    AnyCodec.write(out, options.subdocs() ? Map.of() : given.options());
  }
}
