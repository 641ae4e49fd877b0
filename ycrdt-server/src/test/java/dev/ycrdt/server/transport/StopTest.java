package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Starting and stopping. */
class StopTest {

  @Test
  void stop_tellsEverybodyToComeBack() throws Exception {
    try (TestServer server = TestServer.start()) {
      List<RawClient> clients = new ArrayList<>();
      List<RecordingListener> listeners = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        clients.add(server.open());
        listeners.add(server.nextListener());
      }
      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(() -> server.transport.stop(Duration.ofSeconds(10)));
      for (RawClient client : clients) {
        assertEquals(1012, client.readClose().closeCode());
        client.close();
      }
      stopped.get();
      for (RecordingListener listener : listeners) {
        assertTrue(listener.closed.isDone());
        assertEquals(1012, listener.awaitClosed().code());
      }
      assertEquals(0, server.transport.connectionCount());
    }
  }

  @Test
  void stop_cutsThoseThatDoNotAnswer() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient deaf = server.open();
        RawClient idle = server.connect()) {
      RecordingListener listener = server.nextListener();
      server.transport.stop(Duration.ofMillis(200));
      assertTrue(listener.closed.isDone());
      assertEquals(0, server.transport.connectionCount());
      assertEquals("", idle.readToEnd());
      assertEquals(1012, deaf.readClose().closeCode());
    }
  }

  @Test
  void stop_freesThePort() throws Exception {
    try (TestServer server = TestServer.start();
        RawClient client = server.open()) {
      int port = server.transport.port();
      server.transport.stop(Duration.ofMillis(100));
      assertTrue(client.socket.isConnected());
      assertThrows(IOException.class, () -> RawClient.connect(port));
      try (TestServer again = TestServer.start(b -> b.port(port))) {
        again.open().close();
      }
    }
  }

  @Test
  void stop_twiceOrBeforeStart() throws Exception {
    TestServer server = TestServer.start();
    server.close();
    server.close();
    WebSocketTransport never = WebSocketTransport.builder(server).build();
    never.stop(Duration.ofSeconds(1));
    assertThrows(IllegalStateException.class, never::port);
  }

  @Test
  void start_portInUse() throws Exception {
    try (TestServer server = TestServer.start()) {
      int port = server.transport.port();
      BindException inUse =
          assertThrows(BindException.class, () -> TestServer.start(b -> b.port(port)));
      assertEquals(
          "cannot listen on 127.0.0.1:" + port + ": Address already in use", inUse.getMessage());
    }
  }

  @Test
  void start_twice() throws Exception {
    try (TestServer server = TestServer.start()) {
      assertThrows(IllegalStateException.class, server.transport::start);
    }
  }
}
