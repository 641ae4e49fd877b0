package dev.ycrdt.interop.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.core.UpdateMeta;
import dev.ycrdt.core.Updates;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.interop.scenario.ClientSpec;
import dev.ycrdt.interop.scenario.Op;
import dev.ycrdt.interop.scenario.Picks;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One document of a scenario, its inbox, and the log of what it emitted; the twin of {@code
 * client.mjs}.
 */
final class JavaClient {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String REMOTE = "remote";
  private static final long RELOAD_ID_STEP = 7919;
  private static final long MIDDLE_ID = 1L << 52;

  private final ClientSpec spec;
  private final List<byte[]> inbox = new ArrayList<>();
  private final ArrayNode updates = NODES.arrayNode();
  private final ArrayNode reads = NODES.arrayNode();
  private final ArrayNode subdocs = NODES.arrayNode();
  private final ArrayNode phases = NODES.arrayNode();
  private final JavaEventLog events = new JavaEventLog();
  private List<JavaClient> peers = List.of();
  private YDoc doc;
  private int watchers;
  private int reloads;

  JavaClient(ClientSpec spec) {
    this.spec = spec;
    this.doc = open();
  }

  void broadcastTo(List<JavaClient> clients) {
    peers = clients.stream().filter(client -> client != this).toList();
  }

  private YDoc open() {
    YDoc opened = YDoc.builder().guid("client").clientId(clientId()).gc(spec.gc()).build();
    JavaTargets.declareRoots(opened);
    if (spec.observed()) {
      opened.share().forEach((name, root) -> events.observe(root, name));
    }
    opened.onUpdate((update, origin, transaction) -> emitted(update, origin));
    logPhases(opened);
    opened.onSubdocs(
        (loaded, added, removed, transaction) -> subdocs.add(subdocsEvent(loaded, added, removed)));
    return opened;
  }

  private void logPhases(YDoc opened) {
    opened.onBeforeAllTransactions(same -> phases.add("beforeAllTransactions"));
    opened.onBeforeTransaction(transaction -> phases.add("beforeTransaction"));
    opened.onBeforeObserverCalls(transaction -> phases.add("beforeObserverCalls"));
    opened.onAfterTransaction(transaction -> phases.add("afterTransaction"));
    opened.onAfterTransactionCleanup(transaction -> phases.add("afterTransactionCleanup"));
    opened.onAfterAllTransactions((same, transactions) -> phases.add("afterAllTransactions"));
  }

  private static ObjectNode subdocsEvent(Set<YDoc> loaded, Set<YDoc> added, Set<YDoc> removed) {
    ObjectNode event = NODES.objectNode();
    event.set("loaded", guids(loaded.stream()));
    event.set("added", guids(added.stream()));
    return event.set("removed", guids(removed.stream()));
  }

  private static ArrayNode guids(Stream<YDoc> docs) {
    ArrayNode guids = NODES.arrayNode();
    docs.forEach(subdoc -> guids.add(subdoc.guid()));
    return guids;
  }

  // A document that loads its own former edits must have another id, or Yjs picks a random one.
  private long clientId() {
    long distance = reloads * RELOAD_ID_STEP;
    return spec.id() < MIDDLE_ID ? spec.id() + distance : spec.id() - distance;
  }

  private void emitted(byte[] update, @Nullable Object origin) {
    String name = origin == null ? null : origin.toString();
    updates.add(NODES.arrayNode().add(name).add(base64(update)));
    if (!REMOTE.equals(name)) {
      peers.forEach(peer -> peer.inbox.add(update));
    }
  }

  /** What happened since the last call. */
  ObjectNode takeLog() {
    ObjectNode taken = NODES.objectNode();
    take(taken, "updates", updates);
    take(taken, "events", events.entries());
    take(taken, "reads", reads);
    take(taken, "subdocs", subdocs);
    take(taken, "phases", phases);
    return taken;
  }

  private static void take(ObjectNode taken, String name, ArrayNode entries) {
    if (!entries.isEmpty()) {
      taken.set(name, entries.deepCopy());
      entries.removeAll();
    }
  }

