package dev.ycrdt.interop.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import dev.ycrdt.core.type.YXmlHook;
import dev.ycrdt.core.type.YXmlText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the tagged form as ycrdt takes them. */
final class JavaInput {
  private JavaInput() {}

  static @Nullable Object value(JsonNode tagged) {
    if (tagged.isNull()) {
      return null;
    } else if (tagged.isBoolean()) {
      return tagged.booleanValue();
    } else if (tagged.isTextual()) {
      return tagged.textValue();
    } else if (tagged.isInt()) {
      return tagged.intValue();
    } else if (tagged.isIntegralNumber()) {
      return number(tagged.longValue());
    } else if (tagged.isArray()) {
      return values(tagged);
    }
    return taggedObject(tagged);
  }

  // JavaScript has one kind of number, so an integer may come as any Java number that is equal to
  // it.
  private static Number number(long integer) {
    return (int) integer == integer ? (Number) (int) integer : (Number) integer;
  }

  private static @Nullable Object taggedObject(JsonNode tagged) {
    if (tagged.has("d")) {
      return Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(tagged.get("d").textValue()));
    } else if (tagged.has("i")) {
      return new BigInteger(tagged.get("i").textValue());
    } else if (tagged.has("b")) {
      return Base64.getDecoder().decode(tagged.get("b").textValue());
    } else if (tagged.has("u")) {
      return Undefined.INSTANCE;
    } else if (tagged.has("o")) {
      return members(tagged.get("o"));
    } else if (tagged.has("s")) {
      return subdocument(tagged.get("s"));
    }
    return type(tagged);
  }

  static List<@Nullable Object> values(Iterable<JsonNode> tagged) {
    List<@Nullable Object> values = new ArrayList<>();
    tagged.forEach(element -> values.add(value(element)));
    return values;
  }

  /** Attributes of a rich text operation; null where the operation names none. */
  static @Nullable Map<String, @Nullable Object> attributes(@Nullable JsonNode tagged) {
    return tagged == null || tagged.isNull() ? null : members(tagged.get("o"));
  }

  static List<SharedType> types(Iterable<JsonNode> tagged) {
    List<SharedType> types = new ArrayList<>();
    tagged.forEach(element -> types.add(type(element)));
    return types;
  }

  private static Map<String, @Nullable Object> members(JsonNode pairs) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    pairs.forEach(pair -> members.put(pair.get(0).textValue(), value(pair.get(1))));
    return members;
  }

  private static YDoc subdocument(JsonNode options) {
    YDoc.Builder builder = YDoc.builder();
    if (options.has("meta")) {
      builder.meta(value(options.get("meta")));
    }
    return builder
        .guid(options.get("guid").textValue())
        .gc(options.get("gc").booleanValue())
        .autoLoad(options.get("autoLoad").booleanValue())
        .build();
  }

  private static SharedType type(JsonNode tagged) {
    JsonNode content = tagged.get("v");
    String kind = tagged.get("t").textValue();
    return switch (kind) {
      case "text" -> new YText(content.textValue());
      case "xmlText" -> new YXmlText(content.textValue());
      case "array" -> new YArray(values(content));
      case "map" -> new YMap(members(content));
      case "fragment" -> withChildren(new YXmlFragment(), content);
      case "element" -> element(tagged);
      case "hook" -> hook(tagged);
      default -> throw new AssertionError("not a kind of shared type: " + kind);
    };
  }

  private static YXmlElement element(JsonNode tagged) {
    YXmlElement element = new YXmlElement(tagged.get("name").textValue());
    members(tagged.get("attrs")).forEach(element::setAttribute);
    return withChildren(element, tagged.get("v"));
  }

  private static YXmlHook hook(JsonNode tagged) {
    YXmlHook hook = new YXmlHook(tagged.get("name").textValue());
    members(tagged.get("v")).forEach(hook::set);
    return hook;
  }

  private static <T extends YXmlFragment> T withChildren(T parent, JsonNode children) {
    parent.insert(0, types(children));
    return parent;
  }
}
