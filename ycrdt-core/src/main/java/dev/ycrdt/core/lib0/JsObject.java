package dev.ycrdt.core.lib0;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plain JavaScript object: immutable, its members in own-key order.
 *
 * <p>Own-key order puts canonical array indices ("0" to "4294967294") first in ascending order,
 * then all other keys in the order in which they were first set. Small objects are the rule, so
 * keys and values lie in two arrays and lookup is a scan; from {@link #INDEXED_SIZE} members on
 * there is a hash index.
 */
final class JsObject extends AbstractMap<String, @Nullable Object> {
  private static final int INDEXED_SIZE = 9;
  private static final String[] NO_KEYS = {};
  private static final @Nullable Object[] NO_VALUES = {};

  private final String[] keys;
  private final @Nullable Object[] values;

  /** Key to position; absent while a scan is as fast. */
  private final @Nullable Map<String, Integer> index;

  private JsObject(String[] keys, @Nullable Object[] values, @Nullable Map<String, Integer> index) {
    this.keys = keys;
    this.values = values;
    this.index = index;
  }

  private static int find(
      String[] keys, int size, @Nullable Map<String, Integer> index, @Nullable Object key) {
    if (index != null) {
      Integer at = index.get(key);
      return at == null ? -1 : at;
    }
    for (int i = 0; i < size; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return find(keys, keys.length, index, key) >= 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int at = find(keys, keys.length, index, key);
    return at < 0 ? null : values[at];
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {
    @Override
    public int size() {
      return keys.length;
    }

    @Override
    public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
      return new EntryIterator();
    }
  }

  private final class EntryIterator implements Iterator<Map.Entry<String, @Nullable Object>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < keys.length;
    }

    @Override
    public Map.Entry<String, @Nullable Object> next() {
      if (next == keys.length) {
        throw new NoSuchElementException();
      }
      int at = next++;
      return new SimpleImmutableEntry<>(keys[at], values[at]);
    }
  }

  /** Collects members in the order in which a JavaScript program would set them. */
  static final class Builder {
    private String[] keys = NO_KEYS;
    private @Nullable Object[] values = NO_VALUES;
    private int size;
    private int arrayIndices;
    private @Nullable Map<String, Integer> index;

    /** Sets a member. A key that is present keeps its place and gets the new value. */
    void put(String key, @Nullable Object value) {
      int at = find(keys, size, index, key);
      if (at >= 0) {
        values[at] = value;
      } else {
        append(key, value);
      }
    }

    int size() {
      return size;
    }

    private void append(String key, @Nullable Object value) {
      if (size == keys.length) {
        int capacity = Math.max(4, size * 2);
        keys = Arrays.copyOf(keys, capacity);
        values = Arrays.copyOf(values, capacity);
      }
      keys[size] = key;
      values[size++] = value;
      if (OwnKeys.isArrayIndex(key)) {
        arrayIndices++;
      }
      if (index != null) {
        index.put(key, size - 1);
      } else if (size == INDEXED_SIZE) {
        index = indexOf(keys, size);
      }
    }

    /** Ends the building; the builder must not be used afterwards. */
    JsObject build() {
      // a new one also when empty: attribute values are compared by identity
      if (arrayIndices > 0) {
        sortArrayIndices();
      }
      return new JsObject(Arrays.copyOf(keys, size), Arrays.copyOf(values, size), index);
    }

    private void sortArrayIndices() {
      Integer[] order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> OwnKeys.compare(keys[a], keys[b]));
      String[] unsortedKeys = keys;
      @Nullable Object[] unsortedValues = values;
      keys = new String[size];
      values = new Object[size];
      for (int i = 0; i < size; i++) {
        keys[i] = unsortedKeys[order[i]];
        values[i] = unsortedValues[order[i]];
      }
      if (index != null) {
        index = indexOf(keys, size);
      }
    }

    private static Map<String, Integer> indexOf(String[] keys, int size) {
      Map<String, Integer> index = new HashMap<>(size * 2);
      for (int i = 0; i < size; i++) {
        index.put(keys[i], i);
      }
      return index;
    }
  }
}
