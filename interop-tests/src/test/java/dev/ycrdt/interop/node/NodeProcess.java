package dev.ycrdt.interop.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.interop.scenario.ScenarioJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Node child process that answers one JSON line with one JSON line. It greets with the reply to
 * message 0.
 *
 * <p>Thread-safe. The process dies with the JVM, because its input ends then.
 */
public final class NodeProcess implements AutoCloseable {
  private static final int GREETING = 0;
  private static final long TIMEOUT_SECONDS = 120;
  private static final int KEPT_ERROR_LINES = 60;

  private final Process process;
  private final BufferedWriter input;
  private final CompletableFuture<JsonNode> greeting = new CompletableFuture<>();
  private final AtomicInteger lastId = new AtomicInteger(GREETING);
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Deque<String> errorLines = new ArrayDeque<>();
  private final Thread errorReader;

  private NodeProcess(Process process) {
    this.process = process;
    this.input =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    waiting.put(GREETING, greeting);
    this.errorReader = startThread("node-errors", this::readErrors);
    startThread("node-replies", this::readReplies);
  }

  /**
   * Starts {@code node script} and fails with a sentence that says what to do if that is
   * impossible.
   */
  public static NodeProcess start(Path script) {
    if (!Files.isDirectory(script.resolveSibling("node_modules"))) {
      throw new AssertionError(
          "the npm packages are missing: run "
              + script.resolveSibling("install.sh").toAbsolutePath());
    }
    String node = System.getProperty("ycrdt.node", "node");
    try {
      return new NodeProcess(new ProcessBuilder(node, script.toString()).start());
    } catch (IOException e) {
      throw new AssertionError(
          "these tests need Node 20 or later as `"
              + node
              + "`; install it or set -Dycrdt.node=PATH",
          e);
    }
  }

  /** The first line, which the process prints by itself. */
  public JsonNode greeting() {
    return await(greeting);
  }

  /** Sends a message, to which an id is added, and waits for the reply. */
  public JsonNode ask(ObjectNode message) {
    String json = ScenarioJson.write(message);
    return await(send(json.substring(1, json.length() - 1)));
  }

  /**
   * Sends a message, to which an id is added, and does not wait for the reply.
   *
   * @param fields the fields of the message as ASCII without a line break
   */
  public CompletableFuture<JsonNode> send(String fields) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    waiting.put(id, reply);
    write("{\"id\":" + id + (fields.isEmpty() ? "" : ",") + fields + "}");
    return reply.thenApply(NodeProcess::withoutFailure);
  }

  private static JsonNode withoutFailure(JsonNode reply) {
    if (reply.has("failure")) {
      throw new AssertionError("the Node script failed: " + reply.path("failure").asText());
    }
    return reply;
  }

  private void write(String line) {
    try {
      synchronized (input) {
        input.write(line);
        input.write('\n');
        input.flush();
      }
    } catch (IOException e) {
      throw new AssertionError(ended(), e);
    }
  }

  /** The reply, once it is there; fails if the process does not answer or ends. */
  public <T> T await(CompletableFuture<T> reply) {
    try {
      return reply.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError failure) {
        throw failure;
      }
      throw new AssertionError(ended(), e);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "Node did not answer within " + TIMEOUT_SECONDS + " s\n" + errors(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for Node", e);
    }
  }

  private void readReplies() {
    try (BufferedReader replies = reader(process.getInputStream())) {
      for (String line = replies.readLine(); line != null; line = replies.readLine()) {
        JsonNode reply = ScenarioJson.readTree(line);
        CompletableFuture<JsonNode> future = waiting.remove(reply.path("id").asInt());
        if (future == null) {
          throw new IOException("nobody asked for this: " + line);
        }
        future.complete(reply);
      }
      errorReader.join();
      failWaiting(new IOException("Node has ended"));
    } catch (IOException | RuntimeException e) {
      failWaiting(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failWaiting(Exception cause) {
    waiting.values().forEach(reply -> reply.completeExceptionally(cause));
  }

  private void readErrors() {
    try (BufferedReader errors = reader(process.getErrorStream())) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        keepError(line);
      }
    } catch (IOException e) {
      keepError("cannot read what Node prints: " + e);
    }
  }

  private void keepError(String line) {
    synchronized (errorLines) {
      errorLines.add(line);
      if (errorLines.size() > KEPT_ERROR_LINES) {
        errorLines.remove();
      }
    }
  }

  private String ended() {
    return "the Node process has ended; it printed:\n" + errors();
  }

  private String errors() {
    synchronized (errorLines) {
      return String.join("\n", errorLines);
    }
  }

  private static BufferedReader reader(InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  private static Thread startThread(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
