package dev.ycrdt.core.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.RawUpdate;
import dev.ycrdt.core.Updates;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.lib0.ByteWriter;
import dev.ycrdt.core.lib0.JsonText;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deep nesting from outside on a thread whose stack is far too small for recursion. Types that the
 * program itself nests before it inserts them are limited in depth instead, see DeepNestingTest.
 */
final class SmallStackTest {
  private static final int STACK_BYTES = 128 << 10;
  private static final int DEPTH = 20_000;
  private static final int VALUE_DEPTH = 999;

  private static void onSmallStack(Executable body) throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Runnable run =
        () -> {
          try {
            body.execute();
          } catch (Throwable e) {
            thrown.set(e);
          }
        };
    Thread thread = new Thread(null, run, "small stack", STACK_BYTES);
    thread.start();
    thread.join();
    assertNull(thrown.get());
  }

  private static YDoc newDoc(boolean gc) {
    return YDoc.builder().clientId(9).gc(gc).limits(DecodeLimits.trusted()).build();
  }

  /**
   * Types in each other, the outermost one in the root {@code t}.
   *
   * @param type the type in hexadecimal
   */
  private static byte[] nested(String type) {
    RawUpdate update = new RawUpdate().block(1, 0).raw(1, "07 01 01 74" + type);
    for (int clock = 1; clock < DEPTH; clock++) {
      ByteWriter parent = new ByteWriter();
      parent.writeVarUint(clock - 1);
      String id = HexFormat.of().formatHex(parent.toByteArray());
      update.raw(1, "07 00 01" + id + type);
    }
    return update.bytes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "02", "03 01 70", "04", "06"})
  void types_areAppliedReadAndWritten(String type) throws InterruptedException {
    byte[] update = nested(type);

    onSmallStack(
        () -> {
          YDoc doc = newDoc(true);
          doc.applyUpdate(update);
          assertNotNull(doc.getXmlFragment("t").toString());
          assertNotNull(doc.toJson());
          Integrity.check(doc);
          YDoc copy = newDoc(true);
          copy.applyUpdateV2(doc.encodeStateAsUpdateV2());
          assertEquals(doc.stateVector(), copy.stateVector());
          assertNotNull(copy.getText("t").toDelta());
          assertNotNull(copy.getText("t").toString());
        });
  }

  @Test
  void typesInAttributes_areRendered() throws InterruptedException {
    RawUpdate update = new RawUpdate().block(1, 0).raw(1, "07 01 01 74 03 01 70");
    for (int clock = 1; clock < DEPTH; clock++) {
      ByteWriter parent = new ByteWriter();
      parent.writeVarUint(clock - 1);
      String id = HexFormat.of().formatHex(parent.toByteArray());
      update.raw(1, "27 00 01" + id + "01 6b 03 01 70");
    }

    onSmallStack(
        () -> {
          YDoc doc = newDoc(true);
          doc.applyUpdate(update.bytes());
          assertEquals(
              DEPTH * "<p></p>".length() + (DEPTH - 1) * " k=\"\"".length(),
              doc.getXmlFragment("t").toString().length());
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void types_areDeletedWithTheOutermost(boolean gc) throws InterruptedException {
    byte[] update = nested("00");

    onSmallStack(
        () -> {
          YDoc doc = newDoc(gc);
          doc.applyUpdate(update);
          doc.applyUpdate(new RawUpdate().deletes(1, 0, 1).bytes());
          assertEquals(0, doc.getArray("t").length());
          Integrity.check(doc);
          YDoc copy = newDoc(gc);
          copy.applyUpdate(doc.encodeStateAsUpdate());
          assertEquals(doc.stateVector(), copy.stateVector());
        });
  }

  @Test
  void types_areHandledAsBytes() throws InterruptedException {
    byte[] update = nested("01");

    onSmallStack(
        () -> {
          byte[] merged = Updates.merge(List.of(update, update));
          assertEquals(Updates.meta(update), Updates.meta(merged));
          assertNotNull(Updates.compact(List.of(update)));
          assertNotNull(Updates.diff(update, new byte[1]));
        });
  }

  @Test
  void innermostType_isObservedFromTheOutermost() throws InterruptedException {
    byte[] update = nested("00");

    onSmallStack(
        () -> {
          YDoc doc = newDoc(true);
          doc.applyUpdate(update);
          int[] depth = {0};
          doc.getArray("t").observeDeep((events, tr) -> depth[0] = events.get(0).path().size());
          byte[] id = new byte[] {1, 1, 2, 0, 8, 0, 1, (byte) 0x9f, (byte) 0x9c, 1, 1, 126, 0};
          doc.applyUpdate(id);
          assertEquals(DEPTH, depth[0]);
        });
  }

  @Test
  void values_areReadWrittenAndCompared() throws InterruptedException {
    String json = "[".repeat(VALUE_DEPTH) + "]".repeat(VALUE_DEPTH);
    byte[] embed = new RawUpdate().block(1, 0).embed(json).bytes();

    onSmallStack(
        () -> {
          Object value = JsonText.parse(json, DecodeLimits.trusted());
          assertEquals(json, JsonText.stringify(value));
          YDoc doc = newDoc(true);
          doc.applyUpdate(embed);
          assertNotNull(doc.getText("t").toDelta());
          doc.getArray("a").push(List.of(value));
          doc.getMap("m").set("k", value);
          doc.getText("t").format(0, 1, Map.of("b", value));
          doc.getText("t").format(0, 1, Map.of("b", JsonText.parse(json, DecodeLimits.trusted())));
          YDoc copy = newDoc(true);
          copy.applyUpdate(doc.encodeStateAsUpdate());
          copy.applyUpdateV2(doc.encodeStateAsUpdateV2());
          assertNotNull(copy.getArray("a").toJson());
        });
  }
}
