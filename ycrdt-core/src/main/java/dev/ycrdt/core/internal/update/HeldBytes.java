package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.internal.struct.Content;
import dev.ycrdt.core.internal.struct.ContentAny;
import dev.ycrdt.core.internal.struct.ContentDoc;
import dev.ycrdt.core.internal.struct.ContentEmbed;
import dev.ycrdt.core.internal.struct.ContentFormat;
import dev.ycrdt.core.internal.struct.ContentJson;
import dev.ycrdt.core.internal.struct.ContentType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what content takes of the heap beyond its characters and bytes: objects whose encoding
 * is a byte or two take a hundred. Measured with 64-bit references, as with large heaps.
 */
final class HeldBytes {
  private static final int CONTENT = 32;
  private static final int TYPE = 400;
  private static final int SUBDOCUMENT = 2_000;
  private static final int CONTAINER = 104;
  private static final int MEMBER = 48;

  private HeldBytes() {}

  static long of(Content content, int length) {
    if (content instanceof ContentType) {
      return TYPE;
    }
    if (content instanceof ContentDoc) {
      return SUBDOCUMENT;
    }
    if (content instanceof ContentAny || content instanceof ContentJson) {
      long bytes = CONTENT + CONTAINER + (long) MEMBER * length;
      for (int i = 0; i < length; i++) {
        bytes += ofValue(content.valueAt(i));
      }
      return bytes;
    }
    if (content instanceof ContentEmbed embed) {
      return CONTENT + ofValue(embed.embed());
    }
    return content instanceof ContentFormat format ? CONTENT + ofValue(format.value()) : CONTENT;
  }

  private static long ofValue(@Nullable Object value) {
    Collection<?> members = membersOf(value);
    if (members == null) {
      return 0;
    }
    long bytes = 0;
    Deque<Collection<?>> open = new ArrayDeque<>(2);
    while (members != null) {
      bytes += CONTAINER + (long) MEMBER * members.size();
      for (Object member : members) {
        Collection<?> inner = membersOf(member);
        if (inner != null) {
          open.push(inner);
        }
      }
      members = open.poll();
    }
    return bytes;
  }

  private static @Nullable Collection<?> membersOf(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    return value instanceof Map<?, ?> map ? map.values() : null;
  }
}
