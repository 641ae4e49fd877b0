package dev.ycrdt.core.lib0;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The order in which JavaScript lists the keys of an object.
 *
 * <p>Source: ECMA-262, OrdinaryOwnPropertyKeys.
 */
final class OwnKeys {
  private static final long MAX_ARRAY_INDEX = 4294967294L;

  private OwnKeys() {}

  /** {@return whether {@code key} is the canonical decimal form of 0 to 2<sup>32</sup>-2} */
  static boolean isArrayIndex(String key) {
    return arrayIndex(key) >= 0;
  }

  /** {@return the array index that {@code key} spells in canonical form, -1 if none} */
  private static long arrayIndex(String key) {
    int length = key.length();
    if (length == 0 || length > 10 || (key.charAt(0) == '0' && length > 1)) {
      return -1;
    }
    long index = 0;
    for (int i = 0; i < length; i++) {
      int digit = key.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      index = index * 10 + digit;
    }
    return index <= MAX_ARRAY_INDEX ? index : -1;
  }

  /**
   * Orders array indices ascending and before other keys, and leaves other keys as they are in a
   * stable sort.
   */
  static int compare(String a, String b) {
    // Read as an unsigned number, -1 is greater than every index.
    return Long.compareUnsigned(arrayIndex(a), arrayIndex(b));
  }

  /**
   * {@return the entries of {@code map} in own-key order, its own order taken as the order of
   * insertion}
   *
   * @throws IllegalArgumentException if a key is not a string
   */
  static Iterable<? extends Map.Entry<?, ?>> entriesOf(Map<?, ?> map) {
    if (map instanceof JsObject) {
      return map.entrySet();
    }
    boolean sorted = true;
    for (Object key : map.keySet()) {
      if (!(key instanceof String text)) {
        throw new IllegalArgumentException("object key is not a string: " + key);
      }
      sorted &= !isArrayIndex(text);
    }
    if (sorted) {
      return map.entrySet();
    }
    List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
    entries.sort((a, b) -> compare((String) a.getKey(), (String) b.getKey()));
    return entries;
  }
}
