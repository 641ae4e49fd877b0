package dev.ycrdt.server.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port that speaks WebSocket and plain HTTP. Safe for use by several threads; started and stopped
 * once.
 *
 * <pre>{@code
 * WebSocketTransport transport = WebSocketTransport.builder(acceptor).port(1999).build();
 * transport.start();
 * …
 * transport.stop(Duration.ofSeconds(5));
 * }</pre>
 */
public final class WebSocketTransport implements AutoCloseable {
  /** The largest message size that can be configured, in bytes. */
  public static final int MAX_MESSAGE_BYTES = 999_999_999;

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketTransport.class);

  /** A server that was restarted gets all its clients back at once. */
  private static final int BACKLOG = 1024;

  /** Room beyond the WebSockets for connections in their handshake and plain HTTP. */
  private static final int OTHER_CONNECTIONS = 1024;

  private static final int STOP_WAVES = 10;
  private static final int MIN_WAVE_SIZE = 50;
  private static final long MAX_WAVE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long WORKERS_END_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** What exists between start and stop. */
  private record Running(
      ServerSocketChannel server,
      PortListener listener,
      SelectorLoop loop,
      ExecutorService workers) {}

  private final TransportOptions options;
  private final ConnectionAcceptor acceptor;
  private final ConnectionRegistry registry = new ConnectionRegistry();
  private final ConnectionSlots slots;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile @Nullable Running running;

  /** Used on the selector thread only. */
  private long lastId;

  WebSocketTransport(TransportOptions options, ConnectionAcceptor acceptor) {
    this.options = options;
    this.acceptor = acceptor;
    this.slots = new ConnectionSlots(options.maxConnections());
  }

  /** {@return a builder with the defaults described at its methods} */
  public static TransportBuilder builder(ConnectionAcceptor acceptor) {
    return new TransportBuilder(acceptor);
  }

  /**
   * Opens the port; connections are accepted when this returns.
   *
   * @throws BindException if the port is in use or the host is not an address of this machine; the
   *     message names both
   * @throws IllegalStateException if the transport was started before
   */
  public void start() throws IOException {
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("a transport is started once");
    }
    ServerSocketChannel server = bind();
    ExecutorService workers = newWorkers(options.ioThreads());
    SelectorLoop loop = new SelectorLoop(options.sweepIntervalMillis(), this::sweep);
    TransportContext context =
        new TransportContext(options, acceptor, loop, workers, registry, slots);
    PortListener listener = new PortListener(server::accept, channel -> accepted(channel, context));
    loop.register(server, SelectionKey.OP_ACCEPT, listener);
    running = new Running(server, listener, loop, workers);
    loop.start();
  }

  private ServerSocketChannel bind() throws IOException {
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    if (address.isUnresolved()) {
      throw new BindException("cannot listen on " + options.host() + ": unknown host");
    }
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      // Connections of the last run that are not quite gone must not keep the port.
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return server.bind(address, BACKLOG);
    } catch (IOException e) {
      server.close();
      BindException clear =
          new BindException(
              "cannot listen on " + options.host() + ":" + options.port() + ": " + e.getMessage());
      clear.initCause(e);
      throw clear;
    }
  }

  private static ExecutorService newWorkers(int count) {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(task, "ycrdt-io-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    // What is left to do when the transport has stopped is done by whoever asks for it: every
    // listener gets its last call.
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        threads,
        (task, stopped) -> task.run());
  }

  /**
   * {@return the port that is listened on}
   *
   * @throws IllegalStateException if the transport is not running
   */
  public int port() {
    Running current = running;
    if (current == null) {
      throw new IllegalStateException("the transport is not running");
    }
    return current.server().socket().getLocalPort();
  }

  /** {@return the number of open WebSocket connections} */
  public int connectionCount() {
    return slots.taken();
  }

  private void accepted(SocketChannel channel, TransportContext context) {
    if (registry.size() >= options.maxConnections() + OTHER_CONNECTIONS) {
      TcpConnection.closeChannel(channel);
      return;
    }
    try {
      new TcpConnection(++lastId, channel, context).register();
    } catch (IOException | RuntimeException goneAlready) {
      LOG.debug("Connection {} not opened: {}", lastId, goneAlready.toString());
      TcpConnection.closeChannel(channel);
    }
  }

  private void sweep(long nowNanos) {
    Running current = running;
    if (current != null) {
      current.listener().sweep(nowNanos);
    }
    registry.sweep(nowNanos);
  }

  /** Stops with a timeout of five seconds, see {@link #stop}. */
  @Override
  public void close() {
    stop(CLOSE_TIMEOUT);
  }

  /**
   * Stops accepting, closes all WebSockets with 1012 so that clients come back, and waits for them
   * to go. They are closed in waves over at most half of {@code timeout}, so that they do not all
   * come back at the same moment. Connections that remain after {@code timeout} are cut. Every
   * listener has got its last call when this returns, unless one blocks. Without effect if the
   * transport is not running.
   */
  public void stop(Duration timeout) {
    Running current = running;
    if (current == null || !stopped.compareAndSet(false, true)) {
      return;
    }
    slots.close();
    try {
      stopListening(current);
      closeConnections(System.nanoTime() + timeout.toNanos(), timeout.toNanos() / 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(current);
    running = null;
  }

  private static void stopListening(Running current) {
    current
        .loop()
        .execute(
            () -> {
              try {
                current.server().close();
              } catch (IOException e) {
                LOG.warn("Port not closed: {}", e.toString());
              }
            });
  }

  private void closeConnections(long end, long wavesNanos) throws InterruptedException {
    List<TcpConnection> connections = registry.snapshot();
    int waveSize = Math.max(MIN_WAVE_SIZE, connections.size() / STOP_WAVES + 1);
    long pause = Math.min(MAX_WAVE_NANOS, wavesNanos / STOP_WAVES);
    for (int i = 0; i < connections.size(); i++) {
      if (i > 0 && i % waveSize == 0) {
        registry.awaitEmpty(pause);
      }
      connections.get(i).shutdown();
    }
    registry.awaitEmpty(end - System.nanoTime());
  }

  private void end(Running current) {
    current.loop().execute(() -> registry.snapshot().forEach(TcpConnection::close));
    boolean interrupted = false;
    try {
      current.loop().stop();
      current.workers().shutdown();
      if (!current.workers().awaitTermination(WORKERS_END_NANOS, TimeUnit.NANOSECONDS)) {
        LOG.warn("A listener still blocks an IO worker");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
