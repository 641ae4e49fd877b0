package dev.ycrdt.server.room;

import dev.ycrdt.server.store.DocumentStore;
import dev.ycrdt.server.store.GroupCommit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All rooms of a server, created when they are first joined and unloaded when they are empty.
 * Thread-safe.
 *
 * <pre>{@code
 * RoomRegistry registry = new RoomRegistry(RoomOptions.defaults(), store, InstantSource.system());
 * Optional<Session> session =
 *     registry.join(new RoomName("r"), peer, new SessionOptions(MessageWriter::write, false));
 * // for each binary message:
 * MessageReader.readAll(bytes).forEach(message -> session.receive(message, bytes.length));
 * // when the socket is closed:
 * session.leave();
 * }</pre>
 *
 * <p>For one name there is never more than one room. Rooms run on a small pool of threads, loads
 * and compactions on others, so that a slow store delays only those who wait for it.
 */
public final class RoomRegistry implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RoomRegistry.class);
  private static final long MAX_UNSTORED_BYTES = 256L << 20;
  private static final long MIN_TICK_MILLIS = 50;
  private static final long MAX_TICK_MILLIS = 1_000;
  private static final int LOADERS = 4;
  private static final String STOPPING = "the server is restarting";

  private final RoomOptions options;
  private final GroupCommit commits;
  private final ExecutorService workers;
  private final ExecutorService loaders;
  private final ExecutorService compactor;
  private final ScheduledExecutorService timers;
  private final RoomServices services;
  private final ConcurrentHashMap<RoomName, Room> rooms = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Creates a registry without rooms and starts its threads.
   *
   * @param options how rooms behave
   * @param store where documents are kept; not closed by this class
   * @param clock measures silence and timeouts
   */
  public RoomRegistry(RoomOptions options, DocumentStore store, InstantSource clock) {
    this.options = options;
    commits = new GroupCommit(store, MAX_UNSTORED_BYTES);
    int processors = Runtime.getRuntime().availableProcessors();
    workers = Executors.newFixedThreadPool(Math.max(2, processors), named("ycrdt-room"));
    loaders = Executors.newFixedThreadPool(LOADERS, named("ycrdt-load"));
    compactor = Executors.newSingleThreadExecutor(named("ycrdt-compact"));
    timers = Executors.newSingleThreadScheduledExecutor(named("ycrdt-timer"));
    services =
        new RoomServices(options, store, commits, workers, loaders, compactor, timers, clock);
    long tick =
        Math.max(MIN_TICK_MILLIS, Math.min(MAX_TICK_MILLIS, options.keepalive().toMillis() / 4));
    var unused = timers.scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Says whether a client may join now. Ask before the WebSocket is opened, so that a refusal can
   * be an HTTP status; limits may be exceeded by those who ask at the same moment.
   *
   * @return why not, in one line, or empty
   */
  public Optional<String> refusal(RoomName name) {
    if (closed.get()) {
      return Optional.of(STOPPING);
    }
    Room room = rooms.get(name);
    if (room == null && rooms.size() >= options.maxRooms()) {
      return Optional.of("the server has no room for another room");
    }
    if (room != null && room.memberCount() >= options.maxSessionsPerRoom()) {
      return Optional.of("the room is full");
    }
    return Optional.empty();
  }

  /**
   * Joins a client to a room, which is loaded if nobody is there. The client is greeted, and what
   * it sends is handled, when the document is loaded.
   *
   * @param name the room
   * @param peer how to reach the client
   * @param sessionOptions what it may do and how it speaks
   * @return its session, or empty if the registry is closed, in which case the peer is closed as
   *     well
   */
  public Optional<Session> join(RoomName name, Peer peer, SessionOptions sessionOptions) {
    if (closed.get()) {
      peer.close(CloseCode.RESTART, STOPPING);
      return Optional.empty();
    }
    Room room = enterRoom(name);
    Session session = new Session(room, peer, sessionOptions, services);
    room.enter(session);
    return Optional.of(session);
  }

  private Room enterRoom(RoomName name) {
    while (true) {
      Room known = rooms.get(name);
      if (known != null && known.tryEnter()) {
        return known;
      }
      if (known != null) {
        forget(known);
      }
      Room created = new Room(name, services, this::forget);
      if (created.tryEnter() && rooms.putIfAbsent(name, created) == null) {
        created.load();
        return created;
      }
    }
  }

  private void forget(Room room) {
    rooms.remove(room.name(), room);
  }

  /** {@return how many rooms are in memory} */
  public int roomCount() {
    return rooms.size();
  }

  /** {@return how many sessions there are in all rooms} */
  public int sessionCount() {
    return rooms.values().stream().mapToInt(Room::memberCount).sum();
  }

  /** {@return why the store refuses updates, or null if it works} */
  public @Nullable String storeFailure() {
    return commits.failure();
  }

  /** {@return how many accepted updates are not stored yet} */
  public long unstoredUpdates() {
    return commits.queuedEntries();
  }

  private void tick() {
    try {
      for (Room room : rooms.values()) {
        if (room.memberCount() > 0) {
          room.tick();
        }
      }
    } catch (RuntimeException | Error e) {
      // a scheduled task that throws is never run again
      log.error("The timer failed and goes on", e);
    }
  }

  /**
   * Turns away newcomers, closes all sessions with {@link CloseCode#RESTART} and stores what is not
   * stored yet. Only the first call has an effect.
   *
   * @param timeout how long to wait for the store
   * @return how many accepted updates could not be stored
   */
  public long close(Duration timeout) {
    if (!closed.compareAndSet(false, true)) {
      return commits.queuedEntries();
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    List<CompletableFuture<Void>> flushes = new ArrayList<>();
    for (Room room : rooms.values()) {
      flushes.add(room.shutDown(STOPPING));
    }
    await(CompletableFuture.allOf(flushes.toArray(new CompletableFuture<?>[0])), deadline);
    timers.shutdownNow();
    loaders.shutdownNow();
    compactor.shutdown();
    long lost = commits.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    awaitCompactor(deadline);
    workers.shutdown();
    return lost;
  }

  /** Closes with a timeout of five seconds. */
  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }

  private static void await(CompletableFuture<Void> future, long deadline) {
    try {
      future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      log.error("Some rooms were not flushed in time");
    } catch (ExecutionException e) {
      log.error("A room failed to flush", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitCompactor(long deadline) {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      if (!compactor.awaitTermination(left, TimeUnit.NANOSECONDS)) {
        compactor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
