package dev.ycrdt.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.server.room.RoomOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every setting at its limits. */
class OptionsTest {
  private static void assertRefused(String message, Executable build) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, build).getMessage());
  }

  @Test
  void serverOptions_defaults() {
    ServerOptions options = ServerOptions.builder().build();
    assertEquals("127.0.0.1", options.host());
    assertEquals(1999, options.port());
    assertEquals(RoomOptions.defaults(), options.rooms());
  }

  @Test
  void serverOptions_outOfRange() {
    ServerOptions.Builder any = ServerOptions.builder();
    assertRefused("host is empty", () -> ServerOptions.builder().host(" ").build());
    assertRefused(
        "port is 65536, must be from 0 to 65535",
        () -> ServerOptions.builder().port(65_536).build());
    assertRefused(
        "maxMessageBytes is 0, must be from 1 to 999999999",
        () -> ServerOptions.builder().maxMessageBytes(0).build());
    assertRefused(
        "maxConnections is 0, must be from 1 to 2147483647",
        () -> ServerOptions.builder().maxConnections(0).build());
    assertRefused(
        "hardSendLimitBytes is 1048575, must be from 1048576 to 9223372036854775807",
        () -> any.hardSendLimitBytes(1_048_575).build());
    assertEquals(1_048_576, any.hardSendLimitBytes(1_048_576).build().hardSendLimitBytes());
  }

  @Test
  void roomOptions_outOfRange() {
    assertRefused(
        "maxRooms is 0, must be at least 1", () -> RoomOptions.builder().maxRooms(0).build());
    assertRefused(
        "sendBudgetBytes is 0, must be at least 1",
        () -> RoomOptions.builder().sendBudgetBytes(0).build());
    assertRefused(
        "stalledAfter is PT0S, must be positive",
        () -> RoomOptions.builder().stalledAfter(Duration.ZERO).build());
    assertRefused(
        "unloadAfter is negative: PT-0.001S",
        () -> RoomOptions.builder().unloadAfter(Duration.ofMillis(-1)).build());
    assertEquals(
        Duration.ZERO, RoomOptions.builder().unloadAfter(Duration.ZERO).build().unloadAfter());
  }
}
