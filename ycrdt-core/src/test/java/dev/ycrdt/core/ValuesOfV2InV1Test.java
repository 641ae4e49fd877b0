package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.core.event.DeltaOp;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Embeds and attributes that format V2 can carry and JSON cannot: V1 says the nearest it can. */
final class ValuesOfV2InV1Test {
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(BigInteger.valueOf(1L << 60), (double) (1L << 60)),
        Arguments.of(Undefined.INSTANCE, null),
        Arguments.of(List.of(BigInteger.TWO), List.of(2)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valueThatJsonLacks_doesNotStopEncoding(Object value, @Nullable Object nearest) {
    YDoc source = new YDoc();
    source.getText("t").insertEmbed(0, value);
    YDoc doc = new YDoc();

    doc.applyUpdateV2(source.encodeStateAsUpdateV2());

    assertEquals(value, embedOf(doc));
    YDoc copy = new YDoc();
    copy.applyUpdate(doc.encodeStateAsUpdate());
    assertEquals(nearest, embedOf(copy));
  }

  private static @Nullable Object embedOf(YDoc doc) {
    return ((DeltaOp.Insert) doc.getText("t").toDelta().ops().get(0)).insert();
  }
}
