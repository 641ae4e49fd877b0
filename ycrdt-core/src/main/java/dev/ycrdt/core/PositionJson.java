package dev.ycrdt.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON form of relative positions. */
final class PositionJson {
  private static final String TYPE = "type";
  private static final String ROOT_NAME = "tname";
  private static final String ITEM = "item";
  private static final String ASSOC = "assoc";
  private static final String CLIENT = "client";
  private static final String CLOCK = "clock";

  private PositionJson() {}

  static Map<String, Object> write(RelativePosition position) {
    Map<String, Object> json = new LinkedHashMap<>();
    ItemId type = position.type();
    if (type != null) {
      json.put(TYPE, write(type));
    }
    String rootName = position.rootName();
    if (rootName != null && !rootName.isEmpty()) {
      json.put(ROOT_NAME, rootName);
    }
    ItemId item = position.item();
    if (item != null) {
      json.put(ITEM, write(item));
    }
    json.put(ASSOC, position.assoc());
    return Collections.unmodifiableMap(json);
  }

  private static Map<String, Object> write(ItemId id) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(CLIENT, number(id.client()));
    json.put(CLOCK, number(id.clock()));
    return Collections.unmodifiableMap(json);
  }

  private static Object number(long value) {
    if (value == (int) value) {
      return (int) value;
    }
    return value;
  }

  static RelativePosition read(Map<String, ?> json) {
    ItemId type = readId(json, TYPE);
    ItemId item = readId(json, ITEM);
    String rootName = readRootName(json);
    Object assoc = json.get(ASSOC);
    if (type == null && item == null && rootName == null && assoc != null) {
      rootName = "";
    }
    return new RelativePosition(type, rootName, item, assoc == null ? 0 : readAssoc(assoc));
  }

  private static @Nullable String readRootName(Map<String, ?> json) {
    Object name = json.get(ROOT_NAME);
    if (name != null && !(name instanceof String)) {
      throw new IllegalArgumentException(ROOT_NAME + " is not a string: " + name);
    }
    return (String) name;
  }

  private static int readAssoc(Object value) {
    long assoc = readInteger(ASSOC, value);
    if (assoc != (int) assoc) {
      throw new IllegalArgumentException(ASSOC + " exceeds 32 bits: " + assoc);
    }
    return (int) assoc;
  }

  private static @Nullable ItemId readId(Map<String, ?> json, String member) {
    Object id = json.get(member);
    if (id == null) {
      return null;
    }
    if (!(id instanceof Map<?, ?> parts)) {
      throw new IllegalArgumentException(member + " is not an object: " + id);
    }
    return new ItemId(
        readInteger(member + "." + CLIENT, parts.get(CLIENT)),
        readInteger(member + "." + CLOCK, parts.get(CLOCK)));
  }

  private static long readInteger(String what, @Nullable Object value) {
    if (value instanceof Number number && number.doubleValue() == number.longValue()) {
      return number.longValue();
    }
    throw new IllegalArgumentException(what + " is not an integer: " + value);
  }
}
