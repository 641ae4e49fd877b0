package dev.ycrdt.interop.undo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.core.DeleteSet;
import dev.ycrdt.core.StackItemEvent;
import dev.ycrdt.core.UndoManager;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.type.SharedType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Executes one undo scenario on ycrdt; the twin of {@code undo.mjs}. */
final class JavaUndoMirror {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final List<Client> clients = new ArrayList<>();
  private final List<Managed> managers = new ArrayList<>();
  private long now = 1000;

  private JavaUndoMirror(JsonNode scenario) {
    scenario.path("clients").forEach(spec -> clients.add(new Client(spec)));
    scenario.path("managers").forEach(spec -> managers.add(new Managed(spec)));
  }

  /**
   * Runs a scenario.
   *
   * @param afterStep is given each document after each step
   * @return what happened in each step; ends early with an {@code error} entry when one failed
   */
  static ArrayNode run(JsonNode scenario, Consumer<YDoc> afterStep) {
    JavaUndoMirror mirror = new JavaUndoMirror(scenario);
    ArrayNode transcript = NODES.arrayNode();
    for (JsonNode step : scenario.path("steps")) {
      try {
        JsonNode result = mirror.execute(step);
        mirror.clients.forEach(client -> afterStep.accept(client.doc));
        transcript.add(mirror.record(result));
      } catch (RuntimeException e) {
        transcript.addObject().put("error", e.toString()).put("stack", stackOf(e));
        break;
      }
    }
    return transcript;
  }

  private static String stackOf(RuntimeException e) {
    StringBuilder stack = new StringBuilder();
    for (StackTraceElement element : e.getStackTrace()) {
      stack.append(element).append('\n');
    }
    return stack.toString();
  }

  private JsonNode record(JsonNode result) {
    ObjectNode entry = NODES.objectNode();
    entry.set("result", result);
    ArrayNode logs = entry.putArray("logs");
    clients.forEach(
        client -> {
          logs.add(client.log.deepCopy());
          client.log.removeAll();
        });
    ArrayNode states = entry.putArray("states");
    clients.forEach(client -> states.add(hex(client.doc.encodeStateAsUpdate())));
    ArrayNode stacks = entry.putArray("stacks");
    managers.forEach(
        managed ->
            stacks
                .addArray()
                .add(managed.manager.undoStack().size())
                .add(managed.manager.redoStack().size()));
    return entry;
  }

  private JsonNode execute(JsonNode step) {
    switch (step.path("do").asText()) {
      case "edit" -> edit(step);
      case "tick" -> now += step.path("millis").asInt();
      case "sync" -> {
        YDoc to = clients.get(step.path("to").asInt()).doc;
        YDoc from = clients.get(step.path("from").asInt()).doc;
        to.applyUpdate(from.encodeStateAsUpdate(to.encodeStateVector()), origin(step));
      }
      default -> {
        return managers.get(step.path("manager").asInt()).execute(step);
      }
    }
    return NODES.nullNode();
  }

  private void edit(JsonNode step) {
    Client client = clients.get(step.path("client").asInt());
    Runnable run = () -> step.path("ops").forEach(client.edits::run);
    String origin = origin(step);
    if (Objects.equals(origin, "none")) {
      run.run();
    } else {
      client.doc.transact(transaction -> run.run(), origin);
    }
  }

  private static @Nullable String origin(JsonNode step) {
    return step.path("origin").isNull() ? null : step.path("origin").asText();
  }

