package dev.ycrdt.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The states and clocks of an {@link Awareness}, and the rules by which a newer clock wins.
 *
 * <p>A client is in one of two maps or in none. {@code present} holds those with a state. {@code
 * gone} holds the clocks of those that lost it, the ones removed first in front: a late copy of
 * their last state must not bring them back. y-protocols never forgets a clock; here {@code gone}
 * is bounded in number and time. The local client is never forgotten, because its own clock must
 * not start again.
 *
 * <p>For one client, states with different clocks lead to the same result in whatever order and
 * however often they arrive: the highest clock wins, and at the same clock null wins over a state.
 *
 * <p>Not thread-safe: {@link Awareness} guards it. Source: y-protocols 1.0.7 {@code awareness.js},
 * {@code states} and {@code meta}.
 */
final class AwarenessTable {
  private static final long MAX_CLOCK = (1L << 53) - 1;

  /** A client with a state. */
  record Present(long clock, long lastUpdatedMillis, AwarenessState state) {}

  /** A client that lost its state. */
  record Gone(long clock, long removedAtMillis) {}

  private final long localClientId;
  private final AwarenessLimits limits;
  private final Map<Long, Present> present = new LinkedHashMap<>();
  private final Map<Long, Gone> gone = new LinkedHashMap<>();
  private long totalStateBytes;

  /**
   * Starts without a client.
   *
   * @param localClientId a negative number if there is no local client
   */
  AwarenessTable(long localClientId, AwarenessLimits limits) {
    this.localClientId = localClientId;
    this.limits = limits;
  }

  @Nullable Present present(long clientId) {
    return present.get(clientId);
  }

  /** {@return what is known of the client beside its state} */
  Optional<AwarenessMeta> meta(long clientId) {
    Present client = present.get(clientId);
    if (client != null) {
      return Optional.of(AwarenessMeta.of(client.clock(), client.lastUpdatedMillis()));
    }
    Gone removed = gone.get(clientId);
    return removed == null
        ? Optional.empty()
        : Optional.of(AwarenessMeta.of(removed.clock(), removed.removedAtMillis()));
  }

  /** {@return the clients with a state, longest present first} */
  List<Long> clients() {
    return List.copyOf(present.keySet());
  }

  /** {@return a copy of the states, longest present first} */
  Map<Long, AwarenessState> states() {
    Map<Long, AwarenessState> states = new LinkedHashMap<>();
    present.forEach((clientId, client) -> states.put(clientId, client.state()));
    return states;
  }

  /** {@return the JSON text that stands for the client's state in an update} */
  String jsonToTell(long clientId) {
    Present client = present.get(clientId);
    return client != null && client.state().truthy()
        ? client.state().json()
        : AwarenessUpdates.NULL_STATE;
  }

  /** {@return the last clock heard of the client, -1 if it is unknown} */
  long clock(long clientId) {
    Present client = present.get(clientId);
    if (client != null) {
      return client.clock();
    }
    Gone removed = gone.get(clientId);
    return removed == null ? -1 : removed.clock();
  }

  /** Sets the local state as {@code setLocalState} does: always with the next clock. */
  void setLocal(@Nullable AwarenessState state, long now, AwarenessChangeBuilder out) {
    long known = clock(localClientId);
    long clock = known < 0 ? 0 : nextClock(known);
    Present before = present.get(localClientId);
    if (state == null) {
      remove(localClientId, clock, now);
      out.removed(localClientId);
      return;
    }
    put(localClientId, clock, state, now);
    if (before == null) {
      out.added(localClientId);
    } else {
      out.updated(localClientId, !before.state().sameValue(state));
    }
  }

  /** Merges what an update says about one client. */
  void merge(AwarenessEntry entry, long now, AwarenessChangeBuilder out) {
    long clientId = entry.clientId();
    if (!isNews(entry)) {
      if (entry.state() != null && gone.containsKey(clientId) && clientId != localClientId) {
        out.presumedGone(clientId);
      }
      return;
    }
    if (entry.state() == null) {
      mergeNull(clientId, entry.clock(), now, out);
    } else {
      mergeState(clientId, entry.clock(), entry.state(), now, out);
    }
  }

  /**
   * An unknown client counts as known with clock 0: what a new client says first, at clock 0, is no
   * news.
   */
  private boolean isNews(AwarenessEntry entry) {
    long known = Math.max(0, clock(entry.clientId()));
    return known < entry.clock()
        || (known == entry.clock()
            && entry.state() == null
            && present.containsKey(entry.clientId()));
  }

