package dev.ycrdt.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several byte strings in one fuzz input: each is preceded by its length in two bytes, big-endian.
 * A length that is too large takes the rest.
 */
final class InputParts {
  private static final int MAX_PARTS = 16;

  private InputParts() {}

  static List<byte[]> split(byte[] data) {
    List<byte[]> parts = new ArrayList<>();
    int position = 0;
    while (position + 2 <= data.length && parts.size() < MAX_PARTS) {
      int length = (data[position] & 0xff) << 8 | (data[position + 1] & 0xff);
      int start = position + 2;
      int end = Math.min(start + length, data.length);
      parts.add(Arrays.copyOfRange(data, start, end));
      position = end;
    }
    return parts;
  }
}
