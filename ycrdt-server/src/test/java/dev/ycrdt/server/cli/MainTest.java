package dev.ycrdt.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.server.ServerOptions;
import dev.ycrdt.server.ServerOptions.StoreKind;
import dev.ycrdt.server.YcrdtServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line without a running server; {@link ServeProcessTest} has the rest. */
class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  private int run(Map<String, String> environment, String... args) {
    return Main.run(args, environment, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private void assertComplaint(int exitCode, String line, int actualExitCode) {
    assertEquals("ycrdt-server: " + line + System.lineSeparator(), err.toString());
    assertEquals("", out.toString());
    assertEquals(exitCode, actualExitCode);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bogus | Unknown option: '--bogus'",
        "bogus | Unmatched argument at index 0: 'bogus'",
        "serve extra | Unmatched argument at index 1: 'extra'",
        "--port=x | Invalid value for option '--port': 'x' is not an int",
        "--port=65536 | port is 65536, must be from 0 to 65535",
        "serve --port=-1 | port is -1, must be from 0 to 65535",
        "--max-rooms=0 | maxRooms is 0, must be at least 1",
        "--keepalive=0 | keepalive is PT0S, must be positive",
        "--max-message-bytes=3g" + " | max-message-bytes is 3221225472, must be at most 2147483647",
        "--send-buffer-bytes=1kb | Invalid value for option '--send-buffer-bytes': '1kb' is not a"
            + " number of bytes such as 1048576, 1024k, 1m or 1g",
        "--config=/does/not/exist | cannot read configuration file /does/not/exist:"
            + " java.nio.file.NoSuchFileException: /does/not/exist",
      })
  void run_wrongUse_isOneLineAndCode2(String commandLine, String complaint) {
    assertComplaint(2, complaint, run(Map.of(), commandLine.split(" ", -1)));
  }

  @Test
  void run_missingValue() {
    assertEquals(2, run(Map.of(), "--port"));
    assertEquals(1, err.toString().lines().count());
  }

  @Test
  void run_badEnvironment() {
    assertComplaint(
        2,
        "Invalid value for option '--max-rooms': 'many' is not an int",
        run(Map.of("YCRDT_MAX_ROOMS", "many")));
  }

  @Test
  void run_badConfiguration() throws IOException {
    Path file = directory.resolve("c.properties");
    Files.writeString(file, "port=1\nprot=2\n");
    assertComplaint(
        2, "unknown key in " + file + ": prot", run(Map.of(), "--config", file.toString()));
  }

  @Test
  void run_environmentNamesTheConfiguration_andGoesBeforeIt() throws IOException {
    Path file = directory.resolve("c.properties");
    Files.writeString(file, "port=1x\n");
    Map<String, String> environment = Map.of("YCRDT_CONFIG", file.toString(), "YCRDT_PORT", "2x");
    assertComplaint(2, "Invalid value for option '--port': '2x' is not an int", run(environment));
  }

  @Test
  void run_commandLineGoesBeforeTheEnvironment() {
    assertComplaint(
        2,
        "port is 70000, must be from 0 to 65535",
        run(Map.of("YCRDT_PORT", "80000"), "--port", "70000"));
  }

  @Test
  void run_portInUse_isOneLineAndCode1() throws IOException {
    ServerOptions options = ServerOptions.builder().port(0).store(StoreKind.MEMORY).build();
    try (YcrdtServer server = YcrdtServer.start(options)) {
      int exitCode = run(Map.of(), "--store=memory", "--port=" + server.port());
      assertTrue(err.toString().startsWith("ycrdt-server: cannot listen on 127.0.0.1:"));
      assertEquals(1, err.toString().lines().count());
      assertEquals(1, exitCode);
    }
  }

  @Test
  void run_unknownHost_isOneLineAndCode1() {
    assertComplaint(
        1,
        "cannot listen on no.such.host.invalid: unknown host",
        run(Map.of(), "--store=memory", "--port=0", "--host=no.such.host.invalid"));
  }

  @Test
  void run_unusableDataDirectory_isOneLineAndCode1() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    int exitCode = run(Map.of(), "--port=0", "--data", file.toString());
    assertTrue(err.toString().startsWith("ycrdt-server: cannot use data directory " + file));
    assertEquals(1, err.toString().lines().count());
    assertEquals(1, exitCode);
  }

  @Test
  void run_help_namesEveryOption() {
    assertEquals(0, run(Map.of(), "serve", "--help"));
    for (String option :
        List.of(
            "host",
            "port",
            "data",
            "store",
            "fsync",
            "gc",
            "read-only",
            "max-message-bytes",
            "max-document-bytes",
            "max-connections",
            "max-connections-per-room",
            "max-rooms",
            "send-buffer-bytes",
            "keepalive",
            "log-level",
            "config")) {
      assertTrue(
          out.toString().matches("(?s).*--(\\[no-])?" + option + "\\b.*"), option + " is missing");
    }
    assertEquals(0, run(Map.of(), "--help"));
    assertEquals(0, run(Map.of(), "--version"));
    assertEquals("", err.toString());
  }
}