  private static @Nullable String label(@Nullable Object origin) {
    return origin == null ? null : origin instanceof UndoManager ? "manager" : origin.toString();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static ArrayNode ranges(DeleteSet set) {
    ArrayNode clients = NODES.arrayNode();
    for (long client : set.clients()) {
      ArrayNode ranges = clients.addArray().add(client).addArray();
      set.ranges(client).forEach(range -> ranges.addArray().add(range.clock()).add(range.length()));
    }
    return clients;
  }

  /** A document, its edits, and what it has emitted since the last step. */
  private static final class Client {
    final YDoc doc;
    final UndoEdits edits;
    final ArrayNode log = NODES.arrayNode();

    Client(JsonNode spec) {
      YDoc.Builder builder =
          YDoc.builder()
              .guid("client")
              .clientId(spec.path("id").asLong())
              .gc(spec.path("gc").asBoolean());
      if (spec.path("gcFilter").asBoolean()) {
        builder.gcFilter(item -> item.clock() % 3 != 0);
      }
      doc = builder.build();
      doc.getText("text");
      doc.getArray("array");
      doc.getMap("map");
      doc.getXmlFragment("fragment");
      edits = new UndoEdits(doc);
      doc.onUpdate(
          (update, origin, transaction) ->
              log.addArray().add("update").add(label(origin)).add(hex(update)));
    }
  }

  /** An undo manager and its client. */
  private final class Managed {
    private final Client client;
    private final UndoManager manager;

    Managed(JsonNode spec) {
      client = clients.get(spec.path("client").asInt());
      UndoManager.Builder builder = scoped(spec.path("scope"));
      builder
          .captureTimeout(spec.path("captureTimeout").asInt())
          .trackedOrigins(origins(spec.path("origins")))
          .ignoreRemoteMapChanges(spec.path("ignoreRemoteMapChanges").asBoolean())
          .clock(() -> now);
      if (spec.path("captureFilter").asBoolean()) {
        builder.captureTransaction(transaction -> !"b".equals(transaction.origin()));
      }
      if (spec.path("deleteFilter").asBoolean()) {
        builder.deleteFilter(item -> item.clock() % 4 != 0);
      }
      manager = builder.build();
      manager.onStackItemAdded(event -> log("added", event));
      manager.onStackItemUpdated(event -> log("updated", event));
      manager.onStackItemPopped(event -> log("popped", event));
      manager.onStackCleared(
          event ->
              client
                  .log
                  .addArray()
                  .add("cleared")
                  .add(event.undoStackCleared())
                  .add(event.redoStackCleared()));
    }

    private UndoManager.Builder scoped(JsonNode scope) {
      if (!scope.isArray()) {
        return UndoManager.builder(client.doc);
      }
      List<SharedType> roots = List.copyOf(client.doc.share().values());
      List<SharedType> types = new ArrayList<>();
      scope.forEach(index -> types.add(roots.get(index.asInt())));
      return UndoManager.builder(types.toArray(SharedType[]::new));
    }

    private static Set<@Nullable Object> origins(JsonNode names) {
      Set<@Nullable Object> origins = new HashSet<>();
      for (JsonNode name : names) {
        origins.add(
            name.isNull() ? null : name.asText().equals("class") ? String.class : name.asText());
      }
      return origins;
    }

    private void log(String name, StackItemEvent event) {
      ArrayNode entry =
          client
              .log
              .addArray()
              .add(name)
              .add(event.type().name().toLowerCase(Locale.ROOT))
              .add(label(event.origin()));
      ArrayNode order = entry.addArray();
      event
          .changedParentTypes()
          .keySet()
          .forEach(type -> order.add(type.getClass().getSimpleName()));
      entry.add(ranges(event.stackItem().insertions()));
      entry.add(ranges(event.stackItem().deletions()));
    }

    JsonNode execute(JsonNode step) {
      switch (step.path("do").asText()) {
        case "undo" -> {
          return NODES.booleanNode(manager.undo() != null);
        }
        case "redo" -> {
          return NODES.booleanNode(manager.redo() != null);
        }
        case "undoInside" -> undoInside(step);
        case "stop" -> manager.stopCapturing();
        case "clear" -> manager.clear(step.path("undo").asBoolean(), step.path("redo").asBoolean());
        case "scope" -> {
          List<SharedType> types = client.edits.liveTypes();
          manager.addToScope(types.get(step.path("pick").asInt() % types.size()));
        }
        case "track" -> manager.addTrackedOrigin(origin(step));
        case "untrack" -> manager.removeTrackedOrigin(origin(step));
        case "close" -> manager.close();
        default -> throw new IllegalArgumentException("unknown step " + step);
      }
      return NODES.nullNode();
    }

    private void undoInside(JsonNode step) {
      client.doc.transact(
          transaction -> {
            step.path("ops").forEach(client.edits::run);
            if (step.path("redo").asBoolean()) {
              manager.redo();
            } else {
              manager.undo();
            }
            step.path("ops").forEach(client.edits::run);
          },
          origin(step));
    }
  }
}
