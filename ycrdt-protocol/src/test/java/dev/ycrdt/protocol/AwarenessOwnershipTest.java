package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ownership together with a server's awareness: who is removed when a connection closes. */
class AwarenessOwnershipTest {
  private final Awareness server = Awareness.forServer().build();
  private final AwarenessOwnership<String> ownership = new AwarenessOwnership<>();
  private final Awareness ada = Awareness.forClient(1).build();

  @BeforeEach
  void announceAda() {
    ada.setLocalState(Map.of("name", "Ada"));
  }

  private void receive(String connection, byte[] update) {
    ownership.accepted(connection, server.apply(update, connection).change());
  }

  private List<Long> close(String connection) {
    return server.removeStates(ownership.close(connection), connection).removed();
  }

  @Test
  void close_removesOwnClients() {
    receive("a", ada.encodeUpdate());
    receive("b", AwarenessTest.entry(2, 1, "{}"));
    assertEquals(1, ownership.clientCount("a"));
    assertEquals(List.of(1L), close("a"));
    assertEquals(List.of(2L), server.clients());
    assertEquals(List.of(), close("a"));
    assertTrue(ownership.owner(1).isEmpty());
  }

  @Test
  void accepted_echoMovesNothing() {
    receive("a", ada.encodeUpdate());
    receive("b", server.encodeUpdate());
    assertEquals(List.of(), close("b"));
    assertEquals(Optional.of("a"), ownership.owner(1));
  }

  @Test
  void close_oldConnectionOfReconnectedClient() {
    receive("old", ada.encodeUpdate());
    ada.setLocalState(Map.of("name", "Ada", "tab", 2));
    receive("new", ada.encodeUpdate());
    assertEquals(List.of(), close("old"));
    assertEquals(List.of(1L), server.clients());
    assertEquals(List.of(1L), close("new"));
  }

  @Test
  void close_clientThatCameBackAfterRemoval() {
    receive("a", ada.encodeUpdate());
    close("a");
    ada.setLocalState(Map.of());
    receive("b", ada.encodeUpdate());
    assertEquals(List.of(1L), close("b"));
  }

  @Test
  void accepted_removalReleases() {
    receive("a", ada.encodeUpdate());
    ada.setLocalState(null);
    receive("a", ada.encodeUpdate(List.of(1L)));
    assertEquals(0, ownership.clientCount("a"));
    assertTrue(ownership.owner(1).isEmpty());
  }

  @Test
  void accepted_addedAndRemovedInOneUpdateIsNotHeld() {
    ownership.accepted("a", new AwarenessChange(List.of(1L), List.of(), List.of(1L)));
    assertEquals(0, ownership.clientCount("a"));
  }

  @Test
  void removed_forgets() {
    receive("a", ada.encodeUpdate());
    receive("a", AwarenessTest.entry(2, 1, "{}"));
    ownership.removed(List.of(1L, 7L));
    assertEquals(List.of(2L), ownership.close("a"));
  }
}
