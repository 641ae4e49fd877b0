package dev.ycrdt.core.lib0;

import dev.ycrdt.core.Undefined;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Writes the pieces of a value as JSON text. */
final class JsonWriter implements ValueSink {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder();
  private final boolean nearest;

  /**
   * Key of the member that follows, held back until its value turns out to be one that is written.
   */
  private @Nullable String key;

  private boolean needsComma;

  /** Makes a writer that refuses what JSON does not have, or writes what is nearest to it. */
  JsonWriter(boolean nearest) {
    this.nearest = nearest;
  }

  String text() {
    return out.toString();
  }

  @Override
  public void scalar(@Nullable Object value) {
    if (value == Undefined.INSTANCE && key != null) {
      key = null;
      return;
    }
    if (value == Undefined.INSTANCE && out.isEmpty() && !nearest) {
      throw new IllegalArgumentException("undefined has no JSON text");
    }
    beginValue();
    append(value);
    needsComma = true;
  }

  private void append(@Nullable Object value) {
    if (value instanceof String text) {
      appendString(text);
    } else if (value == null || value == Undefined.INSTANCE || value instanceof Boolean) {
      out.append(value instanceof Boolean ? value : null);
    } else if (value instanceof byte[] bytes) {
      appendBytes(bytes);
    } else if (value instanceof BigInteger && nearest) {
      out.append(value);
    } else if (value instanceof BigInteger) {
      throw new IllegalArgumentException("a bigint has no JSON text: " + value);
    } else {
      double number = JsValues.numberOf(value);
      out.append(Double.isFinite(number) ? EcmaNumber.toString(number) : "null");
    }
  }

  private void appendBytes(byte[] bytes) {
    out.append('{');
    for (int i = 0; i < bytes.length; i++) {
      out.append(i == 0 ? "\"" : ",\"").append(i).append("\":").append(bytes[i] & 0xff);
    }
    out.append('}');
  }

  private void beginValue() {
    if (needsComma) {
      out.append(',');
    }
    if (key != null) {
      appendString(key);
      out.append(':');
      key = null;
    }
  }

  @Override
  public void beginArray(int size) {
    beginValue();
    out.append('[');
    needsComma = false;
  }

  @Override
  public void endArray() {
    out.append(']');
    needsComma = true;
  }

  @Override
  public void beginObject(int size) {
    beginValue();
    out.append('{');
    needsComma = false;
  }

  @Override
  public void key(String key) {
    this.key = key;
  }

  @Override
  public void endObject() {
    out.append('}');
    needsComma = true;
  }

  private void appendString(String text) {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= ' ' && unit != '"' && unit != '\\' && !Character.isSurrogate(unit)) {
        continue;
      }
      if (isPair(text, i)) {
        i++;
        continue;
      }
      out.append(text, written, i);
      appendEscaped(unit);
      written = i + 1;
    }
    if (written == 0) {
      // Copies the array; the overload for ranges goes unit by unit.
      out.append(text);
    } else {
      out.append(text, written, text.length());
    }
    out.append('"');
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private void appendEscaped(char unit) {
    switch (unit) {
      case '"', '\\' -> out.append('\\').append(unit);
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX[unit >> shift & 0xf]);
        }
      }
    }
  }
}
