package dev.ycrdt.interop;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.interop.node.NodeProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The order of all events of a document and its subdocuments, against Yjs. */
final class DocumentLifeTest {
  private final List<String> log = new ArrayList<>();
  private final YDoc doc = YDoc.builder().collectionId("c").build();

  @Test
  void events_comeInTheOrderOfYjs() {
    List<String> expected = new ArrayList<>();
    try (NodeProcess node = NodeProcess.start(Path.of("src/test/node/doclife.mjs"))) {
      node.ask(JsonNodeFactory.instance.objectNode())
          .path("log")
          .forEach(line -> expected.add(line.asText()));
    }

    listen();
    run(doc.getMap("m"));

    assertEquals(String.join("\n", expected), String.join("\n", log));
  }

  private void listen() {
    doc.onBeforeAllTransactions(d -> log.add("beforeAllTransactions"));
    doc.onBeforeTransaction(t -> log.add("beforeTransaction"));
    doc.onBeforeObserverCalls(t -> log.add("beforeObserverCalls"));
    doc.onAfterTransaction(t -> log.add("afterTransaction"));
    doc.onAfterTransactionCleanup(t -> log.add("afterTransactionCleanup"));
    doc.onUpdate((update, origin, t) -> log.add("update"));
    doc.onAfterAllTransactions((d, all) -> log.add("afterAllTransactions"));
    doc.onLoad(d -> log.add("load"));
    doc.onDestroy(d -> log.add("destroy"));
    doc.onSync(synced -> log.add("sync " + synced + " " + doc.isSynced() + " " + doc.isLoaded()));
    doc.onSubdocs(
        (loaded, added, removed, t) ->
            log.add(
                "subdocs loaded"
                    + guids(loaded)
                    + " added"
                    + guids(added)
                    + " removed"
                    + guids(removed)));
    YMap map = doc.getMap("m");
    AtomicInteger edits = new AtomicInteger(2);
    map.observe(
        (event, t) -> {
          log.add("observe " + String.join(",", event.keysChanged()));
          if (edits.getAndDecrement() > 0) {
            map.set("again", edits.get());
          }
        });
    map.observeDeep((events, t) -> log.add("observeDeep " + events.size()));
  }

  private static List<String> guids(Set<YDoc> docs) {
    return docs.stream().map(YDoc::guid).sorted().toList();
  }

  private void run(YMap map) {
    map.set("k", 1);
    map.delete("missing");
    YDoc inner = YDoc.builder().guid("in").shouldLoad(false).build();
    map.set("d", inner);
    inner.onDestroy(destroyed -> log.add("inner destroyed"));
    inner.load();
    inner.load();
    log.add("collection " + inner.collectionId() + " " + inner.shouldLoad());
    inner.destroy();
    YDoc replacement = (YDoc) requireNonNull(map.get("d"));
    log.add("replaced " + (replacement != inner) + " " + replacement.shouldLoad());
    replacement.load();
    map.delete("d");
    log.add("subdocs left " + doc.subdocs().size());
    doc.setSynced(false);
    doc.setSynced(true);
    doc.setLoaded();
    doc.setSynced(false);
    doc.setSynced(true);
    map.set("e", YDoc.builder().guid("last").autoLoad(true).build());
    doc.destroy();
    doc.setLoaded();
    map.set("k", 2);
  }
}
