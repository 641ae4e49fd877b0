package dev.ycrdt.interop.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tagged form of values that Java and JavaScript share.
 *
 * <p>Plain JSON stands for null, booleans, strings, integers up to 2^53 - 1 and arrays. Everything
 * else is an object with one of these keys: {@code d} other numbers (the 64 bits in hex), {@code i}
 * bigint, {@code b} bytes (base64), {@code u} undefined, {@code o} objects as pairs in order,
 * {@code t} shared types, {@code s} subdocuments.
 */
public final class Tagged {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double MAX_SAFE_INTEGER = 9007199254740991d;

  private Tagged() {}

  public static JsonNode nullValue() {
    return NODES.nullNode();
  }

  public static JsonNode undefined() {
    return NODES.objectNode().put("u", 1);
  }

  public static JsonNode bool(boolean value) {
    return NODES.booleanNode(value);
  }

  public static JsonNode string(String value) {
    return NODES.textNode(value);
  }

  /** A JavaScript number: the same for every Java number that is equal to it. */
  public static JsonNode number(double value) {
    boolean negativeZero = value == 0 && 1 / value < 0;
    if (value == Math.rint(value) && Math.abs(value) <= MAX_SAFE_INTEGER && !negativeZero) {
      return NODES.numberNode((long) value);
    }
    return NODES.objectNode().put("d", HexFormat.of().toHexDigits(Double.doubleToLongBits(value)));
  }

  public static JsonNode bigint(BigInteger value) {
    return NODES.objectNode().put("i", value.toString());
  }

  public static JsonNode bytes(byte[] value) {
    return NODES.objectNode().put("b", Base64.getEncoder().encodeToString(value));
  }

  public static ArrayNode array(List<JsonNode> elements) {
    return NODES.arrayNode().addAll(elements);
  }

  /** An object whose members come in the order in which the map iterates. */
  public static JsonNode object(Map<String, JsonNode> members) {
    return NODES.objectNode().set("o", pairs(members));
  }

  /** A shared type to create; {@code content} is its string, elements, entries or children. */
  public static ObjectNode type(String kind, JsonNode content) {
    ObjectNode node = NODES.objectNode().put("t", kind);
    node.set("v", content);
    return node;
  }

  /** The entries of a map type or the attributes of an element. */
  public static ArrayNode pairs(Map<String, JsonNode> members) {
    ArrayNode pairs = NODES.arrayNode();
    members.forEach((key, value) -> pairs.add(NODES.arrayNode().add(key).add(value)));
    return pairs;
  }

  /** A subdocument to create; {@code meta} null for none. */
  public static JsonNode subdocument(
      String guid, boolean gc, boolean autoLoad, @Nullable JsonNode meta) {
    ObjectNode options =
        NODES.objectNode().put("guid", guid).put("gc", gc).put("autoLoad", autoLoad);
    if (meta != null) {
      options.set("meta", meta);
    }
    return NODES.objectNode().set("s", options);
  }
}
