package dev.ycrdt.interop.mirror;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.event.KeyChange;
import dev.ycrdt.core.event.MapEvent;
import dev.ycrdt.core.event.YEvent;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlFragment;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Records events in the canonical form; the twin of {@code events.mjs}. */
final class JavaEventLog {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ArrayNode entries = NODES.arrayNode();

  ArrayNode entries() {
    return entries;
  }

  /** Records what direct and deep observers of the type see. */
  void observe(SharedType type, String name) {
    subscribe(type, (event, transaction) -> record(name, false, List.of(event), transaction));
    observeDeep(type, name);
  }

  void observeDeep(SharedType type, String name) {
    type.observeDeep((events, transaction) -> record(name, true, events, transaction));
  }

  /** Runs the action at every change of the type. */
  static void onChange(SharedType type, Consumer<Transaction> action) {
    subscribe(type, (event, transaction) -> action.accept(transaction));
  }

  private static void subscribe(SharedType type, BiConsumer<YEvent, Transaction> handler) {
    if (type instanceof YText text) {
      text.observe(handler::accept);
    } else if (type instanceof YArray array) {
      array.observe(handler::accept);
    } else if (type instanceof YMap map) {
      map.observe(handler::accept);
    } else if (type instanceof YXmlFragment fragment) {
      fragment.observe(handler::accept);
    }
  }

  private void record(
      String name, boolean deep, List<? extends YEvent> events, Transaction transaction) {
    ObjectNode entry =
        NODES.objectNode().put("on", name).put("deep", deep).put("local", transaction.local());
    ArrayNode recorded = entry.putArray("events");
    events.forEach(event -> recorded.add(event(event)));
    entries.add(entry);
  }

  private static ObjectNode event(YEvent event) {
    ObjectNode tagged = NODES.objectNode();
    tagged.set("target", JavaValues.label(event.target()));
    tagged.set("path", JavaValues.toTagged(event.path()));
    tagged.set("delta", JavaValues.delta(event.delta()));
    ArrayNode keys = tagged.putArray("keys");
    event.keys().forEach((key, change) -> keys.add(keyChange(key, change)));
    if (event instanceof MapEvent mapEvent) {
      ArrayNode changed = tagged.putArray("keysChanged");
      mapEvent.keysChanged().forEach(changed::add);
    }
    return tagged;
  }

  private static ArrayNode keyChange(String key, KeyChange change) {
    String action = change.action().name().toLowerCase(Locale.ROOT);
    ArrayNode tagged = NODES.arrayNode().add(key).add(action);
    return change.action() == KeyChange.Action.ADD
        ? tagged
        : tagged.add(JavaValues.toTagged(change.oldValue()));
  }
}
