package dev.ycrdt.interop.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.interop.scenario.Scenario;
import dev.ycrdt.interop.scenario.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Runs scenarios on ycrdt; the twin of {@code mirror/scenario.mjs}. Stateless. */
public final class JavaMirror implements Mirror {
  // Formatting cleanups of one round are edits that the next round has to carry.
  private static final int SETTLING_ROUNDS = 3;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public JsonNode run(Scenario scenario) {
    List<JavaClient> clients = new ArrayList<>();
    scenario.clients().forEach(spec -> clients.add(new JavaClient(spec)));
    clients.forEach(author -> author.broadcastTo(clients));
    ArrayNode transcript = NODES.arrayNode();
    try {
      scenario.steps().forEach(step -> transcript.add(runStep(clients, step)));
      transcript.add(settle(clients));
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      transcript.add(failed(failure));
    }
    return transcript;
  }

  private static ObjectNode failed(Throwable failure) {
    StringWriter stack = new StringWriter();
    failure.printStackTrace(new PrintWriter(stack));
    return NODES
        .objectNode()
        .put("error", String.valueOf(failure.getMessage()))
        .put("stack", stack.toString());
  }

  private static ObjectNode runStep(List<JavaClient> clients, Step step) {
    ObjectNode result = execute(clients, step);
    clients.forEach(client -> result.setAll(client.takeLog()));
    return result;
  }

  private static ObjectNode execute(List<JavaClient> clients, Step step) {
    if (step instanceof Step.Edit edit) {
      at(clients, edit.client()).edit(edit.ops(), edit.transaction());
    } else if (step instanceof Step.Deliver deliver) {
      at(clients, deliver.to()).deliver(deliver.pick(), deliver.keep(), deliver.v2());
    } else if (step instanceof Step.Lose lose) {
      at(clients, lose.to()).lose(lose.pick());
    } else if (step instanceof Step.DeliverMerged merged) {
      return at(clients, merged.to()).deliverMerged(merged.count());
    } else if (step instanceof Step.Sync sync) {
      return sync(at(clients, sync.from()), at(clients, sync.to()), sync.v2());
    } else if (step instanceof Step.Reload reload) {
      return at(clients, reload.client()).reload(reload.v2());
    } else if (step instanceof Step.Watch watch) {
      at(clients, watch.client()).watch(watch.pick());
    } else if (step instanceof Step.React react) {
      at(clients, react.client()).react(react.pick(), react.op());
    } else if (step instanceof Step.Check check) {
      return NODES.objectNode().set("state", at(clients, check.client()).state());
    }
    return NODES.objectNode();
  }

  private static JavaClient at(List<JavaClient> clients, int index) {
    return clients.get(index % clients.size());
  }

  private static ObjectNode sync(JavaClient from, JavaClient to, boolean v2) {
    return from == to ? NODES.objectNode() : from.syncTo(to, v2);
  }

  private static ObjectNode settle(List<JavaClient> clients) {
    JavaClient hub = clients.get(0);
    List<JavaClient> others = clients.subList(1, clients.size());
    ArrayNode exchanged = NODES.arrayNode();
    for (int round = 0; round < SETTLING_ROUNDS; round++) {
      boolean v2 = round % 2 == 1;
      others.forEach(client -> exchanged.add(client.syncTo(hub, v2)));
      others.forEach(client -> exchanged.add(hub.syncTo(client, v2)));
    }
    ArrayNode logs = NODES.arrayNode();
    clients.forEach(client -> logs.add(client.takeLog()));
    ArrayNode states = NODES.arrayNode();
    clients.forEach(client -> states.add(client.state()));
    ObjectNode result = NODES.objectNode();
    result.set("exchanged", exchanged);
    result.set("logs", logs);
    return result.set("states", states);
  }
}
