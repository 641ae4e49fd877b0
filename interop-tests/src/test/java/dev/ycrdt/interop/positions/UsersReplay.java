package dev.ycrdt.interop.positions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.core.ItemId;
import dev.ycrdt.core.PermanentUserData;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.type.YText;
import org.jspecify.annotations.Nullable;

/** Does what {@code users.mjs} has done, and compares after each step. */
final class UsersReplay {
  private static final long[] CLIENTS = {9, 30, 31, 32, 33, 34, 101, 102, 103, 104, 105};

  private final String seed;
  private final YDoc doc = YDoc.builder().clientId(9).build();
  private final PermanentUserData users = new PermanentUserData(doc);
  private final YText text = doc.getText("t");

  UsersReplay(String seed) {
    this.seed = seed;
  }

  void run(JsonNode expected) {
    int number = 0;
    for (JsonNode step : expected.path("steps")) {
      execute(step);
      check(step, seed + ", step " + number++);
    }
  }

  private void execute(JsonNode step) {
    if (step.has("map")) {
      users.setUserMapping(step.path("client").asLong(), step.path("map").asText());
    } else if (step.has("update")) {
      doc.applyUpdate(PlainForm.bytes(step.path("update").asText()));
    } else {
      doc.transact(transaction -> step.path("ops").forEach(this::edit));
    }
  }

  private void edit(JsonNode op) {
    int index = op.path("index").asInt();
    if (op.has("insert")) {
      text.insert(index, op.path("insert").asText());
    } else {
      text.delete(index, op.path("delete").asInt());
    }
  }

  private void check(JsonNode step, String where) {
    assertEquals(step.path("state").asText(), PlainForm.hex(doc.encodeStateAsUpdate()), where);
    for (int i = 0; i < CLIENTS.length; i++) {
      assertEquals(textOf(step.path("users").path(i)), users.getUserByClientId(CLIENTS[i]), where);
    }
    for (int clock = 0; clock < step.path("deleters").size(); clock++) {
      assertEquals(
          textOf(step.path("deleters").path(clock)),
          users.getUserByDeletedId(new ItemId(9, clock)),
          where);
    }
  }

  private static @Nullable String textOf(JsonNode value) {
    return value.isNull() ? null : value.asText();
  }
}
