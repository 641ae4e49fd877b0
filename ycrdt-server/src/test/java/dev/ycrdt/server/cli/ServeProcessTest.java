package dev.ycrdt.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a process of its own. */
@Timeout(60)
class ServeProcessTest {
  private static final String READY = "Ready on http://127.0.0.1:";

  @TempDir Path directory;
  private final List<Process> started = new ArrayList<>();

  private Process start(Map<String, String> environment, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(
        System.getProperty("java.class.path", "")
            + File.pathSeparator
            + System.getProperty("jdk.module.path", ""));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(directory.resolve("err").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static String firstLine(Process process) throws IOException {
    BufferedReader reader = process.inputReader();
    return Objects.requireNonNullElse(reader.readLine(), "nothing");
  }

  private static int health(String ready) throws IOException, InterruptedException {
    URI address = URI.create(ready.substring("Ready on ".length()) + "/health");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .statusCode();
  }

  private String errors() throws IOException {
    return Files.readString(directory.resolve("err"));
  }

  @AfterEach
  void killAll() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void serve_saysReadyServesAndEndsWithZeroOnSigterm() throws Exception {
    Process process = start(Map.of("YCRDT_PORT", "0"));
    String ready = firstLine(process);
    assertTrue(ready.startsWith(READY), ready);
    assertEquals(200, health(ready));
    assertTrue(Files.exists(directory.resolve("ycrdt-data").resolve("ycrdt.db")));
    // Process.destroy() would close the stream that is read below.
    process.toHandle().destroy();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    assertEquals("nothing", firstLine(process));
    assertTrue(errors().contains("Stopped"), errors());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void serve_sigtermWhileStarting_endsWithoutComplaint(int afterMillis) throws Exception {
    Process process = start(Map.of("YCRDT_PORT", "0"));
    // Whatever the process is doing then, it must not matter.
    assertFalse(process.waitFor(afterMillis, TimeUnit.MILLISECONDS));
    process.toHandle().destroy();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertTrue(Set.of(0, 143).contains(process.exitValue()), "exit " + process.exitValue());
    assertFalse(errors().contains("ycrdt-server: "), errors());
    assertFalse(errors().contains("\tat "), errors());
  }

  @Test
  void serve_quietLogAndOptionsFromAFile() throws Exception {
    Path config = directory.resolve("c.properties");
    Files.writeString(config, "port=0\nstore=memory\nlog-level=off\ngc=false\n");
    Process process = start(Map.of(), "serve", "--config", config.toString());
    String ready = firstLine(process);
    assertTrue(ready.startsWith(READY), ready);
    assertEquals("", errors());
    assertFalse(Files.exists(directory.resolve("ycrdt-data")));
  }

  @Test
  void serve_dataDirectoryInUse_isOneLineAndCode1() throws Exception {
    Process first = start(Map.of(), "--port=0", "--data=shared");
    assertTrue(firstLine(first).startsWith(READY));
    Process second = start(Map.of(), "--port=0", "--data=shared");
    assertTrue(second.waitFor(20, TimeUnit.SECONDS));
    assertEquals(1, second.exitValue());
    assertEquals(
        "ycrdt-server: data directory shared is in use by another server; stop it or choose another"
            + " directory",
        errors().strip());
    second.destroyForcibly();
  }
}
