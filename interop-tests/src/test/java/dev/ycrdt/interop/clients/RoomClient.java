package dev.ycrdt.interop.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.interop.node.NodeProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One user with a real provider in a Node process of its own; what it does is in {@code
 * client.mjs}.
 */
final class RoomClient implements AutoCloseable {
  private static final Path SCRIPT = Path.of("src/test/node/client.mjs");

  private final String kind;
  private final String user;
  private final NodeProcess node;

  private RoomClient(String kind, String user) {
    this.kind = kind;
    this.user = user;
    this.node = NodeProcess.start(SCRIPT);
  }

  /** A user of {@code y-partykit/provider}. */
  static RoomClient partyKit(String user) {
    return new RoomClient("partykit", user);
  }

  /** A user of {@code y-websocket}. */
  static RoomClient websocket(String user) {
    return new RoomClient("websocket", user);
  }

  String user() {
    return user;
  }

  /** Joins the room and waits until it has been synced. */
  void join(String host, String room) {
    node.ask(
        command("join").put("kind", kind).put("host", host).put("room", room).put("user", user));
  }

  /** Makes random edits, the middle third of them without a connection if {@code offline}. */
  void edit(int count, int seed, boolean offline) {
    node.ask(command("edit").put("count", count).put("seed", seed).put("offline", offline));
  }

  /** Inserts a text of that many UTF-16 code units at once. */
  void paste(int units) {
    node.ask(command("paste").put("units", units));
  }

  /** The names of all users in the room, sorted. */
  List<String> users() {
    List<String> names = new ArrayList<>();
    node.ask(command("users")).path("users").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** The digest of what {@code encodeStateAsUpdate} gives here. */
  State state() {
    return State.of(node.ask(command("state")));
  }

  /** The digest of what the server sends to somebody who has nothing. */
  State serverState(String host, String room) {
    return State.of(node.ask(command("serverState").put("host", host).put("room", room)));
  }

  void leave() {
    node.ask(command("leave"));
  }

  private static ObjectNode command(String name) {
    return JsonNodeFactory.instance.objectNode().put("command", name);
  }

  @Override
  public void close() {
    node.close();
  }

  /** An encoded document in short: equal for equal bytes. */
  record State(String digest, int byteCount) {
    static State of(JsonNode reply) {
      return new State(reply.path("digest").asText(), reply.path("size").asInt());
    }
  }
}
