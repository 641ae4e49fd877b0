package dev.ycrdt.interop.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.interop.node.NodeProcess;
import dev.ycrdt.interop.scenario.Scenario;
import dev.ycrdt.interop.scenario.ScenarioJson;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;

/**
 * Runs scenarios on the real Yjs.
 *
 * <p>Thread-safe; one Node process for the whole JVM, started on the first use.
 */
public final class YjsMirror implements Mirror, AutoCloseable {
  private static final String YJS_VERSION = "13.6.33";
  private static final Path SCRIPT = Path.of("src/test/node/mirror.mjs");

  private final NodeProcess node;

  private YjsMirror(NodeProcess node) {
    this.node = node;
  }

  /** The mirror of this JVM. */
  public static YjsMirror shared() {
    return Shared.INSTANCE;
  }

  /** Starts a mirror of its own, to be closed. */
  public static YjsMirror start() {
    return start(SCRIPT);
  }

  /** Starts a mirror of its own with a script other than the usual one. */
  static YjsMirror start(Path script) {
    NodeProcess node = NodeProcess.start(script);
    String version = node.greeting().path("yjs").asText();
    if (!version.equals(YJS_VERSION)) {
      node.close();
      throw new AssertionError(
          "the tests judge by Yjs " + YJS_VERSION + " but npm has installed " + version);
    }
    return new YjsMirror(node);
  }

  @Override
  public JsonNode run(Scenario scenario) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("command", "run");
    message.set("scenario", ScenarioJson.toTree(scenario));
    return node.ask(message).path("transcript");
  }

  /**
   * Begins to run a scenario.
   *
   * @param scenario as {@link ScenarioJson} writes it
   * @return the digest of the transcript, for {@link #await}
   */
  public CompletableFuture<String> digest(String scenario) {
    return node.send("\"command\":\"digest\",\"scenario\":" + scenario)
        .thenApply(reply -> reply.path("digest").asText());
  }

  /** The result of a command, once it is there. */
  public <T> T await(CompletableFuture<T> result) {
    return node.await(result);
  }

  /** What Yjs finds in an update, one line for each struct and delete range. */
  public List<String> describe(String base64Update) {
    ObjectNode message =
        JsonNodeFactory.instance
            .objectNode()
            .put("command", "describe")
            .put("update", base64Update);
    JsonNode lines = node.ask(message).path("lines");
    return StreamSupport.stream(lines.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Override
  public void close() {
    node.close();
  }

  private static final class Shared {
    static final YjsMirror INSTANCE = start();
  }
}
