package dev.ycrdt.core.lib0;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes lists and maps apart, depth first, members in JavaScript's own-key order, with a stack of
 * its own.
 *
 * <p>Depth is bounded because a list may contain itself.
 */
final class ValueWalker {
  /** Deep enough for every value that was decoded; a cycle still ends quickly. */
  static final int MAX_DEPTH = 1 << 20;

  private final ValueSink sink;
  private final int maxDepth;
  private final Deque<Level> open = new ArrayDeque<>();

  private ValueWalker(ValueSink sink, int maxDepth) {
    this.sink = sink;
    this.maxDepth = maxDepth;
  }

  /**
   * Sends {@code value} to {@code sink}.
   *
   * @throws IllegalArgumentException if a key is not a string, the nesting exceeds {@code
   *     maxDepth}, or {@code sink} refuses a part with this exception; the message then ends in the
   *     path of that part
   */
  static void walk(@Nullable Object value, int maxDepth, ValueSink sink) {
    ValueWalker walker = new ValueWalker(sink, maxDepth);
    try {
      walker.run(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + " at " + walker.path(), e);
    }
  }

  private void run(@Nullable Object value) {
    enter(value);
    for (Level level = open.peek(); level != null; level = open.peek()) {
      if (level.hasNext()) {
        enter(level.next(sink));
      } else {
        open.pop();
        level.end(sink);
      }
    }
  }

  private void enter(@Nullable Object value) {
    if (value instanceof List<?> list) {
      checkDepth();
      sink.beginArray(list.size());
      open.push(new Level(list.iterator(), false));
    } else if (value instanceof Map<?, ?> map) {
      checkDepth();
      Iterator<?> entries = OwnKeys.entriesOf(map).iterator();
      sink.beginObject(map.size());
      open.push(new Level(entries, true));
    } else {
      sink.scalar(value);
    }
  }

  private void checkDepth() {
    if (open.size() >= maxDepth) {
      throw new IllegalArgumentException(
          "value contains itself or is nested deeper than " + maxDepth + " levels");
    }
  }

  /** For example {@code $.list[2].name}; only the outermost levels of a deep one. */
  private String path() {
    StringBuilder path = new StringBuilder("$");
    Iterator<Level> outermostFirst = open.descendingIterator();
    for (int shown = 0; outermostFirst.hasNext(); shown++) {
      if (shown == 16) {
        return path.append('…').toString();
      }
      outermostFirst.next().appendTo(path);
    }
    return path.toString();
  }

  /** An array or object on the way to the current part. */
  private static final class Level {
    private final Iterator<?> rest;
    private final boolean isObject;
    private int position = -1;
    private String key = "";

    Level(Iterator<?> rest, boolean isObject) {
      this.rest = rest;
      this.isObject = isObject;
    }

    boolean hasNext() {
      return rest.hasNext();
    }

    @Nullable Object next(ValueSink sink) {
      Object next = rest.next();
      position++;
      if (!isObject) {
        return next;
      }
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) next;
      key = (String) entry.getKey();
      sink.key(key);
      return entry.getValue();
    }

    void end(ValueSink sink) {
      if (isObject) {
        sink.endObject();
      } else {
        sink.endArray();
      }
    }

    void appendTo(StringBuilder path) {
      if (isObject) {
        path.append('.').append(key);
      } else {
        path.append('[').append(position).append(']');
      }
    }
  }
}
