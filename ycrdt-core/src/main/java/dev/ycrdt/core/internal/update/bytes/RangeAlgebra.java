package dev.ycrdt.core.internal.update.bytes;

/**
 * Compares and combines two merged sets of ranges in one pass over both.
 *
 * <p>Both sets have their clients in descending order and their clocks in ascending order, see
 * {@link DeleteRanges#merged()}; so has what comes out.
 */
public final class RangeAlgebra {
  private final DeleteRanges a;
  private final DeleteRanges b;

  /** Row of {@link #b} that no later range of {@link #a} ends before. */
  private int rowB;

  private RangeAlgebra(DeleteRanges a, DeleteRanges b) {
    this.a = a;
    this.b = b;
  }

  /** {@return the clocks that are in both sets} */
  public static DeleteRanges intersection(DeleteRanges a, DeleteRanges b) {
    return new RangeAlgebra(a, b).intersection();
  }

  /** {@return the clocks of {@code a} that are not in {@code b}} */
  public static DeleteRanges difference(DeleteRanges a, DeleteRanges b) {
    return new RangeAlgebra(a, b).difference();
  }

  /** {@return whether all clocks of {@code b} are in {@code a}} */
  public static boolean contains(DeleteRanges a, DeleteRanges b) {
    for (int row = 0; row < b.size(); row++) {
      int covering = a.firstEndingAfter(b.client(row), b.clock(row));
      if (covering == a.size()
          || a.client(covering) != b.client(row)
          || a.clock(covering) > b.clock(row)
          || end(a, covering) < end(b, row)) {
        return false;
      }
    }
    return true;
  }

  private DeleteRanges intersection() {
    DeleteRanges out = new DeleteRanges();
    for (int row = 0; row < a.size(); row++) {
      skipBefore(row);
      for (int other = rowB; overlaps(row, other); other++) {
        int from = Math.max(a.clock(row), b.clock(other));
        out.add(a.client(row), from, Math.min(end(a, row), end(b, other)) - from);
      }
    }
    return out;
  }

  private DeleteRanges difference() {
    DeleteRanges out = new DeleteRanges();
    for (int row = 0; row < a.size(); row++) {
      skipBefore(row);
      int from = a.clock(row);
      for (int other = rowB; overlaps(row, other); other++) {
        if (b.clock(other) > from) {
          out.add(a.client(row), from, b.clock(other) - from);
        }
        from = end(b, other);
      }
      if (from < end(a, row)) {
        out.add(a.client(row), from, end(a, row) - from);
      }
    }
    return out;
  }

  private void skipBefore(int row) {
    while (rowB < b.size()
        && (b.client(rowB) > a.client(row)
            || (b.client(rowB) == a.client(row) && end(b, rowB) <= a.clock(row)))) {
      rowB++;
    }
  }

  private boolean overlaps(int row, int other) {
    return other < b.size() && b.client(other) == a.client(row) && b.clock(other) < end(a, row);
  }

  private static int end(DeleteRanges ranges, int row) {
    return ranges.clock(row) + ranges.clockLength(row);
  }
}
