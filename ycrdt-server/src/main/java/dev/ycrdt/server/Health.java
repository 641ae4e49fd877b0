package dev.ycrdt.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a server is.
 *
 * @param storeFailure why the store refuses updates, or null
 * @param rooms rooms in memory
 * @param connections sessions in all rooms
 * @param unstoredUpdates accepted updates that are not stored, and so not confirmed, yet
 */
record Health(@Nullable String storeFailure, int rooms, int connections, long unstoredUpdates) {
  boolean isOk() {
    return storeFailure == null;
  }

  byte[] toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", isOk() ? "ok" : "degraded");
    json.put("rooms", rooms);
    json.put("connections", connections);
    json.put("unstoredUpdates", unstoredUpdates);
    if (storeFailure != null) {
      json.put("storeFailure", storeFailure);
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
