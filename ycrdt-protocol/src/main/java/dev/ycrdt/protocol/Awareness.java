package dev.ycrdt.protocol;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.Subscription;
import dev.ycrdt.core.lib0.ByteWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is here: one small JSON state per client (name, cursor, …) that is shared but never stored.
 *
 * <pre>{@code
 * Awareness awareness = Awareness.forClient(doc.clientId()).build();
 * awareness.onUpdate((change, origin) -> send(awareness.encodeUpdate(change.clients())));
 * awareness.setLocalState(Map.of("name", "Ada"));
 * }</pre>
 *
 * <p>Each client counts a clock up with every state it announces; an update is applied if its clock
 * is newer than the known one, or the same and it says that the client is gone. A client must
 * repeat its state ({@link #renew}), because the others drop it ({@link #expire}) after {@link
 * #OUTDATED_TIMEOUT} of silence. No timer runs here: call both every few seconds.
 *
 * <p><b>States are texts.</b> A state is kept and sent on as the JSON text its client wrote, byte
 * for byte, and parsed when a value is asked for. Only the states that JavaScript takes for false
 * ({@code false}, {@code 0}, {@code ""}) are encoded as {@code null}, as y-protocols does.
 *
 * <p><b>Events.</b> {@link #onUpdate} hears of every accepted announcement, also a repeated one,
 * and is what gets relayed to others; {@link #onChange} only of new values, and is what a user
 * interface wants. Events come in the order of the steps and one at a time. They run on the thread
 * that made the step, before its method returns, or on a thread that is delivering earlier events
 * at that moment. If a listener throws, the others still run, then the exception reaches the caller
 * of the step.
 *
 * <p><b>Threads.</b> Safe for use by several threads. One lock guards the states; listeners run
 * without it, so they may call back in, and may see a state that is newer than their event.
 *
 * <p>Source: y-protocols 1.0.7 {@code awareness.js}. Differs: an update is applied as a whole or,
 * if it is malformed, not at all; what is held is bounded by {@link AwarenessLimits}; a client that
 * comes back after it was removed is <em>added</em>, not <em>updated</em>.
 */
public final class Awareness {

  /** How long a silent client is taken to be there: 30 s. */
  public static final Duration OUTDATED_TIMEOUT = Duration.ofSeconds(30);

  private static final long NO_CLIENT = -1;
  private static final long MAX_CLIENT_ID = (1L << 53) - 1;

  private final long localClientId;
  private final AwarenessLimits limits;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final AwarenessTable table;
  private final AwarenessEvents events = new AwarenessEvents();

  private Awareness(Builder builder) {
    localClientId = builder.clientId;
    limits = builder.limits;
    clock = builder.clock;
    table = new AwarenessTable(localClientId, limits);
  }

  /**
   * {@return a builder for a participant} It starts with the local state <code>{}</code> at clock
   * 0, which peers ignore until the first {@link #setLocalState}.
   *
   * @param clientId the client id of its document
   * @throws IllegalArgumentException if it is not in 0 to 2<sup>53</sup>-1
   */
  public static Builder forClient(long clientId) {
    if (clientId < 0 || clientId > MAX_CLIENT_ID) {
      throw new IllegalArgumentException("clientId is not in 0 to 2^53-1: " + clientId);
    }
    return new Builder(clientId);
  }

  /** {@return a builder for an observer or relay, which has no state of its own} */
  public static Builder forServer() {
    return new Builder(NO_CLIENT);
  }

  /** {@return the local client's id, empty for a server} */
  public OptionalLong clientId() {
    return localClientId == NO_CLIENT ? OptionalLong.empty() : OptionalLong.of(localClientId);
  }

  /**
   * Calls {@code listener} when clients appear, disappear or have a different state.
   *
   * @return ends the subscription
   */
  public Subscription onChange(AwarenessListener listener) {
    return events.onChange(listener);
  }

  /**
   * Calls {@code listener} for every accepted announcement, also one that repeats a state.
   *
   * @return ends the subscription
   */
  public Subscription onUpdate(AwarenessListener listener) {
    return events.onUpdate(listener);
  }

  // ---- the local client

  /** {@return the local state as an immutable JSON value, null if there is none} */
  public @Nullable Object localState() {
    AwarenessTable.Present local = present(localClientId);
    return local != null && local.state().truthy() ? local.state().value() : null;
  }

  /**
   * Announces the local state, with the next clock. Setting null says that this client leaves, and
   * should be done before it disconnects.
   *
   * @param state members of the state; copied, as {@code JSON.stringify} would
   * @throws IllegalStateException if there is no local client
   * @throws IllegalArgumentException if JSON cannot express the state or it is larger than {@link
   *     AwarenessLimits#maxStateBytes}
   */
  public void setLocalState(@Nullable Map<String, ?> state) {
    requireLocalClient();
    AwarenessState text = state == null ? null : localText(state);
    step(AwarenessOrigin.LOCAL, out -> table.setLocal(text, clock.millis(), out));
  }

  /**
   * Sets one member of the local state; does nothing if there is no local state.
   *
   * @throws IllegalStateException if there is no local client
   * @throws IllegalArgumentException as {@link #setLocalState} does
   */
  public void setLocalStateField(String field, @Nullable Object value) {
    requireLocalClient();
    step(
        AwarenessOrigin.LOCAL,
        out -> {
          AwarenessTable.Present local = table.present(localClientId);
          if (local != null && local.state().truthy()) {
            Map<String, @Nullable Object> state = members(local.state().value());
            state.put(field, value);
            table.setLocal(localText(state), clock.millis(), out);
          }
        });
  }

  /**
   * Repeats the local state with the next clock if it was last announced half of {@link
   * #OUTDATED_TIMEOUT} ago or longer. y-protocols checks every 3 s.
   *
   * @return the local client as updated, or nothing
   */
  public AwarenessChange renew() {
    return step(
            AwarenessOrigin.LOCAL,
            out -> {
              long now = clock.millis();
              AwarenessTable.Present local = table.present(localClientId);
              if (local != null
                  && local.state().truthy()
                  && now - local.lastUpdatedMillis() >= OUTDATED_TIMEOUT.toMillis() / 2) {
                table.setLocal(local.state(), now, out);
              }
            })
        .update();
  }

  // ---- other clients

  /**
   * Applies what a peer sent. Entries whose clock is not newer are dropped one by one: that is how
   * echoes and duplicates end.
   *
   * @param origin given to the listeners
   * @return what was accepted
   * @throws DecodeException if the update is malformed; nothing is applied
   * @throws AwarenessLimitException if it would exceed the limits; nothing is applied
   */
  public AwarenessApplied apply(byte[] update, @Nullable Object origin) {
    List<AwarenessEntry> entries = AwarenessUpdates.decode(update, limits);
    return step(
            origin,
            out -> {
              table.requireRoomFor(entries);
              long now = clock.millis();
              for (AwarenessEntry entry : entries) {
                table.merge(entry, now, out);
              }
            })
        .applied();
  }

  /**
   * Takes away the states of clients that are known to be gone, for example because their
   * connection closed. Their clocks stay. Source: {@code removeAwarenessStates}.
   *
   * @param origin given to the listeners
   * @return those that had a state, as removed
   */
  public AwarenessChange removeStates(Collection<Long> clientIds, @Nullable Object origin) {
    return step(origin, out -> table.removeAll(clientIds, clock.millis(), out)).update();
  }

  /**
   * Takes away the states of remote clients not heard of for {@link #OUTDATED_TIMEOUT}, and forgets
   * the clocks of those that were removed long ago.
   *
   * @return the clients that were dropped, as removed
   */
  public AwarenessChange expire() {
    return step(
            AwarenessOrigin.TIMEOUT,
            out -> {
              long now = clock.millis();
              table.removeAll(table.outdated(now, OUTDATED_TIMEOUT.toMillis()), now, out);
              table.forgetLongGone(now);
            })
        .update();
  }

  /** {@return the update that tells all states} Its first byte is 0 if there is none */
  public byte[] encodeUpdate() {
    return locked(() -> encode(table.clients(), true));
  }

  /**
   * {@return the update that tells what is known of {@code clientIds}} That is their states, null
   * for those removed. Clients never heard of, or forgotten, are left out.
   */
  public byte[] encodeUpdate(Collection<Long> clientIds) {
    return locked(() -> encode(clientIds, true));
  }

  /**
   * {@return the update that tells peers that {@code clientIds} are gone, whatever their state is
   * here} Clients never heard of are left out.
   */
  public byte[] encodeRemoval(Collection<Long> clientIds) {
    return locked(() -> encode(clientIds, false));
  }

  /** {@return the clients with a state, in the order in which they came} */
  public List<Long> clients() {
    return locked(table::clients);
  }

  /**
   * {@return the states of all clients as immutable JSON values, in the order in which they came}
   */
  public Map<Long, Object> states() {
    Map<Long, Object> values = new LinkedHashMap<>();
    locked(table::states).forEach((clientId, state) -> values.put(clientId, state.value()));
    return Collections.unmodifiableMap(values);
  }

  /** {@return the state of a client as an immutable JSON value, null if it has none} */
  public @Nullable Object state(long clientId) {
    AwarenessTable.Present client = present(clientId);
    return client == null ? null : client.state().value();
  }

  /** {@return the state of a client as the JSON text it was announced with, null if it has none} */
  public @Nullable String stateJson(long clientId) {
    AwarenessTable.Present client = present(clientId);
    return client == null ? null : client.state().json();
  }

  /**
   * {@return the clock of a client and when it was last heard of; empty if it is unknown or
   * forgotten}
   */
  public Optional<AwarenessMeta> meta(long clientId) {
    return locked(() -> table.meta(clientId));
  }

  /** Says that the local client leaves, then drops all listeners. */
  public void destroy() {
    if (localClientId != NO_CLIENT) {
      setLocalState(null);
    }
    events.removeListeners();
  }

  // ---- inside

  private AwarenessChangeBuilder step(
      @Nullable Object origin, Consumer<AwarenessChangeBuilder> body) {
    AwarenessChangeBuilder out = new AwarenessChangeBuilder();
    lock.lock();
    try {
      body.accept(out);
      events.add(out, origin);
    } finally {
      lock.unlock();
    }
    events.deliver();
    return out;
  }

  private <T extends @Nullable Object> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  private AwarenessTable.@Nullable Present present(long clientId) {
    lock.lock();
    try {
      return table.present(clientId);
    } finally {
      lock.unlock();
    }
  }

  private byte[] encode(Collection<Long> clientIds, boolean withStates) {
    List<Long> known = clientIds.stream().filter(clientId -> table.clock(clientId) >= 0).toList();
    ByteWriter writer = new ByteWriter();
    writer.writeVarUint(known.size());
    for (long clientId : known) {
      String json = withStates ? table.jsonToTell(clientId) : AwarenessUpdates.NULL_STATE;
      AwarenessUpdates.writeEntry(writer, clientId, table.clock(clientId), json);
    }
    return writer.toByteArray();
  }

  private void requireLocalClient() {
    if (localClientId == NO_CLIENT) {
      throw new IllegalStateException("a server's awareness has no local client");
    }
  }

  private AwarenessState localText(Map<String, ?> state) {
    AwarenessState text = AwarenessState.of(state);
    if (text.byteCount() > limits.maxStateBytes()) {
      throw new IllegalArgumentException(
          "state of "
              + text.byteCount()
              + " bytes exceeds the maximum of "
              + limits.maxStateBytes()
              + " (AwarenessLimits.maxStateBytes)");
    }
    return text;
  }

  private static Map<String, @Nullable Object> members(Object state) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (state instanceof Map<?, ?> object) {
      object.forEach((name, member) -> members.put((String) name, member));
    }
    return members;
  }

  /** Builds an {@link Awareness}. Not thread-safe. */
  public static final class Builder {
    private final long clientId;
    private AwarenessLimits limits = AwarenessLimits.defaults();
    private InstantSource clock = InstantSource.system();

    private Builder(long clientId) {
      this.clientId = clientId;
    }

    /** Sets what may be held; {@link AwarenessLimits#defaults()} if not called. */
    public Builder limits(AwarenessLimits limits) {
      this.limits = limits;
      return this;
    }

    /** Sets the clock that timeouts are measured with; the system's if not called. */
    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /** {@return the awareness} */
    public Awareness build() {
      Awareness awareness = new Awareness(this);
      if (clientId != NO_CLIENT) {
        awareness.setLocalState(Map.of());
      }
      return awareness;
    }
  }
}
