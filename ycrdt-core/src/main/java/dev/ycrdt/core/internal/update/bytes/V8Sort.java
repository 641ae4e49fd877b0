package dev.ycrdt.core.internal.update.bytes;

/**
 * Sorts as {@code Array.prototype.sort} of V8 does, comparison by comparison.
 *
 * <p>With a consistent comparator any stable sort gives the same result. Yjs sorts with one that
 * contradicts itself (see {@link ReaderOrder}), and then the result depends on which elements are
 * compared, and in which order. {@code java.util.TimSort} is the same algorithm, Tim Peters' list
 * sort, but makes shorter runs and asks some questions the other way round.
 *
 * <pre>
 *   cut the array into runs that ascend      |--run--|----run----|-run-|
 *   lengthen short ones by binary insertion  |---run---|---run---|-run-|
 *   merge neighbours, kept balanced          |--------run--------|-run-|
 * </pre>
 *
 * <p>Not thread-safe; reused for many sorts.
 */
final class V8Sort {
  private static final int MIN_MERGE = 64;
  private static final int MIN_GALLOP = 7;
  private static final int MAX_PENDING_RUNS = 85;

  /** Compares two elements; negative if {@code a} is to come before {@code b}. */
  interface Comparison {
    int compare(int a, int b);
  }

  private final Comparison comparison;
  private final int[] runFrom = new int[MAX_PENDING_RUNS];
  private final int[] runLength = new int[MAX_PENDING_RUNS];
  private int runs;
  private int minGallop;
  private int[] work = new int[0];
  private int[] temp = new int[0];

