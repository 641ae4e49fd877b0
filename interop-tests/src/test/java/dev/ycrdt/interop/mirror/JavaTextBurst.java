package dev.ycrdt.interop.mirror;

import dev.ycrdt.core.type.YText;
import java.util.Collections;
import java.util.Map;

/** Many small edits all over a text; the twin of {@code burst} in {@code operations.mjs}. */
final class JavaTextBurst {
  private static final long MULTIPLIER = 48_271;
  private static final long MODULUS = 2_147_483_647;

  private final YText text;
  private long state;

  JavaTextBurst(YText text, int seed) {
    this.text = text;
    this.state = seed;
  }

  void run(int count) {
    for (int done = 0; done < count; done++) {
      edit();
    }
  }

  private void edit() {
    switch (random(4)) {
      case 0 -> text.insert(random(text.length() + 1), letter());
      case 1 -> text.insert(text.length(), letter() + letter());
      case 2 -> {
        int index = random(text.length() + 1);
        text.delete(index, Math.min(random(4), text.length() - index));
      }
      default -> format();
    }
  }

  private void format() {
    int index = random(text.length() + 1);
    int length = Math.min(random(4), text.length() - index);
    boolean bold = random(2) == 0;
    text.format(
        index, length, bold ? Map.of("bold", true) : Collections.singletonMap("bold", null));
  }

  private String letter() {
    return String.valueOf((char) ('a' + random(26)));
  }

  // Park and Miller's generator, which both mirrors have.
  private int random(int limit) {
    state = state * MULTIPLIER % MODULUS;
    return (int) (state % limit);
  }
}
