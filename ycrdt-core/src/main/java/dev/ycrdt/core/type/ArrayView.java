package dev.ycrdt.core.type;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** An array as a list: reads and edits go to the array. */
final class ArrayView extends AbstractList<@Nullable Object> implements RandomAccess {
  private final YArray array;

  ArrayView(YArray array) {
    this.array = array;
  }

  @Override
  public int size() {
    return array.length();
  }

  @Override
  public @Nullable Object get(int index) {
    return array.get(index);
  }

  @Override
  public @Nullable Object set(int index, @Nullable Object element) {
    Object before = array.get(index);
    array.replace(index, element);
    return before;
  }

  @Override
  public void add(int index, @Nullable Object element) {
    List<@Nullable Object> one = new ArrayList<>(1);
    one.add(element);
    array.insert(index, one);
    modCount++;
  }

  @Override
  public boolean addAll(int index, Collection<? extends @Nullable Object> elements) {
    array.insert(index, new ArrayList<@Nullable Object>(elements));
    modCount++;
    return !elements.isEmpty();
  }

  @Override
  public @Nullable Object remove(int index) {
    Object before = array.get(index);
    array.delete(index);
    modCount++;
    return before;
  }

  @Override
  protected void removeRange(int from, int to) {
    array.delete(from, to - from);
    modCount++;
  }
}