  private void mergeNull(long clientId, long clock, long now, AwarenessChangeBuilder out) {
    boolean known = clock(clientId) >= 0;
    Present client = present.get(clientId);
    if (clientId == localClientId && client != null && client.state().truthy()) {
      // Somebody took this client for gone. It reports a removal like any other, and whoever relays
      // the event thereby tells everybody the state again, with a clock that wins.
      put(clientId, nextClock(clock), client.state(), now);
    } else {
      remove(clientId, clock, now);
    }
    if (known) {
      out.removed(clientId);
    }
  }

  private void mergeState(
      long clientId, long clock, AwarenessState state, long now, AwarenessChangeBuilder out) {
    Present before = present.get(clientId);
    put(clientId, clock, state, now);
    if (before == null) {
      out.added(clientId);
    } else {
      out.updated(clientId, !before.state().sameValue(state));
    }
  }

  /**
   * Takes the states of clients away without news from them, as {@code removeAwarenessStates} does.
   */
  void removeAll(Iterable<Long> clientIds, long now, AwarenessChangeBuilder out) {
    for (long clientId : clientIds) {
      Present client = present.get(clientId);
      if (client != null) {
        long clock = clientId == localClientId ? nextClock(client.clock()) : client.clock();
        remove(clientId, clock, now);
        out.removed(clientId);
      }
    }
  }

  /** {@return the remote clients that were silent for {@code timeoutMillis} or longer} */
  List<Long> outdated(long now, long timeoutMillis) {
    List<Long> outdated = new ArrayList<>(0);
    present.forEach(
        (clientId, client) -> {
          if (clientId != localClientId && now - client.lastUpdatedMillis() >= timeoutMillis) {
            outdated.add(clientId);
          }
        });
    return outdated;
  }

  /** Forgets the clocks of clients that have been gone for the time the limits name. */
  void forgetLongGone(long now) {
    long retentionMillis = limits.removedClientRetention().toMillis();
    gone.entrySet()
        .removeIf(
            entry ->
                entry.getKey() != localClientId
                    && now - entry.getValue().removedAtMillis() >= retentionMillis);
  }

  /**
   * Refuses an update that might leave more clients or bytes than the limits allow. What the same
   * update removes does not make room for what it adds.
   */
  void requireRoomFor(List<AwarenessEntry> entries) {
    Set<Long> touched = new HashSet<>();
    long clientCount = present.size();
    long byteCount = totalStateBytes;
    for (AwarenessEntry entry : entries) {
      AwarenessState state = entry.state();
      if (state == null || !isNews(entry)) {
        continue;
      }
      byteCount += state.byteCount();
      if (touched.add(entry.clientId())) {
        Present before = present.get(entry.clientId());
        clientCount += before == null ? 1 : 0;
        byteCount -= before == null ? 0 : before.state().byteCount();
      }
    }
    requireAtMost("awareness clients", clientCount, limits.maxClients(), "maxClients");
    requireAtMost(
        "bytes of all awareness states",
        byteCount,
        limits.maxTotalStateBytes(),
        "maxTotalStateBytes");
  }

  private static void requireAtMost(String what, long value, long maximum, String setting) {
    if (value > maximum) {
      throw new AwarenessLimitException(what, value, maximum, setting, 0);
    }
  }

  private void put(long clientId, long clock, AwarenessState state, long now) {
    Present before = present.put(clientId, new Present(clock, now, state));
    totalStateBytes += state.byteCount() - (before == null ? 0 : before.state().byteCount());
    gone.remove(clientId);
  }

  private void remove(long clientId, long clock, long now) {
    Present before = present.remove(clientId);
    totalStateBytes -= before == null ? 0 : before.state().byteCount();
    gone.remove(clientId);
    gone.put(clientId, new Gone(clock, now));
    if (gone.size() > limits.maxRemovedClients()) {
      forgetFirstGone();
    }
  }

  private void forgetFirstGone() {
    Iterator<Long> clientIds = gone.keySet().iterator();
    while (clientIds.hasNext()) {
      if (clientIds.next() != localClientId) {
        clientIds.remove();
        return;
      }
    }
  }

  /** Stays at the largest clock that peers can read, which only an attacker reaches. */
  private static long nextClock(long clock) {
    return Math.min(clock + 1, MAX_CLOCK);
  }
}
