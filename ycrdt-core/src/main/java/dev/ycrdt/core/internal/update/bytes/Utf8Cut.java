package dev.ycrdt.core.internal.update.bytes;

/** Finds where a UTF-16 offset lies in valid UTF-8. */
final class Utf8Cut {

  private Utf8Cut() {}

  /**
   * {@return the byte offset of the given UTF-16 offset, or the complement of the offset after the
   * character if the UTF-16 offset lies between the halves of a surrogate pair}
   */
  static int byteOffset(byte[] utf8, int from, int utf16Offset) {
    int at = from;
    int units = 0;
    while (units < utf16Offset) {
      int lead = utf8[at] & 0xff;
      if (lead < 0x80) {
        at++;
        units++;
      } else if (lead < 0xf0) {
        at += lead < 0xe0 ? 2 : 3;
        units++;
      } else {
        at += 4;
        units += 2;
      }
    }
    return units == utf16Offset ? at : ~at;
  }
}
