package dev.ycrdt.protocol;

import dev.ycrdt.core.lib0.JsValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Equality of JSON values: objects regardless of key order, numbers as JavaScript compares them.
 *
 * <p>Recursive: the parser has already limited how deep a value is nested. Source: lib0 {@code
 * function.js}, {@code equalityDeep}, for the values that JSON can express.
 */
final class JsonEquality {
  private JsonEquality() {}

  static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      return equalMaps(left, right);
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return equalLists(left, right);
    }
    return JsValues.sameNumberOrEquals(a, b);
  }

  private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      Object key = entry.getKey();
      if (!right.containsKey(key) || !equal(entry.getValue(), right.get(key))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalLists(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int index = 0; index < left.size(); index++) {
      if (!equal(left.get(index), right.get(index))) {
        return false;
      }
    }
    return true;
  }
}
