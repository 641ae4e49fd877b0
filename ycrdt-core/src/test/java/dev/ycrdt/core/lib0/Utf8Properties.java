package dev.ycrdt.core.lib0;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.core.DecodeException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** UTF-8 against the JDK's own strict decoder, and every encoded text read back. */
final class Utf8Properties {
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ascii().ofMaxLength(40),
        Arbitraries.strings().withChars("aä€\ud83d\udc7e\ufffd").ofMaxLength(40),
        Arbitraries.strings().all().ofMaxLength(40));
  }

  @Provide
  Arbitrary<byte[]> nearlyUtf8() {
    Arbitrary<Byte> anyByte = Arbitraries.bytes();
    Arbitrary<Byte> telling =
        Arbitraries.of(0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc2, 0xe0, 0xed, 0xf0, 0xf4)
            .map(Integer::byteValue);
    return Arbitraries.oneOf(telling, telling, anyByte).array(byte[].class).ofMaxSize(12);
  }

  @Property
  void encode_readsBackWithLoneSurrogatesReplaced(@ForAll("texts") String text) {
    ByteWriter out = new ByteWriter(0);
    out.writeVarString(text);
    ByteReader in = new ByteReader(out.toByteArray());
    String read = in.readVarString();
    assertEquals(withoutLoneSurrogates(text), read);
    in.position(0);
    assertEquals(read.length(), in.skipVarStringUtf16Length());
    assertEquals(0, in.remaining());
  }

  @Property
  void encodedLength_isWhatEncodeWrites(@ForAll("texts") String text) {
    char[] units = text.toCharArray();
    ByteWriter out = new ByteWriter(0);
    Utf8.encode(units, 0, units.length, out);
    assertEquals(out.size(), Utf8.encodedLength(units, 0, units.length));
  }

  @Property(tries = 20_000)
  void decode_acceptsWhatTheJdkAccepts(@ForAll("nearlyUtf8") byte[] bytes) {
    assertEquals(decodedByJdk(bytes), decoded(bytes));
  }

  private static String decoded(byte[] bytes) {
    char[] units = new char[bytes.length];
    try {
      int length = Utf8.decode(bytes, 0, bytes.length, units, 0);
      assertEquals(length, Utf8.utf16Length(bytes, 0, bytes.length));
      return new String(units, 0, length);
    } catch (DecodeException e) {
      return "malformed";
    }
  }

  private static String decodedByJdk(byte[] bytes) {
    try {
      CharBuffer units =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return units.toString();
    } catch (CharacterCodingException e) {
      return "malformed";
    }
  }

  private static String withoutLoneSurrogates(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .map(point -> point >= 0xd800 && point <= 0xdfff ? 0xfffd : point)
        .forEach(result::appendCodePoint);
    return result.toString();
  }
}
