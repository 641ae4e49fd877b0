package dev.ycrdt.interop.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.core.UndoManager;
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
  private final List<Emitted> inbox = new ArrayList<>();
  private final ArrayNode updates = NODES.arrayNode();
  private final ArrayNode updatesV2 = NODES.arrayNode();
  private final ArrayNode reads = NODES.arrayNode();
  private final ArrayNode subdocs = NODES.arrayNode();
  private final ArrayNode phases = NODES.arrayNode();
  private final JavaEventLog events = new JavaEventLog();
  private List<JavaClient> peers = List.of();
  private YDoc doc;
  private byte[] emittedUpdate = {};
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
    opened.onUpdateV2((update, origin, transaction) -> emittedV2(update, origin));
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
    opened.onUpdate((update, origin, transaction) -> phases.add("update"));
    opened.onUpdateV2((update, origin, transaction) -> phases.add("updateV2"));
    opened.onSubdocs((loaded, added, removed, transaction) -> phases.add("subdocs"));
    opened.onAfterAllTransactions((same, transactions) -> phases.add("afterAllTransactions"));
    opened.onLoad(same -> phases.add("load"));
    opened.onSync(synced -> phases.add("sync"));
    opened.onDestroy(same -> phases.add("destroy"));
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
    updates.add(NODES.arrayNode().add(originLabel(origin)).add(base64(update)));
    emittedUpdate = update;
  }

  private void emittedV2(byte[] update, @Nullable Object origin) {
    String name = originLabel(origin);
    updatesV2.add(NODES.arrayNode().add(name).add(base64(update)));
    if (!REMOTE.equals(name)) {
      Emitted emitted = new Emitted(emittedUpdate, update);
      peers.forEach(peer -> peer.inbox.add(emitted));
    }
  }

  static @Nullable String originLabel(@Nullable Object origin) {
    if (origin == null) {
      return null;
    }
    return origin instanceof UndoManager ? "undo" : origin.toString();
  }

  /** What happened since the last call. */
  ObjectNode takeLog() {
    ObjectNode taken = NODES.objectNode();
    take(taken, "updates", updates);
    take(taken, "updatesV2", updatesV2);
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

  void deliver(int pick, boolean keep, boolean v2) {
    if (inbox.isEmpty()) {
      return;
    }
    int index = Picks.resolve(pick, inbox.size());
    Emitted emitted = keep ? inbox.get(index) : inbox.remove(index);
    receive(v2 ? emitted.v2() : emitted.v1(), v2);
  }

  void lose(int pick) {
    if (!inbox.isEmpty()) {
      inbox.remove(Picks.resolve(pick, inbox.size()));
    }
  }

  ObjectNode deliverMerged(int count) {
    List<Emitted> oldest = inbox.subList(0, Math.min(count, inbox.size()));
    if (oldest.isEmpty()) {
      return NODES.objectNode();
    }
    byte[] merged = Updates.merge(oldest.stream().map(Emitted::v1).toList());
    oldest.clear();
    UpdateMeta meta = Updates.meta(merged);
    byte[] stateVector = doc.encodeStateVector();
    receive(merged, false);
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
  ObjectNode syncTo(JavaClient other, boolean v2) {
    byte[] stateVector = other.doc.encodeStateVector();
    byte[] difference =
        v2 ? doc.encodeStateAsUpdateV2(stateVector) : doc.encodeStateAsUpdate(stateVector);
    other.receive(difference, v2);
    return NODES
        .objectNode()
        .put("stateVector", base64(stateVector))
        .put("difference", base64(difference));
  }

  ObjectNode reload(boolean v2) {
    byte[] state = v2 ? doc.encodeStateAsUpdateV2() : doc.encodeStateAsUpdate();
    doc.destroy();
    reloads++;
    doc = open();
    receive(state, v2);
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
            .put("updateV2", base64(doc.encodeStateAsUpdateV2()))
            .put("stateVector", base64(doc.encodeStateVector()))
            .put("pending", doc.hasPending());
    state.set("subdocs", guids(doc.subdocs().stream().sorted(Comparator.comparing(YDoc::guid))));
    state.set("json", JavaValues.toTagged(doc.toJson()));
    state.set("deltas", deltas);
    return state.set("xml", xml);
  }

  private void receive(byte[] update, boolean v2) {
    if (v2) {
      doc.applyUpdateV2(update, REMOTE);
    } else {
      doc.applyUpdate(update, REMOTE);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** What a transaction emitted, in both formats. */
  private static final class Emitted {
    private final byte[] v1;
    private final byte[] v2;

    Emitted(byte[] v1, byte[] v2) {
      this.v1 = v1;
      this.v2 = v2;
    }

    byte[] v1() {
      return v1;
    }

    byte[] v2() {
      return v2;
    }
  }
}
