package dev.ycrdt.server.cli;

import dev.ycrdt.server.YcrdtServer;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/** Ties the life of the process to that of a server. */
final class ServerProcess {
  private ServerProcess() {}

  /**
   * Says that the server is ready and waits for ever; SIGTERM and SIGINT stop the server, and the
   * process ends with 0. If that signal came while the server was starting, the server is stopped
   * without a word.
   */
  static void run(YcrdtServer server, PrintWriter out) throws InterruptedException {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "ycrdt-stop"));
    } catch (IllegalStateException endingAlready) {
      server.stop();
      return;
    }
    out.println("Ready on " + server.url());
    out.flush();
    new CountDownLatch(1).await();
  }

  private static void stop(YcrdtServer server) {
    int exitCode = server.stop() == 0 ? 0 : 1;
    // Left alone, the JVM would report the signal as exit code 143, as if the stop had failed.
    Runtime.getRuntime().halt(exitCode);
  }
}
