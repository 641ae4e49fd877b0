package dev.ycrdt.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "1048576, 1048576", "64k, 65536", "1M, 1048576", "2g, 2147483648"})
  void convert_valid(String text, long bytes) {
    assertEquals(bytes, new ByteSize().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "-1", "1.5m", "1kb", "1 m", "9999999999999", "0x10"})
  void convert_invalid(String text) {
    assertThrows(TypeConversionException.class, () -> new ByteSize().convert(text));
  }
}
