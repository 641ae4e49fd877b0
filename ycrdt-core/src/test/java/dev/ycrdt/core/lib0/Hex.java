package dev.ycrdt.core.lib0;

import java.util.HexFormat;
import java.util.function.Consumer;

/** Bytes as they are spelled in tests. */
final class Hex {
  private Hex() {}

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  static ByteReader reader(String hex) {
    return new ByteReader(bytes(hex));
  }

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static String written(Consumer<ByteWriter> write) {
    ByteWriter out = new ByteWriter(0);
    write.accept(out);
    return of(out.toByteArray());
  }
}
