package dev.ycrdt.interop.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The SHA-1 of a transcript as {@code JSON.stringify} writes it: what the two mirrors compare, so
 * that megabytes need not travel. Both must write the fields of an object in the same order.
 */
final class Digest {
  private static final char FIRST_PRINTABLE = 0x20;
  private static final String SHORT_ESCAPES = "\b\t\n\f\r\"\\";
  private static final String SHORT_ESCAPED = "btnfr\"\\";

  private final StringBuilder json = new StringBuilder(1 << 14);

  private Digest() {}

  static String of(JsonNode transcript) {
    Digest digest = new Digest();
    digest.append(transcript);
    return sha1(digest.json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String sha1(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-1", e);
    }
  }

  private void append(JsonNode node) {
    if (node.isObject()) {
      appendObject(node);
    } else if (node.isArray()) {
      appendArray(node);
    } else if (node.isTextual()) {
      appendString(node.textValue());
    } else {
      json.append(node.asText());
    }
  }

  private void appendObject(JsonNode object) {
    json.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      json.append(separator);
      appendString(field.getKey());
      json.append(':');
      append(field.getValue());
      separator = ",";
    }
    json.append('}');
  }

  private void appendArray(JsonNode array) {
    json.append('[');
    for (int index = 0; index < array.size(); index++) {
      if (index > 0) {
        json.append(',');
      }
      append(array.get(index));
    }
    json.append(']');
  }

  private void appendString(String text) {
    json.append('"');
    for (int index = 0; index < text.length(); index++) {
      appendUnit(text, index);
    }
    json.append('"');
  }

  private void appendUnit(String text, int index) {
    char unit = text.charAt(index);
    int escape = unit > '\\' ? -1 : SHORT_ESCAPES.indexOf(unit);
    if (escape >= 0) {
      json.append('\\').append(SHORT_ESCAPED.charAt(escape));
    } else if (unit < FIRST_PRINTABLE || isLoneSurrogate(text, index)) {
      json.append("\\u%04x".formatted((int) unit));
    } else {
      json.append(unit);
    }
  }

  private static boolean isLoneSurrogate(String text, int index) {
    char unit = text.charAt(index);
    if (Character.isHighSurrogate(unit)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(unit)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }
}
