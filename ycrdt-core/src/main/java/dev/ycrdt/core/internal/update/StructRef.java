package dev.ycrdt.core.internal.update;

/**
 * The first byte of a struct in the update format: the number of its kind in the low five bits,
 * three flags above.
 *
 * <p>Source: Yjs {@code structs/Item.js}, {@code Item.write} and {@code contentRefs}.
 */
public final class StructRef {
  /** A collected range. */
  public static final int GC = 0;

  /** An item without its content. */
  public static final int DELETED = 1;

  /** A run of values as JSON texts (legacy). */
  public static final int JSON = 2;

  /** A byte array. */
  public static final int BINARY = 3;

  /** Text. */
  public static final int STRING = 4;

  /** A value inside a text. */
  public static final int EMBED = 5;

  /** Start or end of an attribute. */
  public static final int FORMAT = 6;

  /** A nested shared type. */
  public static final int TYPE = 7;

  /** A run of values. */
  public static final int ANY = 8;

  /** A subdocument. */
  public static final int DOC = 9;

  /** A range of clocks that the update does not contain. */
  public static final int SKIP = 10;

  /** Selects the kind. */
  private static final int KIND_MASK = 0x1f;

  /** The item belongs to a map entry; its key follows only when neither origin is present. */
  public static final int HAS_PARENT_SUB = 0x20;

  /** The id of the right neighbour at creation follows. */
  public static final int HAS_RIGHT_ORIGIN = 0x40;

  /** The id of the left neighbour at creation follows. */
  public static final int HAS_ORIGIN = 0x80;

  private StructRef() {}

  /** {@return the kind in a struct's first byte, one of {@link #GC} to {@link #SKIP} if valid} */
  public static int ref(int info) {
    return info & KIND_MASK;
  }

  /** {@return whether parent and key are written out rather than taken from a neighbour} */
  public static boolean writesParent(int info) {
    return (info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) == 0;
  }
}
