package dev.ycrdt.core.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.internal.struct.Gc;
import dev.ycrdt.core.internal.struct.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

/** That the chunks of a client's structs behave like one list. */
final class ClientStructsProperties {
  private ClientStructs structs = new ClientStructs(7);
  private final List<Struct> model = new ArrayList<>();

  @BeforeTry
  void startEmpty() {
    structs = new ClientStructs(7);
    model.clear();
  }

  @Example
  void empty_hasNothing() {
    assertNull(structs.last());
    assertTrue(structs.first() < 0);
    assertTrue(structs.lastPlace() < 0);
    assertThrows(IllegalStateException.class, () -> structs.find(0));
  }

  @Example
  void append_withAGap_isRefused() {
    append(2);

    assertThrows(IllegalStateException.class, () -> structs.append(new Gc(structs, 3, 1)));
    assertThrows(IllegalStateException.class, () -> structs.find(2));
    assertThrows(IllegalStateException.class, () -> structs.find(-1));
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void chunks_behaveLikeAList(@ForAll long seed) {
    Random random = new Random(seed);
    for (int i = random.nextInt(2500); i >= 0; i--) {
      append(1 + random.nextInt(4));
    }
    assertAgrees();
    for (int step = 0; step < 1500; step++) {
      edit(random);
      assertFound(random);
    }
    assertAgrees();
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void chunks_canBeMergedIntoOneStruct(@ForAll @IntRange(min = 1100, max = 2000) int size) {
    for (int i = 0; i < size; i++) {
      append(2);
    }
    while (model.size() > 1) {
      mergeWithNext(model.size() - 2);
    }
    assertAgrees();
    append(3);
    assertAgrees();
  }

  private void edit(Random random) {
    int index = random.nextInt(model.size());
    Struct struct = model.get(index);
    switch (random.nextInt(5)) {
      case 0 -> append(1 + random.nextInt(4));
      case 1 -> {
        Gc other = new Gc(structs, struct.clock, struct.length);
        structs.replace(structs.locate(struct.clock), other);
        model.set(index, other);
      }
      case 2 -> {
        if (index + 1 < model.size()) {
          mergeWithNext(index);
        }
      }
      default -> {
        if (struct.length > 1) {
          split(index, 1 + random.nextInt(struct.length - 1));
        }
      }
    }
  }

  private void append(int length) {
    Gc struct = new Gc(structs, structs.state(), length);
    structs.append(struct);
    model.add(struct);
  }

  private void split(int index, int offset) {
    Struct left = model.get(index);
    long place = structs.locate(left.clock);
    Gc right = new Gc(structs, left.clock + offset, left.length - offset);
    left.length = offset;
    structs.insertAfter(place, right);
    model.add(index + 1, right);
  }

  private void mergeWithNext(int index) {
    Struct right = model.remove(index + 1);
    structs.remove(structs.locate(right.clock));
    model.get(index).length += right.length;
  }

  private void assertFound(Random random) {
    Struct struct = model.get(random.nextInt(model.size()));
    int clock = struct.clock + random.nextInt(struct.length);
    assertSame(struct, structs.find(clock));
    assertSame(struct, structs.at(structs.locate(clock)));
  }

  private void assertAgrees() {
    int index = 0;
    long previous = -1;
    for (long place = structs.first(); place >= 0; place = structs.next(place)) {
      assertSame(model.get(index), structs.at(place));
      assertSame(model.get(index), structs.find(model.get(index).clock));
      assertEquals(previous, structs.previous(place));
      assertEquals(model.size() - index, structs.countFrom(place));
      previous = place;
      index++;
    }
    assertEquals(model.size(), index);
    assertEquals(previous, structs.lastPlace());
    assertSame(model.get(index - 1), structs.last());
    assertEquals(model.get(index - 1).endClock(), structs.state());
  }
}
