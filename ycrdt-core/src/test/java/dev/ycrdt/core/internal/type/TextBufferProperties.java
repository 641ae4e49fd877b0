package dev.ycrdt.core.internal.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ycrdt.core.lib0.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeTry;

/** That a text buffer, narrow or wide, holds what a string builder holds. */
final class TextBufferProperties {
  private static final String[] NARROW = {"", "a", "hello ", "é", "ÿ\u0080"};
  private static final String[] ALL = {"", "a", "hello ", "é", "Ж", "日本", "👾", "x👾y"};

  private TextBuffer buffer = new TextBuffer();
  private final StringBuilder model = new StringBuilder();

  @BeforeTry
  void startEmpty() {
    buffer = new TextBuffer();
    model.setLength(0);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void appendedText_isReadBack(@ForAll long seed, @ForAll boolean narrow) {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      append(pick(random, narrow), random.nextBoolean());
      assertEquals(model.length(), buffer.length());
      assertReads(random);
    }
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void splitSurrogates_areReplaced(@ForAll long seed) {
    Random random = new Random(seed);
    append("👾a", false);
    for (int i = 0; i < 40; i++) {
      append(pick(random, false), false);
      int at = 1 + random.nextInt(model.length() - 1);
      buffer.replaceSplitSurrogates(at);
      if (Character.isHighSurrogate(model.charAt(at - 1))) {
        model.replace(at - 1, at + 1, "\ufffd\ufffd");
      }
      assertReads(random);
    }
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void compaction_keepsWhatIsReported(@ForAll long seed, @ForAll boolean narrow) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    while (model.length() < 12_000) {
      String text = pick(random, narrow).repeat(20);
      texts.add(text);
      append(text, false);
    }
    assertFalse(buffer.isMostlyDead());
    List<Boolean> kept = new ArrayList<>();
    texts.forEach(text -> kept.add(random.nextInt(3) == 0));

    discardAllBut(texts, kept);
    append("behind", true);

    assertEquals(model.toString(), buffer.substring(0, buffer.length()));
  }

  private void discardAllBut(List<String> texts, List<Boolean> kept) {
    for (int i = 0; i < texts.size(); i++) {
      if (!kept.get(i)) {
        buffer.discard(texts.get(i).length());
      }
    }
    TextBuffer.Compaction compaction = buffer.startCompaction();
    model.setLength(0);
    int offset = 0;
    for (int i = 0; i < texts.size(); i++) {
      if (kept.get(i)) {
        assertEquals(model.length(), compaction.keep(offset, texts.get(i).length()));
        model.append(texts.get(i));
      }
      offset += texts.get(i).length();
    }
    compaction.finish();
  }

  private void append(String text, boolean asUtf8) {
    int start;
    if (asUtf8) {
      byte[] bytes = ("?" + text).getBytes(StandardCharsets.UTF_8);
      start = buffer.appendUtf8(bytes, 1, bytes.length - 1, text.length());
    } else {
      start = buffer.append(text);
    }
    assertEquals(model.length(), start);
    model.append(text);
  }

  private void assertReads(Random random) {
    if (model.length() == 0) {
      return;
    }
    int from = random.nextInt(model.length());
    int to = from + random.nextInt(model.length() - from + 1);
    String expected = model.substring(from, to);
    assertEquals(expected, buffer.substring(from, to - from));
    assertEquals(model.charAt(from), buffer.charAt(from));
    StringBuilder appended = new StringBuilder("<");
    buffer.appendTo(appended, from, to - from);
    assertEquals("<" + expected, appended.toString());
    ByteWriter written = new ByteWriter();
    buffer.writeTo(written, from, to - from);
    ByteWriter reference = new ByteWriter();
    reference.writeVarString(expected);
    assertArrayEquals(reference.toByteArray(), written.toByteArray());
  }

  private static String pick(Random random, boolean narrow) {
    String[] texts = narrow ? NARROW : ALL;
    return texts[random.nextInt(texts.length)];
  }
}
