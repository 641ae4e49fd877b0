package dev.ycrdt.server;

import dev.ycrdt.protocol.ChunkLimits;
import dev.ycrdt.server.dialect.RequestPath;
import dev.ycrdt.server.room.InvalidRoomNameException;
import dev.ycrdt.server.room.RoomName;
import dev.ycrdt.server.room.RoomRegistry;
import dev.ycrdt.server.transport.ConnectionAcceptor;
import dev.ycrdt.server.transport.Decision;
import dev.ycrdt.server.transport.HttpRequest;
import dev.ycrdt.server.transport.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a request to the port gets: a room, a page, or a refusal in one line. */
final class RequestHandler implements ConnectionAcceptor {
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;
  private static final int MAX_CHUNKS = 1_024;
  private static final Duration CHUNK_TIMEOUT = Duration.ofMinutes(2);

  private static final String PAGE =
      """
      ycrdt-server: rooms for Yjs documents.

      Connect a y-partykit or y-websocket provider to this address; every path is a room:
      /party/ROOM, /parties/PARTY/ROOM or /ROOM.

      GET /health tells how the server is.
      """;

  private final RoomRegistry registry;
  private final InstantSource clock;
  private final ChunkLimits chunkLimits;

  RequestHandler(RoomRegistry registry, int maxMessageBytes, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    this.chunkLimits = new ChunkLimits(maxMessageBytes, MAX_CHUNKS, CHUNK_TIMEOUT);
  }

  @Override
  public Decision onUpgrade(HttpRequest request) {
    RoomName room;
    try {
      room = RequestPath.roomName(request.path());
    } catch (InvalidRoomNameException e) {
      return new Decision.Refuse(BAD_REQUEST, String.valueOf(e.getMessage()));
    }
    Optional<String> refusal = registry.refusal(room);
    if (refusal.isPresent()) {
      return new Decision.Refuse(UNAVAILABLE, refusal.get());
    }
    return new Decision.Accept(
        new RoomConnection(registry, room, chunkLimits, clock), firstSubprotocol(request));
  }

  /** Clients offer subprotocols only to carry data, and a browser insists that one is chosen. */
  private static @Nullable String firstSubprotocol(HttpRequest request) {
    String offered = request.header("sec-websocket-protocol");
    if (offered == null) {
      return null;
    }
    String first = offered.split(",", -1)[0].trim();
    return first.isEmpty() ? null : first;
  }

  @Override
  public HttpResponse onHttp(HttpRequest request) {
    boolean known = request.path().equals("/") || request.path().equals("/health");
    if (!known) {
      return HttpResponse.text(NOT_FOUND, "not found\n");
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      HttpResponse refusal = HttpResponse.text(METHOD_NOT_ALLOWED, "only GET and HEAD\n");
      return new HttpResponse(
          refusal.status(), refusal.contentType(), refusal.body(), Map.of("Allow", "GET, HEAD"));
    }
    return request.path().equals("/") ? HttpResponse.text(200, PAGE) : health();
  }

  private HttpResponse health() {
    Health health =
        new Health(
            registry.storeFailure(),
            registry.roomCount(),
            registry.sessionCount(),
            registry.unstoredUpdates());
    return new HttpResponse(
        health.isOk() ? 200 : UNAVAILABLE,
        "application/json",
        health.toJson(),
        Map.of("Cache-Control", "no-store"));
  }
}
