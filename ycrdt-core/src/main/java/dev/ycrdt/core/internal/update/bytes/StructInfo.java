package dev.ycrdt.core.internal.update.bytes;

/** The first byte of a struct: content ref in bits 0-4, three flags above. */
public final class StructInfo {
  public static final int GC = 0;
  public static final int DELETED = 1;
  public static final int JSON = 2;
  public static final int BINARY = 3;
  public static final int STRING = 4;
  public static final int EMBED = 5;
  public static final int FORMAT = 6;
  public static final int TYPE = 7;
  public static final int ANY = 8;
  public static final int DOC = 9;
  public static final int SKIP = 10;

  /** A parentSub string follows the parent, if a parent is written at all. */
  public static final int PARENT_SUB = 0x20;

  public static final int RIGHT_ORIGIN = 0x40;
  public static final int ORIGIN = 0x80;

  private static final int REF_MASK = 0x1f;

  private StructInfo() {}

  /** {@return the content ref, one of the constants {@link #GC} to {@link #SKIP}} */
  public static int ref(int info) {
    return info & REF_MASK;
  }

  /** {@return whether parent and parentSub are written out rather than taken from a neighbour} */
  public static boolean writesParent(int info) {
    return (info & (ORIGIN | RIGHT_ORIGIN)) == 0;
  }
}
