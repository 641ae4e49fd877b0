package dev.ycrdt.core.lib0;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads or skips one array or object of the "any" encoding with a stack of its own.
 *
 * <p>Announced sizes are checked against the bytes that are left and allocate nothing.
 */
final class AnyContainerReader {
  private final ByteReader in;
  private final DecodeLimits limits;
  private final Deque<Level> open = new ArrayDeque<>(2);

  AnyContainerReader(ByteReader in, DecodeLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /** {@return the array or object whose tag has just been read} */
  @Nullable Object read(int tag) {
    ValueBuilder out = new ValueBuilder();
    run(tag, out);
    return out.result();
  }

  /** Moves behind the array or object whose tag has just been read. */
  void skip(int tag) {
    run(tag, null);
  }

  /**
   * Goes on until as many levels are open as there were; what is read goes to {@code out} if
   * present.
   */
  private void run(int tag, @Nullable ValueBuilder out) {
    int outerDepth = open.size();
    member(tag, out);
    while (open.size() > outerDepth) {
      Level level = open.element();
      if (level.remaining == 0) {
        open.pop();
        end(level, out);
      } else {
        level.remaining--;
        next(level, out);
      }
    }
  }

  private void next(Level level, @Nullable ValueBuilder out) {
    if (!level.isObject) {
      member(in.readUint8(), out);
    } else if (out == null) {
      in.skipVarString(limits);
      member(in.readUint8(), null);
    } else {
      keyedMember(out);
    }
  }

  private void keyedMember(ValueBuilder out) {
    String key = in.readVarString(limits);
    if (key.equals("__proto__")) {
      // Only from a level that is being read into a value, so this nests once.
      run(in.readUint8(), null);
    } else {
      out.key(key);
      member(in.readUint8(), out);
    }
  }

  private void member(int tag, @Nullable ValueBuilder out) {
    if (tag == AnyCodec.OBJECT || tag == AnyCodec.ARRAY) {
      begin(tag == AnyCodec.OBJECT, out);
    } else if (out == null) {
      AnyCodec.skipScalar(tag, in, limits);
    } else {
      out.scalar(AnyCodec.readScalar(tag, in, limits));
    }
  }

  private void begin(boolean isObject, @Nullable ValueBuilder out) {
    int at = in.position() - 1;
    if (open.size() >= limits.maxDepth()) {
      throw new LimitExceededException(
          "value nesting depth", open.size() + 1L, limits.maxDepth(), "maxDepth", at);
    }
    int count = isObject ? in.readCount("object members", 2) : in.readCount("array elements", 1);
    if (isObject && count > limits.maxKeys()) {
      throw new LimitExceededException(
          "number of object members", count, limits.maxKeys(), "maxKeys", at);
    }
    open.push(new Level(isObject, count));
    if (out != null && isObject) {
      out.beginObject(count);
    } else if (out != null) {
      out.beginArray(count);
    }
  }

  private static void end(Level level, @Nullable ValueBuilder out) {
    if (out != null && level.isObject) {
      out.endObject();
    } else if (out != null) {
      out.endArray();
    }
  }

  /** An array or object that has begun. */
  private static final class Level {
    private final boolean isObject;
    private int remaining;

    Level(boolean isObject, int remaining) {
      this.isObject = isObject;
      this.remaining = remaining;
    }
  }
}