  void edit(List<Op> ops, boolean inTransaction) {
    JavaOperations operations = new JavaOperations(doc, reads);
    if (inTransaction) {
      doc.transact(transaction -> ops.forEach(operations::run), "edit");
    } else {
      ops.forEach(operations::run);
    }
  }

  void watch(int pick) {
    events.observeDeep(JavaTargets.pickAny(doc, pick), "watch" + watchers++);
  }

  /** Edits once from inside an observer, the next time the picked type is changed here. */
  void react(int pick, Op op) {
    JavaOperations operations = new JavaOperations(doc, reads);
    boolean[] done = {false};
    JavaEventLog.onChange(
        JavaTargets.pickAny(doc, pick),
        transaction -> {
          if (!done[0] && transaction.local()) {
            done[0] = true;
            operations.run(op);
          }
        });
  }

  void deliver(int pick, boolean keep) {
    if (inbox.isEmpty()) {
      return;
    }
    int index = Picks.resolve(pick, inbox.size());
    receive(keep ? inbox.get(index) : inbox.remove(index));
  }

  void lose(int pick) {
    if (!inbox.isEmpty()) {
      inbox.remove(Picks.resolve(pick, inbox.size()));
    }
  }

  ObjectNode deliverMerged(int count) {
    List<byte[]> oldest = inbox.subList(0, Math.min(count, inbox.size()));
    if (oldest.isEmpty()) {
      return NODES.objectNode();
    }
    byte[] merged = Updates.merge(List.copyOf(oldest));
    oldest.clear();
    UpdateMeta meta = Updates.meta(merged);
    byte[] stateVector = doc.encodeStateVector();
    receive(merged);
    ObjectNode result =
        NODES
            .objectNode()
            .put("merged", base64(merged))
            .put("mergedDiff", base64(Updates.diff(merged, stateVector)))
            .put("mergedStateVector", base64(Updates.stateVector(merged)));
    result.set("from", clocks(meta.from()));
    return result.set("to", clocks(meta.to()));
  }

  private static ArrayNode clocks(Map<Long, Long> clocks) {
    ArrayNode pairs = NODES.arrayNode();
    new TreeMap<>(clocks)
        .forEach((client, clock) -> pairs.add(NODES.arrayNode().add(client).add(clock)));
    return pairs;
  }

  /** Sends what {@code other} lacks, as a server answers a late joiner. */
  ObjectNode syncTo(JavaClient other) {
    byte[] stateVector = other.doc.encodeStateVector();
    byte[] difference = doc.encodeStateAsUpdate(stateVector);
    other.receive(difference);
    return NODES
        .objectNode()
        .put("stateVector", base64(stateVector))
        .put("difference", base64(difference));
  }

  ObjectNode reload() {
    byte[] state = doc.encodeStateAsUpdate();
    doc.destroy();
    reloads++;
    doc = open();
    receive(state);
    return NODES.objectNode().put("state", base64(state));
  }

  JsonNode state() {
    ArrayNode deltas = NODES.arrayNode();
    for (YText text : JavaTargets.live(doc, YText.class)) {
      deltas.add(JavaValues.delta(text.toDelta()));
    }
    ArrayNode xml = NODES.arrayNode();
    Map<String, SharedType> roots = doc.share();
    List.of("fragment", "element", "xmlText")
        .forEach(name -> xml.add(String.valueOf(roots.get(name))));
    ObjectNode state =
        NODES
            .objectNode()
            .put("update", base64(doc.encodeStateAsUpdate()))
            .put("stateVector", base64(doc.encodeStateVector()))
            .put("pending", doc.hasPending());
    state.set("subdocs", guids(doc.subdocs().stream().sorted(Comparator.comparing(YDoc::guid))));
    state.set("json", JavaValues.toTagged(doc.toJson()));
    state.set("deltas", deltas);
    return state.set("xml", xml);
  }

  private void receive(byte[] update) {
    doc.applyUpdate(update, REMOTE);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
