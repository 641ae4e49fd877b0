package dev.ycrdt.core.lib0;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Builds an immutable value from its pieces. */
final class ValueBuilder implements ValueSink {
  /** Builders of the arrays and objects that have begun and not ended, innermost first. */
  private final Deque<Object> open = new ArrayDeque<>(2);

  /** Keys of the members that these are the values of, and of the next member. */
  private final Deque<String> keys = new ArrayDeque<>(2);

  private @Nullable Object result;

  /** {@return the value, complete once every array and object has ended} */
  @Nullable Object result() {
    return result;
  }

  /** {@return the number of members of the innermost object so far} */
  int openObjectSize() {
    return open.peek() instanceof JsObject.Builder object ? object.size() : 0;
  }

  @Override
  public void scalar(@Nullable Object value) {
    Object innermost = open.peek();
    if (innermost instanceof JsArray.Builder array) {
      array.add(value);
    } else if (innermost instanceof JsObject.Builder object) {
      object.put(keys.pop(), value);
    } else {
      result = value;
    }
  }

  @Override
  public void beginArray(int size) {
    open.push(new JsArray.Builder());
  }

  @Override
  public void endArray() {
    scalar(((JsArray.Builder) open.pop()).build());
  }

  @Override
  public void beginObject(int size) {
    open.push(new JsObject.Builder());
  }

  @Override
  public void key(String key) {
    keys.push(key);
  }

  @Override
  public void endObject() {
    scalar(((JsObject.Builder) open.pop()).build());
  }
}
