package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.lib0.ByteWriter;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The clock rules for remote clients, timeouts, and what is encoded. */
class AwarenessTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final Duration TIMEOUT = Awareness.OUTDATED_TIMEOUT;

  private final TestClock clock = new TestClock();
  private final Awareness server = Awareness.forServer().clock(clock).build();

  static byte[] entry(long clientId, long clock, String json) {
    ByteWriter writer = new ByteWriter();
    writer.writeVarUint(1);
    AwarenessUpdates.writeEntry(writer, clientId, clock, json);
    return writer.toByteArray();
  }

  private AwarenessApplied apply(long clientId, long clock, String json) {
    return server.apply(entry(clientId, clock, json), "peer");
  }

  @Test
  void apply_newClientAtClockZeroIsIgnored() {
    assertTrue(apply(1, 0, "{}").change().isEmpty());
    assertEquals(List.of(), server.clients());
    assertTrue(server.meta(1).isEmpty());
  }

  @Test
  void apply_newerClock() {
    assertEquals(List.of(1L), apply(1, 1, "{\"a\":1}").change().added());
    assertEquals(List.of(1L), apply(1, 3, "{\"a\":2}").change().updated());
    assertEquals(Map.of(1L, Map.of("a", 2)), server.states());
    assertEquals(3, server.meta(1).orElseThrow().clock());
  }

  @Test
  void apply_echoAndOlderClockAreDropped() {
    apply(1, 5, "{\"a\":1}");
    assertTrue(apply(1, 5, "{\"a\":2}").change().isEmpty());
    assertTrue(apply(1, 4, "null").change().isEmpty());
    assertEquals("{\"a\":1}", server.stateJson(1));
  }

  @Test
  void apply_nullAtSameClockRemoves() {
    apply(1, 5, "{}");
    assertEquals(List.of(1L), apply(1, 5, "null").change().removed());
    assertNull(server.state(1));
    assertTrue(apply(1, 5, "null").change().isEmpty());
  }

  @Test
  void apply_nullOfUnknownClientIsRememberedSilently() {
    assertTrue(apply(1, 7, " null ").change().isEmpty());
    assertTrue(apply(1, 7, "{}").change().isEmpty());
    assertEquals(7, server.meta(1).orElseThrow().clock());
  }

  @Test
  void apply_removedClientComesBackAsAdded() {
    apply(1, 1, "{}");
    apply(1, 2, "null");
    assertEquals(List.of(1L), apply(1, 3, "{}").change().added());
  }

  @Test
  void apply_severalEntriesInOrder() {
    // count 2, client 1 clock 1 {}, client 1 clock 2 null
    AwarenessChange change =
        server.apply(HEX.parseHex("02" + "0101027b7d" + "0102046e756c6c"), null).change();
    assertEquals(List.of(1L), change.added());
    assertEquals(List.of(1L), change.removed());
    assertEquals(List.of(1L, 1L), change.clients());
  }

  @Test
  void apply_stateOfRemovedClientIsPresumedGone() {
    apply(1, 4, "{}");
    server.removeStates(List.of(1L), null);
    assertEquals(List.of(1L), apply(1, 4, "{}").presumedGone());
    assertEquals(List.of(), apply(1, 3, "null").presumedGone());
    assertEquals(List.of(), apply(1, 5, "{}").presumedGone());
    assertEquals(List.of(), apply(2, 0, "{}").presumedGone());
  }

  @Test
  void apply_presumedGoneClientComesBackAtOnce() {
    Awareness client = Awareness.forClient(1).clock(clock).build();
    client.setLocalState(Map.of("name", "Ada"));
    server.apply(client.encodeUpdate(), "old connection");
    server.removeStates(List.of(1L), "old connection");

    List<Long> gone = server.apply(client.encodeUpdate(), "new connection").presumedGone();
    AwarenessChange answer = client.apply(server.encodeUpdate(gone), "server").change();
    server.apply(client.encodeUpdate(answer.clients()), "new connection");

    assertEquals(Map.of("name", "Ada"), server.state(1));
  }

  @Test
  void apply_trailingBytesAreIgnored() {
    assertEquals(
        List.of(1L), server.apply(HEX.parseHex("01" + "0101027b7d" + "ff"), null).change().added());
  }

  @Test
  void apply_malformedChangesNothing() {
    for (String update :
        List.of(
            "", "02" + "0101027b7d", "01" + "0101017b", "01" + "010102c328", "ff01", "01010100")) {
      assertThrows(DecodeException.class, () -> server.apply(HEX.parseHex(update), null), update);
    }
    assertEquals(List.of(), server.clients());
  }

  @Test
  void apply_secondEntryNotJson() {
    DecodeException e =
        assertThrows(
            DecodeException.class,
            () -> server.apply(HEX.parseHex("02" + "0101027b7d" + "0201017b"), null));
    assertEquals(8, e.offset());
    assertTrue(String.valueOf(e.getMessage()).startsWith("awareness state is not JSON: "));
    assertEquals(List.of(), server.clients());
  }

  @Test
  void apply_tooDeep() {
    String json = "[".repeat(30_000) + "]".repeat(30_000);
    assertThrows(LimitExceededException.class, () -> apply(1, 1, json));
  }

  @Test
  void encodeUpdate_keepsTextAsWritten() {
    byte[] update = entry(1, 1, "{ \"b\" : 1.0, \"a\":\"\\u00e9é😀\" }");
    server.apply(update, null);
    assertEquals(HEX.formatHex(update), HEX.formatHex(server.encodeUpdate()));
  }

  @Test
  void encodeUpdate_falsyStatesAreNull() {
    for (String json : List.of("false", "0", "-0", "0.0", "\"\"")) {
      Awareness awareness = Awareness.forServer().build();
      awareness.apply(entry(1, 1, json), null);
      assertEquals("010101046e756c6c", HEX.formatHex(awareness.encodeUpdate()), json);
    }
  }

  @Test
  void encodeUpdate_ofRemovedAndUnknownClients() {
    apply(1, 3, "{}");
    apply(2, 1, "{}");
    server.removeStates(List.of(1L), null);
    assertEquals("010103046e756c6c", HEX.formatHex(server.encodeUpdate(List.of(1L, 9L))));
    assertEquals("010201027b7d", HEX.formatHex(server.encodeUpdate()));
    // encodeAwarenessUpdate(awareness, [2], new Map())
    assertEquals("010201046e756c6c", HEX.formatHex(server.encodeRemoval(List.of(2L))));
  }

  @Test
  void encodeUpdate_empty() {
    assertEquals("00", HEX.formatHex(server.encodeUpdate()));
  }

  @Test
  void removeStates_reportsOnlyThoseWithAState() {
    apply(1, 3, "{}");
    assertEquals(List.of(1L), server.removeStates(List.of(1L, 2L), null).removed());
    assertTrue(server.removeStates(List.of(1L), null).isEmpty());
    assertEquals(3, server.meta(1).orElseThrow().clock());
  }

  @Test
  void expire_silentClient() {
    apply(1, 1, "{}");
    clock.advance(TIMEOUT.minusMillis(1));
    apply(2, 1, "{}");
    assertTrue(server.expire().isEmpty());
    clock.advance(Duration.ofMillis(1));
    assertEquals(List.of(1L), server.expire().removed());
    assertEquals(List.of(2L), server.clients());
    assertTrue(apply(1, 1, "{}").change().isEmpty());
  }

  @Test
  void expire_repeatedStateKeepsClient() {
    apply(1, 1, "{}");
    clock.advance(TIMEOUT.dividedBy(2));
    apply(1, 2, "{}");
    clock.advance(TIMEOUT.dividedBy(2));
    assertTrue(server.expire().isEmpty());
  }

  @Test
  void expire_echoDoesNotKeepClient() {
    apply(1, 1, "{}");
    clock.advance(TIMEOUT.dividedBy(2));
    apply(1, 1, "{}");
    clock.advance(TIMEOUT.dividedBy(2));
    assertEquals(List.of(1L), server.expire().removed());
  }

  @Test
  void state_valuesAreImmutable() {
    apply(1, 1, "{\"list\":[1]}");
    Map<?, ?> state = assertInstanceOf(Map.class, server.state(1));
    assertThrows(UnsupportedOperationException.class, () -> state.clear());
    List<?> list = assertInstanceOf(List.class, state.get("list"));
    assertThrows(UnsupportedOperationException.class, () -> list.clear());
    assertThrows(UnsupportedOperationException.class, () -> server.states().clear());
  }

  @Test
  void forServer_hasNoLocalClient() {
    assertTrue(server.clientId().isEmpty());
    assertNull(server.localState());
    assertThrows(IllegalStateException.class, () -> server.setLocalState(Map.of()));
    assertThrows(IllegalStateException.class, () -> server.setLocalStateField("a", 1));
    assertTrue(server.renew().isEmpty());
    server.destroy();
    assertFalse(server.meta(-1).isPresent());
  }
}
