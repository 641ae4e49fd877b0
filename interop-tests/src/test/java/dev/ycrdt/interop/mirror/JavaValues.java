package dev.ycrdt.interop.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import dev.ycrdt.core.type.YXmlHook;
import dev.ycrdt.core.type.YXmlText;
import dev.ycrdt.interop.scenario.Tagged;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values and deltas of ycrdt in the tagged form; what {@code values.mjs} does for Yjs. */
final class JavaValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JavaValues() {}

  static JsonNode toTagged(@Nullable Object value) {
    if (value == null) {
      return Tagged.nullValue();
    } else if (value == Undefined.INSTANCE) {
      return Tagged.undefined();
    } else if (value instanceof Boolean bool) {
      return Tagged.bool(bool);
    } else if (value instanceof String string) {
      return Tagged.string(string);
    } else if (value instanceof BigInteger bigint) {
      return Tagged.bigint(bigint);
    } else if (value instanceof Number number) {
      return Tagged.number(number.doubleValue());
    } else if (value instanceof byte[] bytes) {
      return Tagged.bytes(bytes);
    }
    return compositeToTagged(value);
  }

  private static JsonNode compositeToTagged(Object value) {
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(toTagged(element)));
      return array;
    } else if (value instanceof Map<?, ?> map) {
      return object(map);
    } else if (value instanceof YDoc doc) {
      return NODES.objectNode().set("s", subdocument(doc));
    } else if (value instanceof SharedType type) {
      return label(type);
    }
    throw new AssertionError("not a value of ycrdt: " + value.getClass());
  }

  private static ObjectNode subdocument(YDoc doc) {
    ObjectNode options =
        NODES
            .objectNode()
            .put("guid", doc.guid())
            .put("gc", doc.gc())
            .put("autoLoad", doc.autoLoad())
            .put("shouldLoad", doc.shouldLoad());
    return options.set("meta", toTagged(doc.meta()));
  }

  private static JsonNode object(Map<?, ?> map) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    map.forEach((key, member) -> members.put((String) key, toTagged(member)));
    return Tagged.object(members);
  }

  /** What a type is, without what it holds. */
  static ObjectNode label(SharedType type) {
    ObjectNode label = NODES.objectNode().put("t", kind(type));
    if (type instanceof YXmlElement element) {
      label.put("name", element.nodeName());
    } else if (type instanceof YXmlHook hook) {
      label.put("name", hook.hookName());
    }
    return label;
  }

  private static String kind(SharedType type) {
    if (type instanceof YXmlHook) {
      return "hook";
    } else if (type instanceof YXmlText) {
      return "xmlText";
    } else if (type instanceof YXmlElement) {
      return "element";
    } else if (type instanceof YXmlFragment) {
      return "fragment";
    } else if (type instanceof YText) {
      return "text";
    } else if (type instanceof YArray) {
      return "array";
    } else if (type instanceof YMap) {
      return "map";
    }
    throw new AssertionError("not a shared type of Yjs: " + type.getClass());
  }

  static ArrayNode delta(Delta delta) {
    ArrayNode tagged = NODES.arrayNode();
    delta.ops().forEach(op -> tagged.add(op(op)));
    return tagged;
  }

  private static ObjectNode op(DeltaOp op) {
    ObjectNode tagged = NODES.objectNode();
    if (op instanceof DeltaOp.Insert insert) {
      tagged.set("insert", toTagged(insert.insert()));
      putAttributes(tagged, insert.attributes());
    } else if (op instanceof DeltaOp.Retain retain) {
      tagged.put("retain", retain.length());
      putAttributes(tagged, retain.attributes());
    } else if (op instanceof DeltaOp.Delete delete) {
      tagged.put("delete", delete.length());
    }
    return tagged;
  }

  private static void putAttributes(ObjectNode tagged, Map<String, ?> attributes) {
    if (!attributes.isEmpty()) {
      tagged.set("attributes", object(attributes));
    }
  }
}
