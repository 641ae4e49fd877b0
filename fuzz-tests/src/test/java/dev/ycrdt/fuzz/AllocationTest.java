package dev.ycrdt.fuzz;

import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Attacks on memory that once worked, each within the budget of a fuzz input now. */
final class AllocationTest {
  private static ByteWriter hex(String text) {
    ByteWriter out = new ByteWriter();
    out.writeBytes(HexFormat.of().parseHex(text.replace(" ", "")));
    return out;
  }

  @Test
  void longTextInAMapEntry_everySecondCharacterDeleted() {
    int length = 60_000;
    ByteWriter out = hex("01 01 01 00 24 01 01 6d 01 6b");
    out.writeVarString("a".repeat(length));
    out.writeVarUint(1);
    out.writeVarUint(1);
    out.writeVarUint(length / 2);
    for (int i = 0; i < length / 2; i++) {
      out.writeVarUint(2L * i);
      out.writeVarUint(1);
    }

    AllocationBudget.run(
        () -> {
          YDoc doc = Documents.empty();
          doc.applyUpdate(out.toByteArray());
          Documents.checkIntegrity(doc);
        });
  }

  @Test
  void runOfGarbage_inFormatV2() {
    ByteWriter out = hex("00 00 01 03 00 00 01 00 01 00 00 00 06 41 feffffff0f 01 80ade204 00 00");

    AllocationBudget.run(
        () -> {
          try {
            Documents.empty().applyUpdateV2(out.toByteArray());
          } catch (LimitExceededException e) {
            return;
          }
          throw new AssertionError("accepted");
        });
  }
}
