package dev.ycrdt.server.cli;

import dev.ycrdt.server.ServerOptions;
import dev.ycrdt.server.ServerOptions.StoreKind;
import dev.ycrdt.server.YcrdtServer;
import dev.ycrdt.server.room.RoomOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the server and runs it until the process is told to end. */
@Command(
    name = "serve",
    description = "Starts the server.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer =
        "Each option is also an environment variable, --max-rooms is YCRDT_MAX_ROOMS, and a key of the"
            + " configuration file, max-rooms. The command line goes before the environment, and that"
            + " before the file. Sizes take the suffixes k, m and g.")
final class ServeCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}")
  String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "1999",
      description = "Port to listen on, 0 for a free one. Default: ${DEFAULT-VALUE}")
  int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "./ycrdt-data",
      description = "Directory of the documents. Default: ${DEFAULT-VALUE}")
  Path data = Path.of("");

  @Option(
      names = "--store",
      paramLabel = "KIND",
      defaultValue = "sqlite",
      description = "Where documents are kept: sqlite or memory. Default: ${DEFAULT-VALUE}")
  StoreKind store = StoreKind.SQLITE;

  @Option(
      names = "--fsync",
      description = "Confirm an edit only when it would survive a loss of power.")
  boolean fsync;

  @Option(
      names = "--gc",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Drop deleted content from memory. Default: ${DEFAULT-VALUE}")
  boolean gc;

  @Option(names = "--read-only", description = "Let nobody change a document.")
  boolean readOnly;

  @Option(
      names = "--max-message-bytes",
      paramLabel = "SIZE",
      defaultValue = "32m",
      converter = ByteSize.class,
      description = "Largest message of a client, its chunks joined. Default: ${DEFAULT-VALUE}")
  long maxMessageBytes;

  @Option(
      names = "--max-document-bytes",
      paramLabel = "SIZE",
      defaultValue = "256m",
      converter = ByteSize.class,
      description = "Largest encoded document. Default: ${DEFAULT-VALUE}")
  long maxDocumentBytes;

  @Option(
      names = "--max-connections",
      paramLabel = "COUNT",
      defaultValue = "10000",
      description = "Connections at once. Default: ${DEFAULT-VALUE}")
  int maxConnections;

  @Option(
      names = "--max-connections-per-room",
      paramLabel = "COUNT",
      defaultValue = "1000",
      description = "Connections to one room. Default: ${DEFAULT-VALUE}")
  int maxConnectionsPerRoom;

  @Option(
      names = "--max-rooms",
      paramLabel = "COUNT",
      defaultValue = "10000",
      description = "Rooms in memory at once. Default: ${DEFAULT-VALUE}")
  int maxRooms;

  @Option(
      names = "--send-buffer-bytes",
      paramLabel = "SIZE",
      defaultValue = "1m",
      converter = ByteSize.class,
      description =
          "Bytes waiting for a slow reader before updates are joined. Default: ${DEFAULT-VALUE}")
  long sendBufferBytes;

  @Option(
      names = "--keepalive",
      paramLabel = "MS",
      defaultValue = "15000",
      description =
          "Silence in ms after which a client is sent an empty message. Default: ${DEFAULT-VALUE}")
  long keepaliveMillis;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "off, error, warn, info, debug or trace. Default: ${DEFAULT-VALUE}")
  LogLevel logLevel = LogLevel.INFO;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties file with values for these options.")
  @Nullable Path config;

  @Override
  public Integer call() throws IOException, InterruptedException {
    logLevel.apply();
    ServerProcess.run(YcrdtServer.start(options()), commandSpec().commandLine().getOut());
    return 0;
  }

  private CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("used without a command line");
    }
    return spec;
  }

  ServerOptions options() {
    try {
      return ServerOptions.builder()
          .host(host)
          .port(port)
          .dataDirectory(data)
          .store(store)
          .fsync(fsync)
          .maxMessageBytes(toInt("max-message-bytes", maxMessageBytes))
          .maxConnections(maxConnections)
          .hardSendLimitBytes(
              Math.max(ServerOptions.DEFAULT_HARD_SEND_LIMIT_BYTES, 2 * sendBufferBytes))
          .rooms(roomOptions())
          .build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private RoomOptions roomOptions() {
    return RoomOptions.builder()
        .gc(gc)
        .readOnly(readOnly)
        .maxDocumentBytes(maxDocumentBytes)
        .maxSessionsPerRoom(maxConnectionsPerRoom)
        .maxRooms(maxRooms)
        .sendBudgetBytes(sendBufferBytes)
        .keepalive(Duration.ofMillis(keepaliveMillis))
        .build();
  }

  private static int toInt(String option, long value) {
    if (value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          option + " is " + value + ", must be at most " + Integer.MAX_VALUE);
    }
    return (int) value;
  }
}
