package dev.ycrdt.server;

import dev.ycrdt.core.Updates;
import dev.ycrdt.server.room.RoomRegistry;
import dev.ycrdt.server.store.DocumentStore;
import dev.ycrdt.server.store.InMemoryDocumentStore;
import dev.ycrdt.server.store.SqliteDocumentStore;
import dev.ycrdt.server.store.StoreException;
import dev.ycrdt.server.transport.WebSocketTransport;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running room server: a port, rooms, and a store. Thread-safe.
 *
 * <pre>{@code
 * try (YcrdtServer server = YcrdtServer.start(ServerOptions.builder().port(0).build())) {
 *   System.out.println(server.url());
 *   …
 * }
 * }</pre>
 */
public final class YcrdtServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(YcrdtServer.class);
  private static final Duration CLIENTS_LEAVE = Duration.ofSeconds(4);
  private static final Duration STORE_FLUSHES = Duration.ofSeconds(4);

  private final ServerOptions options;
  private final DocumentStore store;
  private final RoomRegistry registry;
  private final WebSocketTransport transport;
  private final int port;
  private final AtomicBoolean stopped = new AtomicBoolean();

  private YcrdtServer(
      ServerOptions options,
      DocumentStore store,
      RoomRegistry registry,
      WebSocketTransport transport) {
    this.options = options;
    this.store = store;
    this.registry = registry;
    this.transport = transport;
    this.port = transport.port();
  }

  /**
   * Starts a server; when this returns it accepts connections.
   *
   * @throws StoreException if the data directory cannot be used
   * @throws IOException if the port cannot be opened
   */
  public static YcrdtServer start(ServerOptions options) throws IOException {
    return start(options, openStore(options));
  }

  /**
   * Starts a server over another store, which the server closes when it stops, and also if it fails
   * to start. {@link ServerOptions#store()}, {@link ServerOptions#dataDirectory()} and {@link
   * ServerOptions#fsync()} have no effect then.
   *
   * @throws IOException if the port cannot be opened
   */
  public static YcrdtServer start(ServerOptions options, DocumentStore store) throws IOException {
    InstantSource clock = InstantSource.system();
    RoomRegistry registry = new RoomRegistry(options.rooms(), store, clock);
    WebSocketTransport transport =
        WebSocketTransport.builder(new RequestHandler(registry, options.maxMessageBytes(), clock))
            .host(options.host())
            .port(options.port())
            .maxMessageBytes(options.maxMessageBytes())
            .maxConnections(options.maxConnections())
            .hardSendLimitBytes(options.hardSendLimitBytes())
            .build();
    try {
      transport.start();
    } catch (IOException e) {
      registry.close(Duration.ZERO);
      store.close();
      throw e;
    }
    YcrdtServer server = new YcrdtServer(options, store, registry, transport);
    log.info("Listening on {}", server.url());
    return server;
  }

  private static DocumentStore openStore(ServerOptions options) {
    InstantSource clock = InstantSource.system();
    return switch (options.store()) {
      case SQLITE ->
          SqliteDocumentStore.open(
              options.dataDirectory(), options.fsync(), Updates::compact, clock);
      case MEMORY -> new InMemoryDocumentStore(Updates::compact, clock);
    };
  }

  /** {@return the port that is listened on} */
  public int port() {
    return port;
  }

  /** {@return the address of this server, for example {@code http://127.0.0.1:1999}} */
  public String url() {
    String host = options.host();
    return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  /** {@return the rooms of this server} */
  public RoomRegistry rooms() {
    return registry;
  }

  /**
   * Stops: accepts nobody more, closes all connections with 1012, so that clients come back to the
   * next server, and stores what was received. Takes less than ten seconds. Idempotent.
   *
   * @return how many accepted updates could not be stored because the store fails; none of them was
   *     confirmed to any client
   */
  public long stop() {
    if (!stopped.compareAndSet(false, true)) {
      return 0;
    }
    log.info("Stopping");
    transport.stop(CLIENTS_LEAVE);
    long lost = registry.close(STORE_FLUSHES);
    if (lost > 0) {
      log.error("{} unconfirmed updates could not be stored", lost);
    }
    store.close();
    log.info("Stopped");
    return lost;
  }

  /** Stops, see {@link #stop}. */
  @Override
  public void close() {
    stop();
  }
}