  V8Sort(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Sorts the first {@code size} elements. */
  void sort(int[] elements, int size) {
    if (size < 2) {
      return;
    }
    work = elements;
    runs = 0;
    minGallop = MIN_GALLOP;
    int minRun = minRunLength(size);
    int from = 0;
    while (from < size) {
      int length = makeRun(from, size);
      if (length < minRun) {
        int forced = Math.min(minRun, size - from);
        insertAll(from, from + length, from + forced);
        length = forced;
      }
      runFrom[runs] = from;
      runLength[runs++] = length;
      mergeUnbalanced();
      from += length;
    }
    mergeAllRuns();
  }

  private static int minRunLength(int size) {
    int length = size;
    int odd = 0;
    while (length >= MIN_MERGE) {
      odd |= length & 1;
      length >>= 1;
    }
    return length + odd;
  }

  /** Makes the longest run at {@code from} ascend and returns its length. */
  private int makeRun(int from, int end) {
    if (from + 1 == end) {
      return 1;
    }
    boolean descending = compare(work[from + 1], work[from]) < 0;
    int to = from + 2;
    while (to < end && compare(work[to], work[to - 1]) < 0 == descending) {
      to++;
    }
    if (descending) {
      for (int i = from, j = to - 1; i < j; i++, j--) {
        int swap = work[i];
        work[i] = work[j];
        work[j] = swap;
      }
    }
    return to - from;
  }

  /** Inserts the elements from {@code start} to {@code end} into the run that precedes them. */
  private void insertAll(int from, int start, int end) {
    for (int next = start; next < end; next++) {
      int pivot = work[next];
      int low = from;
      int high = next;
      while (low < high) {
        int mid = (low + high) >>> 1;
        if (compare(pivot, work[mid]) < 0) {
          high = mid;
        } else {
          low = mid + 1;
        }
      }
      System.arraycopy(work, low, work, low + 1, next - low);
      work[low] = pivot;
    }
  }

  private void mergeUnbalanced() {
    while (runs > 1) {
      int n = runs - 2;
      if (isInvariantBroken(n + 1) || isInvariantBroken(n)) {
        mergeAt(runLength[n - 1] < runLength[n + 1] ? n - 1 : n);
      } else if (runLength[n] <= runLength[n + 1]) {
        mergeAt(n);
      } else {
        return;
      }
    }
  }

  private boolean isInvariantBroken(int run) {
    return run >= 2 && runLength[run - 2] <= runLength[run - 1] + runLength[run];
  }

  private void mergeAllRuns() {
    while (runs > 1) {
      int n = runs - 2;
      mergeAt(n > 0 && runLength[n - 1] < runLength[n + 1] ? n - 1 : n);
    }
  }

  private void mergeAt(int run) {
    int fromA = runFrom[run];
    int lengthA = runLength[run];
    int fromB = runFrom[run + 1];
    int lengthB = runLength[run + 1];
    runLength[run] = lengthA + lengthB;
    if (run == runs - 3) {
      runFrom[run + 1] = runFrom[run + 2];
      runLength[run + 1] = runLength[run + 2];
    }
    runs--;
    int inPlace = gallopRight(work, work[fromB], fromA, lengthA, 0);
    fromA += inPlace;
    lengthA -= inPlace;
    if (lengthA == 0) {
      return;
    }
    lengthB = gallopLeft(work, work[fromA + lengthA - 1], fromB, lengthB, lengthB - 1);
    if (lengthB == 0) {
      return;
    }
    if (lengthA <= lengthB) {
      mergeLow(fromA, lengthA, fromB, lengthB);
    } else {
      mergeHigh(fromA, lengthA, fromB, lengthB);
    }
  }

  /** {@return how many elements of a run come before {@code key}, equal ones not among them} */
  private int gallopLeft(int[] array, int key, int from, int length, int hint) {
    int last = 0;
    int offset = 1;
    if (compare(array[from + hint], key) < 0) {
      int max = length - hint;
      while (offset < max && compare(array[from + hint + offset], key) < 0) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      last += hint;
      offset = Math.min(offset, max) + hint;
    } else {
      int max = hint + 1;
      while (offset < max && compare(array[from + hint - offset], key) >= 0) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      int swap = last;
      last = hint - Math.min(offset, max);
      offset = hint - swap;
    }
    last++;
    while (last < offset) {
      int mid = last + ((offset - last) >> 1);
      if (compare(array[from + mid], key) < 0) {
        last = mid + 1;
      } else {
        offset = mid;
      }
    }
    return offset;
  }

  /** {@return how many elements of a run come before {@code key}, equal ones among them} */
  private int gallopRight(int[] array, int key, int from, int length, int hint) {
    int last = 0;
    int offset = 1;
    if (compare(key, array[from + hint]) < 0) {
      int max = hint + 1;
      while (offset < max && compare(key, array[from + hint - offset]) < 0) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      int swap = last;
      last = hint - Math.min(offset, max);
      offset = hint - swap;
    } else {
      int max = length - hint;
      while (offset < max && compare(key, array[from + hint + offset]) >= 0) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      last += hint;
      offset = Math.min(offset, max) + hint;
    }
    last++;
    while (last < offset) {
      int mid = last + ((offset - last) >> 1);
      if (compare(key, array[from + mid]) < 0) {
        offset = mid;
      } else {
        last = mid + 1;
      }
    }
    return offset;
  }

  /** Merges upwards, with the shorter left run set aside. */
  private void mergeLow(int fromA, int lengthA, int fromB, int lengthB) {
    setAside(fromA, lengthA);
    int left = lengthA;
    int right = lengthB;
    int a = 0;
    int b = fromB;
    int to = fromA;
    work[to++] = work[b++];
    right--;
    while (right > 0 && left > 1) {
      int winsA = 0;
      int winsB = 0;
      while (right > 0 && left > 1 && winsA < minGallop && winsB < minGallop) {
        if (compare(work[b], temp[a]) < 0) {
          work[to++] = work[b++];
          right--;
          winsB++;
          winsA = 0;
        } else {
          work[to++] = temp[a++];
          left--;
          winsA++;
          winsB = 0;
        }
      }
      if (right == 0 || left == 1) {
        break;
      }
      minGallop++;
      do {
        minGallop = Math.max(1, minGallop - 1);
        winsA = gallopRight(temp, work[b], a, left, 0);
        System.arraycopy(temp, a, work, to, winsA);
        to += winsA;
        a += winsA;
        left -= winsA;
        if (left <= 1) {
          break;
        }
        work[to++] = work[b++];
        if (--right == 0) {
          break;
        }
        winsB = gallopLeft(work, temp[a], b, right, 0);
        System.arraycopy(work, b, work, to, winsB);
        to += winsB;
        b += winsB;
        right -= winsB;
        if (right == 0) {
          break;
        }
        work[to++] = temp[a++];
        left--;
      } while (left > 1 && (winsA >= MIN_GALLOP || winsB >= MIN_GALLOP));
      if (right > 0 && left > 1) {
        minGallop++;
      }
    }
    System.arraycopy(work, b, work, to, right);
    System.arraycopy(temp, a, work, to + right, left);
  }

  /** Merges downwards, with the shorter right run set aside. */
  private void mergeHigh(int fromA, int lengthA, int fromB, int lengthB) {
    setAside(fromB, lengthB);
    int left = lengthA;
    int right = lengthB;
    int a = fromA + lengthA - 1;
    int b = lengthB - 1;
    int to = fromB + lengthB - 1;
    work[to--] = work[a--];
    left--;
    while (left > 0 && right > 1) {
      int winsA = 0;
      int winsB = 0;
      while (left > 0 && right > 1 && winsA < minGallop && winsB < minGallop) {
        if (compare(temp[b], work[a]) < 0) {
          work[to--] = work[a--];
          left--;
          winsA++;
          winsB = 0;
        } else {
          work[to--] = temp[b--];
          right--;
          winsB++;
          winsA = 0;
        }
      }
      if (left == 0 || right == 1) {
        break;
      }
      minGallop++;
      do {
        minGallop = Math.max(1, minGallop - 1);
        winsA = left - gallopRight(work, temp[b], fromA, left, left - 1);
        to -= winsA;
        a -= winsA;
        System.arraycopy(work, a + 1, work, to + 1, winsA);
        left -= winsA;
        if (left == 0) {
          break;
        }
        work[to--] = temp[b--];
        if (--right == 1) {
          break;
        }
        winsB = right - gallopLeft(temp, work[a], 0, right, right - 1);
        to -= winsB;
        b -= winsB;
        System.arraycopy(temp, b + 1, work, to + 1, winsB);
        right -= winsB;
        if (right <= 1) {
          break;
        }
        work[to--] = work[a--];
        left--;
      } while (left > 0 && (winsA >= MIN_GALLOP || winsB >= MIN_GALLOP));
      if (left > 0 && right > 1) {
        minGallop++;
      }
    }
    System.arraycopy(work, fromA, work, fromA + right, left);
    System.arraycopy(temp, 0, work, fromA, right);
  }

  private void setAside(int from, int length) {
    if (temp.length < length) {
      temp = new int[Math.max(length, work.length / 2)];
    }
    System.arraycopy(work, from, temp, 0, length);
  }

  private int compare(int a, int b) {
    return comparison.compare(a, b);
  }
}
