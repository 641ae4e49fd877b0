package dev.ycrdt.protocol;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which connection a client of an {@link Awareness} belongs to, so that a server knows whose states
 * to remove when a connection closes.
 *
 * <p>A client belongs to the connection that brought its last <em>accepted</em> entry. Echoes are
 * not accepted, so they move nothing; a client that reconnects takes its id along to the new
 * connection with its next state, and when the old connection dies at last, the id stays.
 *
 * <pre>{@code
 * AwarenessApplied applied = awareness.apply(update, connection);
 * ownership.accepted(connection, applied.change());
 * …
 * awareness.removeStates(ownership.close(connection), connection);
 * }</pre>
 *
 * <p>Connections are told apart by {@code equals}. What is held is bounded by the clients with a
 * state, if every change is reported. Not thread-safe: one thread at a time, as a room does it.
 *
 * <p>Differs from y-partykit and y-websocket-server, which go by the ids a connection
 * <em>added</em>: there the dying old connection of a reconnected client removes the new state, and
 * a client that was removed before is never removed again.
 *
 * @param <C> the type of connections
 */
public final class AwarenessOwnership<C> {
  private final Map<Long, C> owners = new HashMap<>();
  private final Map<C, Set<Long>> clientsByOwner = new HashMap<>();

  /** Starts without connections. */
  public AwarenessOwnership() {}

  /** Records what {@code connection} announced and the awareness accepted. */
  public void accepted(C connection, AwarenessChange change) {
    change.added().forEach(clientId -> take(connection, clientId));
    change.updated().forEach(clientId -> take(connection, clientId));
    removed(change.removed());
  }

  /**
   * Forgets clients that were removed for another reason, for example by {@link Awareness#expire}.
   */
  public void removed(Collection<Long> clientIds) {
    clientIds.forEach(this::release);
  }

  /** {@return the clients that still belong to {@code connection}, which is forgotten} */
  public List<Long> close(C connection) {
    Set<Long> clientIds = clientsByOwner.remove(connection);
    if (clientIds == null) {
      return List.of();
    }
    owners.keySet().removeAll(clientIds);
    return List.copyOf(clientIds);
  }

  /** {@return the connection that {@code clientId} belongs to} */
  public Optional<C> owner(long clientId) {
    return Optional.ofNullable(owners.get(clientId));
  }

  /** {@return how many clients belong to {@code connection}} */
  public int clientCount(C connection) {
    return clientsByOwner.getOrDefault(connection, Set.of()).size();
  }

  private void take(C connection, long clientId) {
    release(clientId);
    owners.put(clientId, connection);
    clientsByOwner.computeIfAbsent(connection, key -> new LinkedHashSet<>()).add(clientId);
  }

  private void release(long clientId) {
    C owner = owners.remove(clientId);
    if (owner != null) {
      clientsByOwner.computeIfPresent(
          owner,
          (connection, clientIds) -> {
            clientIds.remove(clientId);
            return clientIds.isEmpty() ? null : clientIds;
          });
    }
  }
}
