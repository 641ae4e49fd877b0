package dev.ycrdt.core.type;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A shared map as a Java map: reads and edits go to the shared map. */
final class MapView extends AbstractMap<String, @Nullable Object> {
  private final YMap map;

  MapView(YMap map) {
    this.map = map;
  }

  @Override
  public int size() {
    return map.size();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String name && map.has(name);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return key instanceof String name ? map.get(name) : null;
  }

  @Override
  public @Nullable Object put(String key, @Nullable Object value) {
    Object before = map.get(key);
    map.setMapValue(key, value);
    return before;
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    Object before = get(key);
    if (key instanceof String name) {
      map.delete(name);
    }
    return before;
  }

  @Override
  public void clear() {
    map.clear();
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {
    @Override
    public int size() {
      return map.size();
    }

    @Override
    public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
      return new EntryIterator();
    }
  }

  /** Goes over the entries as they were when it was made. */
  private final class EntryIterator implements Iterator<Map.Entry<String, @Nullable Object>> {
    private final Iterator<Map.Entry<String, @Nullable Object>> entries =
        map.entries().entrySet().iterator();
    private @Nullable String last;

    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public Map.Entry<String, @Nullable Object> next() {
      Map.Entry<String, @Nullable Object> entry = entries.next();
      last = entry.getKey();
      return new WritableEntry(entry);
    }

    @Override
    public void remove() {
      if (last == null) {
        throw new IllegalStateException("no entry to remove");
      }
      map.delete(last);
      last = null;
    }
  }

  private final class WritableEntry extends SimpleEntry<String, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    WritableEntry(Map.Entry<String, @Nullable Object> entry) {
      super(entry);
    }

    @Override
    public @Nullable Object setValue(@Nullable Object value) {
      map.setMapValue(getKey(), value);
      return super.setValue(value);
    }
  }
}
