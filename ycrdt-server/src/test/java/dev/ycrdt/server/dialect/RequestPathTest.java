package dev.ycrdt.server.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.server.room.InvalidRoomNameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
  @ParameterizedTest
  @CsvSource({
    "/r, r",
    "/party/r, r",
    "/parties/main/r, r",
    "/parties/docs/r, docs/r",
    "/docs/r, docs/r",
    "/a/b/c, a/b/c",
    "/party/r/further/segments, r",
    "/party/r/, r",
    "/parties/docs/r/x, docs/r",
    "/a%20b, a b",
    "/party/%C3%A9, é",
    "/é, é",
    "/party/a%2Fb, a/b",
    "/parties/main/a%252Fb, a%2Fb",
    "/a+b, a+b",
    "/p%61rty/r, r",
    "/party, party",
    "/parties, parties",
    "/Party/r, Party/r"
  })
  void roomName_ofPath(String path, String room) {
    assertEquals(room, RequestPath.roomName(path).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "r",
        "/",
        "//",
        "/r/",
        "//r",
        "/party/",
        "/party//r",
        "/parties/",
        "/parties/docs",
        "/parties/main/",
        "/parties/docs/",
        "/parties//r",
        "/..",
        "/../etc",
        "/a/../b",
        "/party/..%2F..%2Fetc",
        "/%2e%2e",
        "/%",
        "/%4",
        "/%zz",
        "/%ff",
        "/%C3",
        "/a%00b",
        "/a%0Ab"
      })
  void roomName_refused(String path) {
    assertThrows(InvalidRoomNameException.class, () -> RequestPath.roomName(path));
  }

  @Test
  void roomName_tooLong() {
    assertThrows(
        InvalidRoomNameException.class,
        () -> RequestPath.roomName("/parties/docs/" + "x".repeat(252)));
    assertEquals(256, RequestPath.roomName("/parties/docs/" + "x".repeat(251)).value().length());
  }
}
