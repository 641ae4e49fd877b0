package dev.ycrdt.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.server.ServerOptions;
import dev.ycrdt.server.ServerOptions.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Which setting each option ends up in. */
class ServeCommandTest {
  private static ServerOptions parse(Map<String, String> environment, String... args) {
    ServeCommand command = new ServeCommand();
    new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setDefaultValueProvider(Settings.of(args, environment))
        .parseArgs(args);
    return command.options();
  }

  @Test
  void options_defaultsAreThoseOfTheServer() {
    ServerOptions parsed = parse(Map.of());
    ServerOptions defaults = ServerOptions.builder().build();
    assertEquals(defaults.host(), parsed.host());
    assertEquals(defaults.port(), parsed.port());
    assertEquals(defaults.store(), parsed.store());
    assertEquals(defaults.dataDirectory(), parsed.dataDirectory().normalize());
    assertEquals(defaults.fsync(), parsed.fsync());
    assertEquals(defaults.maxMessageBytes(), parsed.maxMessageBytes());
    assertEquals(defaults.maxConnections(), parsed.maxConnections());
    assertEquals(defaults.rooms().gc(), parsed.rooms().gc());
    assertEquals(defaults.rooms().readOnly(), parsed.rooms().readOnly());
    assertEquals(defaults.rooms().maxDocumentBytes(), parsed.rooms().maxDocumentBytes());
    assertEquals(defaults.rooms().maxSessionsPerRoom(), parsed.rooms().maxSessionsPerRoom());
    assertEquals(defaults.rooms().maxRooms(), parsed.rooms().maxRooms());
    assertEquals(defaults.rooms().sendBudgetBytes(), parsed.rooms().sendBudgetBytes());
    assertEquals(defaults.rooms().keepalive(), parsed.rooms().keepalive());
  }

  @Test
  void options_everyOneArrives() {
    ServerOptions parsed =
        parse(
            Map.of(),
            "--host=::1",
            "--port=7",
            "--data=d",
            "--store=memory",
            "--fsync",
            "--no-gc",
            "--read-only",
            "--max-message-bytes=1k",
            "--max-document-bytes=2k",
            "--max-connections=3",
            "--max-connections-per-room=4",
            "--max-rooms=5",
            "--send-buffer-bytes=6k",
            "--keepalive=8");
    assertEquals("::1", parsed.host());
    assertEquals(7, parsed.port());
    assertEquals(Path.of("d"), parsed.dataDirectory());
    assertEquals(StoreKind.MEMORY, parsed.store());
    assertTrue(parsed.fsync());
    assertFalse(parsed.rooms().gc());
    assertTrue(parsed.rooms().readOnly());
    assertEquals(1_024, parsed.maxMessageBytes());
    assertEquals(2_048, parsed.rooms().maxDocumentBytes());
    assertEquals(3, parsed.maxConnections());
    assertEquals(4, parsed.rooms().maxSessionsPerRoom());
    assertEquals(5, parsed.rooms().maxRooms());
    assertEquals(6_144, parsed.rooms().sendBudgetBytes());
    assertEquals(Duration.ofMillis(8), parsed.rooms().keepalive());
  }

  @Test
  void options_flagsFromTheEnvironment_andTheCommandLineBeforeIt() {
    Map<String, String> environment =
        Map.of("YCRDT_GC", "false", "YCRDT_FSYNC", "true", "YCRDT_READ_ONLY", "true");
    ServerOptions parsed = parse(environment);
    assertFalse(parsed.rooms().gc());
    assertTrue(parsed.fsync());
    assertTrue(parsed.rooms().readOnly());
    assertTrue(parse(environment, "--gc").rooms().gc());
    assertTrue(parse(Map.of(), "--gc").rooms().gc());
  }
}
