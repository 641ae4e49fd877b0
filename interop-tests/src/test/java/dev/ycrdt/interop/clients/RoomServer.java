package dev.ycrdt.interop.clients;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The server as its users run it: a process of its own, on a free port, with its data in a
 * directory.
 */
final class RoomServer implements AutoCloseable {
  private static final Path JAR = Path.of("..", "ycrdt-server", "target", "ycrdt-server.jar");
  private static final String READY = "Ready on http://";
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final String host;

  private RoomServer(Process process, String host) {
    this.process = process;
    this.host = host;
  }

  /** Starts the server and waits until it accepts connections. */
  static RoomServer start(Path data, Path log) throws IOException {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--data", data.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null || !line.startsWith(READY)) {
      process.destroy();
      throw new AssertionError("the server did not start: " + line + "\n" + Files.readString(log));
    }
    return new RoomServer(process, line.substring(READY.length()));
  }

  // Without a packaged jar, which only later build phases make, the classes that the tests see do.
  private static List<String> java() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    if (Files.exists(JAR)) {
      return List.of(java, "-jar", JAR.toString());
    }
    String classPath = System.getProperty("java.class.path", "") + File.pathSeparator;
    return List.of(java, "-cp", classPath, "dev.ycrdt.server.cli.Main");
  }

  /** Host and port. */
  String host() {
    return host;
  }

  /** Stops the server as an administrator would, and waits until it has ended well. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the server did not stop within " + STOP_SECONDS + " s");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
