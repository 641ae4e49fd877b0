package dev.ycrdt.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"r", "docs/r", "a b", "é😀", "..r", "r..", "a?b#c", "...", "~"})
  void roomName_valid(String name) {
    assertEquals(name, new RoomName(name).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/../b",
        "../a",
        "a/.",
        "a\u0000b",
        "a\nb",
        "\u007f",
        "\u0085",
        "\u2028",
        "\ud800",
        "\udc00x"
      })
  void roomName_invalid(String name) {
    assertThrows(InvalidRoomNameException.class, () -> new RoomName(name));
  }

  @Test
  void roomName_atTheLengthLimit() {
    assertEquals(256, new RoomName("x".repeat(256)).value().length());
    assertEquals(512, new RoomName("😀".repeat(256)).value().length());
    InvalidRoomNameException e =
        assertThrows(InvalidRoomNameException.class, () -> new RoomName("x".repeat(257)));
    assertEquals("the room name has 257 characters, at most 256 are allowed", e.getMessage());
  }
}
