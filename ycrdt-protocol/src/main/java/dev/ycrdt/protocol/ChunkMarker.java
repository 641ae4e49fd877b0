package dev.ycrdt.protocol;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.lib0.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text frame before and after the chunks of a message: {@code y-pk-batch#} and a JSON object.
 *
 * @param start whether it stands before the chunks
 * @param id what the client chose; often not unique, sometimes empty, null if left out
 * @param byteCount size of the message
 * @param chunkCount number of binary frames between the two markers
 */
record ChunkMarker(boolean start, @Nullable String id, long byteCount, long chunkCount) {
  private static final String SENTINEL = "y-pk-batch";
  private static final int MAX_TEXT_LENGTH = 1_024;
  private static final double MAX_SAFE_INTEGER = (1L << 53) - 1;

  static boolean isMarker(String text) {
    return text.startsWith(SENTINEL);
  }

  String text() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (id != null) {
      members.put("id", id);
    }
    members.put("type", start ? "start" : "end");
    members.put("size", byteCount);
    members.put("count", chunkCount);
    return SENTINEL + "#" + JsonText.stringify(members);
  }

  /**
   * {@return the marker in {@code text}} Members other than the four are ignored.
   *
   * @throws DecodeException if there is none, saying why
   */
  static ChunkMarker parse(String text) {
    if (text.length() > MAX_TEXT_LENGTH) {
      throw new DecodeException(
          "batch marker of " + text.length() + " characters exceeds " + MAX_TEXT_LENGTH, 0);
    }
    int jsonStart = SENTINEL.length() + 1;
    if (!text.startsWith(SENTINEL + "#")) {
      throw new DecodeException("batch marker does not start with " + SENTINEL + "#", 0);
    }
    Object json = JsonText.parse(text.substring(jsonStart), DecodeLimits.untrusted());
    if (!(json instanceof Map<?, ?> members)) {
      throw new DecodeException("batch marker is not a JSON object", jsonStart);
    }
    return new ChunkMarker(
        isStart(members.get("type"), jsonStart),
        id(members.get("id"), jsonStart),
        count("size", members.get("size"), jsonStart),
        count("count", members.get("count"), jsonStart));
  }

  private static boolean isStart(@Nullable Object type, int offset) {
    if ("start".equals(type)) {
      return true;
    }
    if ("end".equals(type)) {
      return false;
    }
    throw new DecodeException("type of a batch marker is neither start nor end", offset);
  }

  private static @Nullable String id(@Nullable Object id, int offset) {
    if (id == null || id instanceof String) {
      return (String) id;
    }
    throw new DecodeException("id of a batch marker is not a string", offset);
  }

  private static long count(String name, @Nullable Object value, int offset) {
    if (value instanceof Number number) {
      double count = number.doubleValue();
      if (count >= 0 && count <= MAX_SAFE_INTEGER && count == Math.rint(count)) {
        return number.longValue();
      }
    }
    throw new DecodeException(name + " of a batch marker is not a whole number", offset);
  }
}
