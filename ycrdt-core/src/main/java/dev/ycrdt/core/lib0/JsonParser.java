package dev.ycrdt.core.lib0;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Reads one JSON text with a stack of its own. */
final class JsonParser {
  private final String text;
  private final DecodeLimits limits;
  private final ValueBuilder out = new ValueBuilder();

  /** Which of the open levels, outermost first, are objects. */
  private final BitSet objects = new BitSet();

  private int depth;
  private int position;

  JsonParser(String text, DecodeLimits limits) {
    this.text = text;
    this.limits = limits;
  }

  @Nullable Object parse() {
    value();
    while (depth > 0) {
      afterValue();
    }
    skipWhitespace();
    if (position < text.length()) {
      throw unexpected("the end");
    }
    return out.result();
  }

  /** Reads a scalar, an empty array or object, or the beginning of one up to its first scalar. */
  private void value() {
    boolean begins = true;
    while (begins) {
      switch (peek()) {
        case '{' -> begins = beginObject();
        case '[' -> begins = beginArray();
        default -> {
          scalar();
          begins = false;
        }
      }
    }
  }

  private boolean beginObject() {
    open(true);
    out.beginObject(0);
    if (peek() == '}') {
      close();
      return false;
    }
    key();
    return true;
  }

  private boolean beginArray() {
    open(false);
    out.beginArray(0);
    if (peek() == ']') {
      close();
      return false;
    }
    return true;
  }

  private void afterValue() {
    int next = peek();
    boolean inObject = objects.get(depth - 1);
    if (next == ',') {
      position++;
      if (inObject) {
        key();
      }
      value();
    } else if (next == (inObject ? '}' : ']')) {
      close();
    } else {
      throw unexpected(inObject ? "',' or '}'" : "',' or ']'");
    }
  }

  private void open(boolean isObject) {
    if (depth >= limits.maxDepth()) {
      throw new LimitExceededException(
          "JSON nesting depth", depth + 1L, limits.maxDepth(), "maxDepth", position);
    }
    objects.set(depth++, isObject);
    position++;
  }

  private void close() {
    position++;
    depth--;
    if (objects.get(depth)) {
      out.endObject();
    } else {
      out.endArray();
    }
  }

  private void key() {
    if (peek() != '"') {
      throw unexpected("a key");
    }
    if (out.openObjectSize() >= limits.maxKeys()) {
      throw new LimitExceededException(
          "number of JSON object members",
          out.openObjectSize() + 1L,
          limits.maxKeys(),
          "maxKeys",
          position);
    }
    out.key(string());
    if (peek() != ':') {
      throw unexpected("':'");
    }
    position++;
  }

  private void scalar() {
    switch (peek()) {
      case '"' -> out.scalar(string());
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> out.scalar(number());
    }
  }

  private void literal(String word, @Nullable Object value) {
    if (!text.startsWith(word, position)) {
      throw unexpected(word);
    }
    position += word.length();
    out.scalar(value);
  }

  private Number number() {
    int start = position;
    if (current() == '-') {
      position++;
    }
    boolean isInteger = true;
    if (current() == '0') {
      position++;
    } else {
      digits(start == position ? "a value" : "a digit");
    }
    if (current() == '.') {
      position++;
      digits("a digit");
      isInteger = false;
    }
    if (current() == 'e' || current() == 'E') {
      position++;
      if (current() == '+' || current() == '-') {
        position++;
      }
      digits("a digit");
      isInteger = false;
    }
    if (isInteger && position - start < 10 && text.charAt(start) != '-') {
      return Integer.parseInt(text, start, position, 10);
    }
    return JsValues.canonical(Double.parseDouble(text.substring(start, position)));
  }

  private void digits(String expected) {
    int start = position;
    while (current() >= '0' && current() <= '9') {
      position++;
    }
    if (position == start) {
      throw unexpected(expected);
    }
  }

  private String string() {
    int start = ++position;
    while (current() != '"' && current() != '\\' && current() >= ' ') {
      position++;
    }
    if (current() == '"') {
      return text.substring(start, position++);
    }
    StringBuilder unescaped = new StringBuilder();
    unescaped.append(text, start, position);
    while (current() != '"') {
      unescaped.append(current() == '\\' ? escape() : plain());
    }
    position++;
    return unescaped.toString();
  }

  private char plain() {
    if (current() < ' ') {
      throw unexpected("a character of a string");
    }
    return text.charAt(position++);
  }

  private char escape() {
    position++;
    char unescaped =
        switch (current()) {
          case '"', '\\', '/' -> (char) current();
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> hexEscape();
          default -> throw unexpected("an escape");
        };
    position++;
    return unescaped;
  }

  /** Leaves the position at the last hex digit. */
  private char hexEscape() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      position++;
      int current = current();
      // Character.digit also knows digits of other scripts.
      int digit = current < 0x80 ? Character.digit(current, 16) : -1;
      if (digit < 0) {
        throw unexpected("a hex digit");
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  /** The next code unit behind white space, -1 at the end. */
  private int peek() {
    skipWhitespace();
    return current();
  }

  private void skipWhitespace() {
    while (current() == ' ' || current() == '\n' || current() == '\r' || current() == '\t') {
      position++;
    }
  }

  private int current() {
    return position < text.length() ? text.charAt(position) : -1;
  }

  private DecodeException unexpected(String expected) {
    int current = current();
    String found = current < 0 ? "the end" : "'" + (char) current + "'";
    return new DecodeException("invalid JSON: expected " + expected + ", found " + found, position);
  }
}
