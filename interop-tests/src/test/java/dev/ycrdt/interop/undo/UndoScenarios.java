package dev.ycrdt.interop.undo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random scenarios: clients with undo managers of all kinds that edit all types, undo, redo, and
 * exchange what they have. A scenario is JSON that both sides execute, see {@code undo.mjs}.
 */
final class UndoScenarios {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_STEPS = 60;
  private static final String[] ORIGINS = {null, null, null, "a", "b", "none"};

  private final Random random;
  private int managers;
  private int clients;

  private UndoScenarios(long seed) {
    this.random = new Random(seed);
  }

  static ObjectNode of(long seed) {
    return new UndoScenarios(seed).scenario();
  }

  private ObjectNode scenario() {
    clients = 1 + random.nextInt(3);
    managers = 1 + random.nextInt(3);
    ObjectNode scenario = NODES.objectNode();
    ArrayNode clientSpecs = scenario.putArray("clients");
    for (int i = 0; i < clients; i++) {
      clientSpecs
          .addObject()
          .put("id", 1 + i * 1000L + random.nextInt(900))
          .put("gc", oneIn(5) ? false : true)
          .put("gcFilter", oneIn(6));
    }
    ArrayNode managerSpecs = scenario.putArray("managers");
    for (int i = 0; i < managers; i++) {
      managerSpecs.add(manager());
    }
    ArrayNode steps = scenario.putArray("steps");
    int count = 5 + random.nextInt(MAX_STEPS);
    for (int i = 0; i < count; i++) {
      steps.add(step());
    }
    return scenario;
  }

  private ObjectNode manager() {
    ObjectNode manager =
        NODES
            .objectNode()
            .put("client", random.nextInt(clients))
            .put("captureTimeout", oneIn(3) ? 500 : 0)
            .put("ignoreRemoteMapChanges", oneIn(3))
            .put("captureFilter", oneIn(5))
            .put("deleteFilter", oneIn(6));
    if (oneIn(4)) {
      manager.put("scope", "doc");
    } else {
      ArrayNode scope = manager.putArray("scope");
      scope.add(random.nextInt(4));
      if (oneIn(2)) {
        scope.add(random.nextInt(4));
      }
    }
    ArrayNode origins = manager.putArray("origins");
    origins.addNull();
    switch (random.nextInt(6)) {
      case 0 -> origins.add("a");
      case 1 -> origins.add("class");
      case 2 -> origins.add("remote");
      default -> {
        // only changes without an origin
      }
    }
    return manager;
  }

  private ObjectNode step() {
    int kind = random.nextInt(100);
    if (kind < 42) {
      return edit();
    } else if (kind < 60) {
      return onManager("undo");
    } else if (kind < 72) {
      return onManager("redo");
    } else if (kind < 86) {
      return NODES
          .objectNode()
          .put("do", "sync")
          .put("from", random.nextInt(clients))
          .put("to", random.nextInt(clients))
          .put("origin", oneIn(6) ? null : "remote");
    }
    return rareStep();
  }

  private ObjectNode rareStep() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> onManager("stop");
      case 2 -> onManager("clear").put("undo", !oneIn(3)).put("redo", !oneIn(3));
      case 3 -> onManager("scope").put("pick", random.nextInt(50));
      case 4 -> onManager("track").put("origin", "a");
      case 5 -> onManager("untrack").put("origin", oneIn(3) ? null : "a");
      case 6 -> oneIn(4) ? onManager("close") : onManager("stop");
      case 7, 8 -> undoInside();
      default -> NODES.objectNode().put("do", "tick").put("millis", 100 + random.nextInt(600));
    };
  }

  private ObjectNode onManager(String name) {
    return NODES.objectNode().put("do", name).put("manager", random.nextInt(managers));
  }

  private ObjectNode edit() {
    ObjectNode step =
        NODES
            .objectNode()
            .put("do", "edit")
            .put("client", random.nextInt(clients))
            .put("origin", origin());
    step.set("ops", ops(5));
    return step;
  }

  private ObjectNode undoInside() {
    ObjectNode step =
        onManager("undoInside").put("redo", oneIn(3)).put("origin", oneIn(2) ? null : "a");
    step.set("ops", ops(2));
    return step;
  }

  private @Nullable String origin() {
    return ORIGINS[random.nextInt(ORIGINS.length)];
  }

  private ArrayNode ops(int max) {
    ArrayNode ops = NODES.arrayNode();
    int count = 1 + random.nextInt(max);
    for (int i = 0; i < count; i++) {
      ops.addArray()
          .add(random.nextInt(60))
          .add(random.nextInt(60))
          .add(random.nextInt(60))
          .add(random.nextInt(60));
    }
    return ops;
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }
}
