package dev.ycrdt.interop.positions;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ycrdt.core.AbsolutePosition;
import dev.ycrdt.core.ItemId;
import dev.ycrdt.core.RelativePosition;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.type.SharedType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what the API returns as JSON, as {@code documents.mjs} does. */
final class PlainForm {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PlainForm() {}

  static String json(@Nullable Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> parse(String json) {
    try {
      return JSON.readValue(json, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  /** The name of a root, or the id of the item that holds the type. */
  static String idOf(SharedType type) {
    String name = type.rootName();
    return name != null ? name : idOf(requireNonNull(RelativePosition.of(type, 0, -1).type()));
  }

  static String idOf(ItemId id) {
    return id.client() + ":" + id.clock();
  }

  /** The opposite of {@link #idOf(SharedType)}. */
  static SharedType typeOf(YDoc doc, String id) {
    int colon = id.indexOf(':');
    if (colon < 0) {
      return requireNonNull(doc.share().get(id));
    }
    ItemId item =
        new ItemId(Long.parseLong(id.substring(0, colon)), Long.parseLong(id.substring(colon + 1)));
    AbsolutePosition found = new RelativePosition(item, null, null, 0).resolve(doc, false);
    return requireNonNull(found).type();
  }

  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof SharedType type) {
      return Map.of("type", idOf(type));
    }
    return value instanceof byte[] bytes ? Map.of("bytes", hex(bytes)) : value;
  }

  static String list(List<@Nullable Object> values) {
    List<@Nullable Object> plain = new ArrayList<>();
    values.forEach(value -> plain.add(plain(value)));
    return json(plain);
  }

  static String entries(Map<String, @Nullable Object> entries) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    entries.forEach((key, value) -> plain.put(key, plain(value)));
    return json(plain);
  }

  static String delta(Delta delta) {
    List<Map<String, @Nullable Object>> ops = new ArrayList<>();
    for (DeltaOp op : delta.ops()) {
      DeltaOp.Insert insert = (DeltaOp.Insert) op;
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("insert", plain(insert.insert()));
      if (!insert.attributes().isEmpty()) {
        json.put("attributes", insert.attributes());
      }
      ops.add(json);
    }
    return json(ops);
  }

  static String position(@Nullable AbsolutePosition position) {
    if (position == null) {
      return "null";
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", idOf(position.type()));
    json.put("index", position.index());
    json.put("assoc", position.assoc());
    return json(json);
  }
}
