package dev.ycrdt.interop.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import dev.ycrdt.interop.scenario.Op;
import dev.ycrdt.interop.scenario.Picks;
import dev.ycrdt.interop.scenario.Tagged;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads types in the middle of transactions; the twin of the probes in {@code operations.mjs}. */
final class JavaProbes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JavaProbes() {}

  static JsonNode read(YDoc doc, Op.Probe probe) {
    return switch (probe.family()) {
      case "text" -> read(doc, YText.class, probe, JavaProbes::text);
      case "array" -> read(doc, YArray.class, probe, array -> array(array, probe.at()));
      case "map" -> read(doc, YMap.class, probe, JavaProbes::map);
      case "fragment" ->
          read(doc, YXmlFragment.class, probe, fragment -> fragment(fragment, probe.at()));
      case "element" -> read(doc, YXmlElement.class, probe, JavaProbes::element);
      default -> throw new AssertionError("not a family of types: " + probe.family());
    };
  }

  private static <T extends SharedType> JsonNode read(
      YDoc doc, Class<T> kind, Op.Probe probe, Function<T, JsonNode> reading) {
    return JavaTargets.pick(doc, kind, probe.on()).map(reading).orElseGet(Tagged::nullValue);
  }

  private static JsonNode text(YText text) {
    ObjectNode result =
        NODES.objectNode().put("length", text.length()).put("string", text.toString());
    result.set("delta", JavaValues.delta(text.toDelta()));
    return result.set("attributes", JavaValues.toTagged(text.getAttributes()));
  }

  private static JsonNode array(YArray array, int at) {
    ObjectNode result = NODES.objectNode().put("length", array.length());
    result.set("json", JavaValues.toTagged(array.toJson()));
    Object element = array.length() == 0 ? null : array.get(Picks.resolve(at, array.length()));
    return result.set("element", JavaValues.toTagged(element));
  }

  private static JsonNode map(YMap map) {
    ObjectNode result = NODES.objectNode().put("length", map.size());
    result.set("json", JavaValues.toTagged(map.toJson()));
    ArrayNode keys = result.putArray("keys");
    map.keys().forEach(keys::add);
    return result;
  }

  private static JsonNode fragment(YXmlFragment fragment, int at) {
    int length = fragment.length();
    ObjectNode result = NODES.objectNode().put("length", length).put("string", fragment.toString());
    result.set("first", label(fragment.firstChild()));
    Object element = length == 0 ? null : fragment.get(Picks.resolve(at, length));
    return result.set("element", JavaValues.toTagged(element));
  }

  private static JsonNode element(YXmlElement element) {
    ObjectNode result = NODES.objectNode();
    result.set("attributes", JavaValues.toTagged(element.getAttributes()));
    // Yjs knows siblings only among children of XML.
    if (element.parent() instanceof YXmlFragment) {
      result.set("next", label(element.nextSibling()));
      result.set("previous", label(element.prevSibling()));
    }
    return result;
  }

  private static JsonNode label(@Nullable Object type) {
    return JavaValues.toTagged(type);
  }
}
