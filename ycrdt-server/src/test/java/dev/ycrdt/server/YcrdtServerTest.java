package dev.ycrdt.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.YDoc;
import dev.ycrdt.protocol.ChunkFrame;
import dev.ycrdt.protocol.Message;
import dev.ycrdt.protocol.MessageReader;
import dev.ycrdt.protocol.MessageWriter;
import dev.ycrdt.protocol.YPartyKitChunking;
import dev.ycrdt.server.ServerOptions.StoreKind;
import dev.ycrdt.server.room.RoomOptions;
import dev.ycrdt.server.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as its clients see it: real sockets, raw frames. */
@Timeout(60)
class YcrdtServerTest {
  private static final byte[] STEP1_OF_NOTHING = hex("00 00 01 00");
  private static final byte[] NOTHING = hex("00 01 02 00 00");

  @TempDir Path data;

  private static byte[] hex(String digits) {
    return HexFormat.ofDelimiter(" ").parseHex(digits);
  }

  private static ServerOptions.Builder memory() {
    return ServerOptions.builder().port(0).store(StoreKind.MEMORY);
  }

  private ServerOptions.Builder sqlite() {
    return ServerOptions.builder().port(0).dataDirectory(data);
  }

  private static HttpResponse<String> http(YcrdtServer server, String method, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  /** Asks for a WebSocket by hand, because the client library hides the body of a refusal. */
  private static String refusal(YcrdtServer server, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.split(" ", 3)[1] + " " + answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  private static byte[] updateOf(String text) {
    YDoc doc = new YDoc();
    doc.getText("t").insert(0, text);
    return doc.encodeStateAsUpdate();
  }

  private static byte[] frame(Message message) {
    return MessageWriter.write(message);
  }

  private static byte[] contentOf(WebSocketClient client) {
    client.send(STEP1_OF_NOTHING);
    while (true) {
      for (Message message : MessageReader.readAll(client.receive())) {
        if (message instanceof Message.SyncStep2 answer) {
          return answer.update();
        }
      }
    }
  }

  @Test
  void connect_greetsAndAnswers() throws IOException {
    try (YcrdtServer server = YcrdtServer.start(memory().build());
        WebSocketClient client = WebSocketClient.connect(server, "/party/r?_pk=x&token=a+b")) {
      assertArrayEquals(STEP1_OF_NOTHING, client.receive());
      client.send(STEP1_OF_NOTHING);
      assertArrayEquals(NOTHING, client.receive());
    }
  }

  @Test
  void connect_allPathsOfARoomMeet() throws IOException {
    byte[] update = updateOf("hello");
    try (YcrdtServer server = YcrdtServer.start(memory().build());
        WebSocketClient a = WebSocketClient.connect(server, "/parties/main/r%20s");
        WebSocketClient b = WebSocketClient.connect(server, "/party/r%20s");
        WebSocketClient c = WebSocketClient.connect(server, "/r%20s")) {
      a.receive();
      b.receive();
      c.receive();
      byte[] message = frame(new Message.SyncUpdate(update));
      a.send(message);
      assertArrayEquals(message, a.receive());
      assertArrayEquals(message, b.receive());
      assertArrayEquals(message, c.receive());
    }
  }

  @Test
  void connect_firstOfferedSubprotocolIsChosen() throws IOException {
    try (YcrdtServer server = YcrdtServer.start(memory().build());
        WebSocketClient client = WebSocketClient.connect(server, "/r", "token-abc")) {
      assertEquals("token-abc", client.subprotocol());
    }
  }

  @Test
  void connect_badRoomNames_areRefusedBeforeTheUpgrade() throws IOException {
    try (YcrdtServer server = YcrdtServer.start(memory().build())) {
      assertEquals("400 the room name has an empty segment", refusal(server, "//").strip());
      assertEquals("400 the room name is empty", refusal(server, "/parties/main/").strip());
      assertEquals(
          "400 the room name has the segment \"..\"", refusal(server, "/party/%2e%2e%2fx").strip());
      assertEquals(
          "400 the room name contains a control character", refusal(server, "/a%0Ab").strip());
    }
  }

  @Test
  void connect_overTheLimits_isRefusedBeforeTheUpgrade() throws IOException {
    RoomOptions rooms = RoomOptions.builder().maxRooms(1).maxSessionsPerRoom(1).build();
    try (YcrdtServer server = YcrdtServer.start(memory().rooms(rooms).build());
        WebSocketClient client = WebSocketClient.connect(server, "/r")) {
      client.receive();
      assertEquals("503 the room is full", refusal(server, "/r").strip());
      assertEquals(
          "503 the server has no room for another room", refusal(server, "/other").strip());
    }
  }

  @Test
  void frames_thatNobodyUnderstands_areIgnored() throws IOException {
    try (YcrdtServer server = YcrdtServer.start(memory().build());
        WebSocketClient client = WebSocketClient.connect(server, "/r")) {
      client.receive();
      client.send().send(hex("00")).send(hex("00 07 01 00")).send(hex("63 ff ff"));
      client.send(hex("ff ff ff ff ff ff ff ff ff ff ff")).send(hex("02 00 01 78"));
      client.send("1000000000").send("hello");
      client.send(hex("01 7f 00")).send(hex("01 01 05"));
      client.send(STEP1_OF_NOTHING);
      assertArrayEquals(NOTHING, client.receive());
    }
  }

  @Test
  void update_truncatedAtEveryByte_leavesTheDocumentAlone() throws IOException {
    byte[] good = updateOf("good");
    byte[] bad = updateOf("bad");
    try (YcrdtServer server = YcrdtServer.start(memory().build());
        WebSocketClient witness = WebSocketClient.connect(server, "/r")) {
      witness.receive();
      witness.send(frame(new Message.SyncUpdate(good)));
      witness.receive();
      for (int length = 0; length < bad.length; length++) {
        try (WebSocketClient client = WebSocketClient.connect(server, "/r")) {
          client.receive();
          client.send(frame(new Message.SyncUpdate(Arrays.copyOf(bad, length))));
          assertEquals("1007 malformed update", client.awaitClose());
        }
      }
      assertArrayEquals(good, contentOf(witness));
    }
  }

  @Test
  void chunkedMessage_isPutTogether() throws IOException {
    byte[] message = frame(new Message.SyncUpdate(updateOf("x".repeat(2_500_000))));
    try (YcrdtServer server = YcrdtServer.start(memory().build());
        WebSocketClient client = WebSocketClient.connect(server, "/r")) {
      client.receive();
      for (ChunkFrame each : YPartyKitChunking.split(message, "")) {
        if (each instanceof ChunkFrame.Text marker) {
          client.send(marker.text());
        } else if (each instanceof ChunkFrame.Binary chunk) {
          client.send(chunk.bytes());
        }
      }
      assertArrayEquals(message, client.receive());
    }
  }

  @Test
  void chunkedMessage_thatGoesWrong_closes() throws IOException {
    try (YcrdtServer server = YcrdtServer.start(memory().maxMessageBytes(5_000).build());
        WebSocketClient tooBig = WebSocketClient.connect(server, "/r");
        WebSocketClient broken = WebSocketClient.connect(server, "/r")) {
      String form = "y-pk-batch#{\"id\":\"a\",\"type\":\"%s\",\"size\":%d,\"count\":1}";
      tooBig.send(String.format(Locale.ROOT, form, "start", 5_001));
      assertEquals("1009 message too big", tooBig.awaitClose());
      broken.send(String.format(Locale.ROOT, form, "start", 10));
      broken.send(new byte[9]);
      broken.send(String.format(Locale.ROOT, form, "end", 10));
      assertEquals("1007 broken chunked message", broken.awaitClose());
    }
  }

  @Test
  void http_pages() throws Exception {
    try (YcrdtServer server = YcrdtServer.start(memory().build());
        WebSocketClient client = WebSocketClient.connect(server, "/r")) {
      client.receive();
      HttpResponse<String> health = http(server, "GET", "/health");
      assertEquals(200, health.statusCode());
      assertEquals(
          "{\"status\":\"ok\",\"rooms\":1,\"connections\":1,\"unstoredUpdates\":0}", health.body());
      assertEquals("application/json", health.headers().firstValue("Content-Type").orElse(""));
      assertTrue(http(server, "GET", "/").body().startsWith("ycrdt-server"));
      assertEquals(404, http(server, "GET", "/party/r").statusCode());
      assertEquals(405, http(server, "POST", "/health").statusCode());
    }
  }

  @Test
  void restart_findsTheSameBytes() throws IOException {
    byte[] update = updateOf("kept");
    try (YcrdtServer server = YcrdtServer.start(sqlite().build());
        WebSocketClient client = WebSocketClient.connect(server, "/r")) {
      client.receive();
      client.send(frame(new Message.SyncUpdate(update)));
      client.receive();
      assertEquals(0, server.stop());
      assertTrue(client.awaitClose().startsWith("1012 "));
    }
    try (YcrdtServer server = YcrdtServer.start(sqlite().build());
        WebSocketClient client = WebSocketClient.connect(server, "/r")) {
      assertArrayEquals(update, contentOf(client));
    }
  }

  @Test
  void start_secondServer_isRefusedAndHarmsNothing() throws IOException {
    try (YcrdtServer first = YcrdtServer.start(sqlite().build());
        WebSocketClient client = WebSocketClient.connect(first, "/r")) {
      assertThrows(StoreException.class, () -> YcrdtServer.start(sqlite().build()));
      ServerOptions samePort =
          sqlite().port(first.port()).dataDirectory(data.resolve("other")).build();
      assertThrows(IOException.class, () -> YcrdtServer.start(samePort));
      try (YcrdtServer other =
          YcrdtServer.start(sqlite().dataDirectory(data.resolve("other")).build())) {
        assertTrue(other.port() != first.port());
      }
      assertArrayEquals(STEP1_OF_NOTHING, client.receive());
    }
  }
}
