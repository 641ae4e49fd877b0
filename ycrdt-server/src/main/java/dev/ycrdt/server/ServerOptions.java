package dev.ycrdt.server;

import dev.ycrdt.server.room.RoomOptions;
import dev.ycrdt.server.transport.WebSocketTransport;
import java.nio.file.Path;

/**
 * How a {@link YcrdtServer} listens and stores. Immutable and thread-safe; every setting has a
 * default.
 *
 * <table>
 * <caption>Settings and defaults</caption>
 * <tr><th>setting</th><th>default</th><th>meaning</th></tr>
 * <tr><td>host</td><td>127.0.0.1</td><td>address to listen on</td></tr>
 * <tr><td>port</td><td>1999</td><td>port to listen on; 0 picks a free one</td></tr>
 * <tr><td>store</td><td>SQLITE</td><td>where documents are kept</td></tr>
 * <tr><td>dataDirectory</td><td>ycrdt-data</td><td>directory of the SQLite database</td></tr>
 * <tr><td>fsync</td><td>false</td><td>every commit waits for the disk</td></tr>
 * <tr><td>maxMessageBytes</td><td>32 MiB</td><td>one message of a client, chunks joined</td></tr>
 * <tr><td>maxConnections</td><td>10,000</td><td>connections at once</td></tr>
 * <tr><td>hardSendLimitBytes</td><td>512 MiB</td><td>bytes waiting for one reader before it is closed</td></tr>
 * <tr><td>rooms</td><td>{@link RoomOptions#defaults()}</td><td>how rooms behave</td></tr>
 * </table>
 */
public final class ServerOptions {
  /** The bytes that may wait for one reader before it is closed, unless set otherwise. */
  public static final long DEFAULT_HARD_SEND_LIMIT_BYTES = 512L << 20;

  private final String host;
  private final int port;
  private final StoreKind store;
  private final Path dataDirectory;
  private final boolean fsync;
  private final int maxMessageBytes;
  private final int maxConnections;
  private final long hardSendLimitBytes;
  private final RoomOptions rooms;

  private ServerOptions(Builder from) {
    host = from.host;
    port = (int) inRange("port", from.port, 0, 65_535);
    store = from.store;
    dataDirectory = from.dataDirectory;
    fsync = from.fsync;
    maxMessageBytes =
        (int)
            inRange(
                "maxMessageBytes", from.maxMessageBytes, 1, WebSocketTransport.MAX_MESSAGE_BYTES);
    maxConnections = (int) inRange("maxConnections", from.maxConnections, 1, Integer.MAX_VALUE);
    hardSendLimitBytes =
        inRange(
            "hardSendLimitBytes",
            from.hardSendLimitBytes,
            from.rooms.sendBudgetBytes(),
            Long.MAX_VALUE);
    rooms = from.rooms;
    if (host.isBlank()) {
      throw new IllegalArgumentException("host is empty");
    }
  }

  private static long inRange(String setting, long value, long least, long greatest) {
    if (value < least || value > greatest) {
      throw new IllegalArgumentException(
          setting + " is " + value + ", must be from " + least + " to " + greatest);
    }
    return value;
  }

  /** Where documents are kept. */
  public enum StoreKind {
    /** An SQLite database in the data directory. */
    SQLITE,
    /** The memory of this process: nothing survives a restart. */
    MEMORY
  }

  /** {@return a builder that starts with the defaults} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the address to listen on} */
  public String host() {
    return host;
  }

  /** {@return the port to listen on, 0 for a free one} */
  public int port() {
    return port;
  }

  /** {@return where documents are kept} */
  public StoreKind store() {
    return store;
  }

  /** {@return the directory of the SQLite database} */
  public Path dataDirectory() {
    return dataDirectory;
  }

  /** {@return whether every commit waits for the disk} */
  public boolean fsync() {
    return fsync;
  }

  /** {@return the greatest size of a client's message, in bytes} */
  public int maxMessageBytes() {
    return maxMessageBytes;
  }

  /** {@return the greatest number of connections} */
  public int maxConnections() {
    return maxConnections;
  }

  /** {@return how many bytes may wait for one reader before it is closed} */
  public long hardSendLimitBytes() {
    return hardSendLimitBytes;
  }

  /** {@return how rooms behave} */
  public RoomOptions rooms() {
    return rooms;
  }

  /** Collects settings; not thread-safe. {@link ServerOptions} says what each one means. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port = 1999;
    private StoreKind store = StoreKind.SQLITE;
    private Path dataDirectory = Path.of("ycrdt-data");
    private boolean fsync;
    private int maxMessageBytes = 32 << 20;
    private int maxConnections = 10_000;
    private long hardSendLimitBytes = DEFAULT_HARD_SEND_LIMIT_BYTES;
    private RoomOptions rooms = RoomOptions.defaults();

    private Builder() {}

    /** Sets the address to listen on: a name or a literal IPv4 or IPv6 address. */
    public Builder host(String value) {
      host = value;
      return this;
    }

    /** Sets the port, 0 to 65535; 0 picks a free one. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** Sets where documents are kept. */
    public Builder store(StoreKind value) {
      store = value;
      return this;
    }

    /** Sets the directory of the SQLite database; created if it does not exist. */
    public Builder dataDirectory(Path value) {
      dataDirectory = value;
      return this;
    }

    /** Sets whether every commit waits for the disk. */
    public Builder fsync(boolean value) {
      fsync = value;
      return this;
    }

    /** Sets the greatest size of a client's message in bytes, at least 1. */
    public Builder maxMessageBytes(int value) {
      maxMessageBytes = value;
      return this;
    }

    /** Sets the greatest number of connections, at least 1. */
    public Builder maxConnections(int value) {
      maxConnections = value;
      return this;
    }

    /** Sets how many bytes may wait for one reader, not less than its send budget. */
    public Builder hardSendLimitBytes(long value) {
      hardSendLimitBytes = value;
      return this;
    }

    /** Sets how rooms behave. */
    public Builder rooms(RoomOptions value) {
      rooms = value;
      return this;
    }

    /**
     * {@return the options}
     *
     * @throws IllegalArgumentException if a setting is out of its range, naming setting and value
     */
    public ServerOptions build() {
      return new ServerOptions(this);
    }
  }
}
