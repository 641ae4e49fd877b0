package dev.ycrdt.interop.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.interop.clients.RoomClient.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unmodified providers of y-partykit and y-websocket in one room of the real server. */
class RealClientsTest {
  private static final String ROOM = "together";
  private static final int EDITS = 1_000;
  private static final int PASTED_UNITS = 5_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final List<RoomClient> clients = new ArrayList<>();
  private RoomServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = RoomServer.start(directory.resolve("data"), directory.resolve("server.log"));
  }

  @AfterEach
  void endProcesses() {
    clients.forEach(RoomClient::close);
    server.close();
  }

  @Test
  void sixProviders_editPasteAndGoOffline_allEndWithTheServersBytes() throws Exception {
    joinThreeOfEach();
    List<CompletableFuture<Void>> edits = new ArrayList<>();
    for (int number = 0; number < clients.size(); number++) {
      RoomClient client = clients.get(number);
      int seed = number + 1;
      boolean offline = number % 2 == 1;
      edits.add(CompletableFuture.runAsync(() -> client.edit(EDITS, seed, offline)));
    }
    CompletableFuture.allOf(edits.toArray(CompletableFuture[]::new)).join();
    clients.get(0).paste(PASTED_UNITS);
    State agreed = awaitAgreement();
    assertTrue(agreed.byteCount() > PASTED_UNITS, () -> "the pasted text is missing: " + agreed);

    server.stop();
    server = RoomServer.start(directory.resolve("data"), directory.resolve("server.log"));
    RoomClient fresh = add(RoomClient.websocket("fresh"));
    fresh.join(server.host(), ROOM);
    assertEquals(agreed, fresh.state());
    assertEquals(agreed, fresh.serverState(server.host(), ROOM));
  }

  @Test
  void presence_usersJoinLeaveAndVanish_everyoneSeesIt() {
    joinThreeOfEach();
    List<String> everyone = List.of("party1", "party2", "party3", "web1", "web2", "web3");
    clients.forEach(client -> await(() -> client.users().equals(everyone), client::users));

    client("party2").leave();
    client("web1").close();
    List<String> rest = List.of("party1", "party3", "web2", "web3");
    for (String name : rest) {
      await(() -> client(name).users().equals(rest), client(name)::users);
    }

    RoomClient late = add(RoomClient.partyKit("late"));
    late.join(server.host(), ROOM);
    List<String> withLate = List.of("late", "party1", "party3", "web2", "web3");
    for (String name : withLate) {
      await(() -> client(name).users().equals(withLate), client(name)::users);
    }
  }

  private void joinThreeOfEach() {
    for (int number = 1; number <= 3; number++) {
      add(RoomClient.partyKit("party" + number));
      add(RoomClient.websocket("web" + number));
    }
    clients.forEach(client -> client.join(server.host(), ROOM));
  }

  private RoomClient add(RoomClient client) {
    clients.add(client);
    return client;
  }

  private RoomClient client(String user) {
    return clients.stream().filter(client -> client.user().equals(user)).findFirst().orElseThrow();
  }

  /** Waits until all clients and the server encode the same bytes. */
  private State awaitAgreement() {
    await(() -> states().size() == 1, this::states);
    return states().iterator().next();
  }

  private Set<State> states() {
    Set<State> states = new HashSet<>();
    clients.forEach(client -> states.add(client.state()));
    states.add(clients.get(0).serverState(server.host(), ROOM));
    return states;
  }

  private static void await(Supplier<Boolean> condition, Supplier<?> actual) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.get()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s; now: " + actual.get());
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
