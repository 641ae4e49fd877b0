package dev.ycrdt.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurableGateTest {
  private final DurableGate gate = new DurableGate();
  private final List<String> told = new ArrayList<>();

  private void tell(String what) {
    gate.whenDurable(() -> told.add(what));
  }

  @Test
  void whenDurable_nothingAppended_runsAtOnce() {
    tell("now");
    assertEquals(List.of("now"), told);
    assertTrue(gate.isIdle());
  }

  @Test
  void whenDurable_waitsForWhatWasAppendedBeforeOnly() {
    long first = gate.append();
    tell("after first");
    long second = gate.append();
    tell("after second");
    gate.confirm(first);
    assertEquals(List.of("after first"), told);
    assertFalse(gate.isIdle());
    gate.confirm(second);
    assertEquals(List.of("after first", "after second"), told);
    assertTrue(gate.isIdle());
  }

  @Test
  void confirm_ofALaterOneCoversTheEarlier() {
    gate.append();
    tell("one");
    long second = gate.append();
    gate.confirm(second);
    assertEquals(List.of("one"), told);
  }

  @Test
  void whenDurable_calledByAnAction_keepsOrder() {
    long first = gate.append();
    gate.whenDurable(
        () -> {
          told.add("one");
          tell("three");
        });
    tell("two");
    gate.confirm(first);
    assertEquals(List.of("one", "two", "three"), told);
  }
}
