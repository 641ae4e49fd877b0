package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.internal.store.DeleteRanges.ClientRanges;
import dev.ycrdt.core.internal.update.DecodedStruct;
import dev.ycrdt.core.internal.update.DecodedUpdate;
import dev.ycrdt.core.internal.update.Section;
import dev.ycrdt.core.internal.update.StructRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses an update of which a part would have to wait when too much waits already. What can be
 * applied as a whole is never refused, so a document that is full can still be completed.
 */
public final class PendingLimits {
  private final PendingUpdates pending;
  private final DecodeLimits limits;

  private PendingLimits(PendingUpdates pending, DecodeLimits limits) {
    this.pending = pending;
    this.limits = limits;
  }

  /**
   * Checks an update that is not applied yet.
   *
   * @throws LimitExceededException if it cannot be applied as a whole and does not fit either
   */
  public static void check(PendingUpdates pending, DecodedUpdate update, DecodeLimits limits) {
    new PendingLimits(pending, limits).check(update);
  }

  private void check(DecodedUpdate update) {
    long structs = pending.structCount();
    long bytes = pending.heldBytes();
    for (Section section : update.sections()) {
      structs += section.count();
      bytes += section.heldBytes();
    }
    if ((structs > limits.maxPendingStructs() || bytes > limits.maxPendingBytes())
        && hasGap(update)) {
      refuse("structs that wait", structs, limits.maxPendingStructs(), "maxPendingStructs");
      refuse("bytes that wait", bytes, limits.maxPendingBytes(), "maxPendingBytes");
    }
    checkDeletes(update.deletes());
  }

  private static void refuse(String what, long value, long limit, String setting) {
    if (value > limit) {
      throw new LimitExceededException(what, value, limit, setting, 0);
    }
  }

  private void checkDeletes(DeleteRanges deletes) {
    long ranges = (long) pending.deletes().rangeCount() + deletes.rangeCount();
    if (ranges <= limits.maxDeleteRanges()) {
      return;
    }
    for (ClientRanges client : deletes.clients()) {
      for (int i = 0; i < client.count(); i++) {
        if (client.end(i) > client.client().state()) {
          refuse("delete ranges that wait", ranges, limits.maxDeleteRanges(), "maxDeleteRanges");
        }
      }
    }
  }

  /**
   * Returns whether a part of the update would have to wait. Walks all sections at once: each goes
   * on until it depends on a clock that is not reached, and again when that clock is reached.
   */
  private boolean hasGap(DecodedUpdate update) {
    Map<ClientStructs, Progress> progress = new HashMap<>();
    Deque<Progress> ready = new ArrayDeque<>();
    for (Section section : update.sections()) {
      Progress start = new Progress(section.client.state(), section.iterator());
      progress.put(section.client, start);
      ready.add(start);
    }
    while (!ready.isEmpty()) {
      Progress current = ready.poll();
      if (current.advance(progress)) {
        ready.addAll(current.takeWaiters());
      }
    }
    return progress.values().stream().anyMatch(section -> !section.isDone());
  }

  /** How far one section gets. */
  private static final class Progress {
    private final Iterator<DecodedStruct> structs;
    private final List<Progress> waiters = new ArrayList<>(0);
    private int reached;
    private @Nullable DecodedStruct next;

    Progress(int reached, Iterator<DecodedStruct> structs) {
      this.reached = reached;
      this.structs = structs;
      next = structs.hasNext() ? structs.next() : null;
    }

    boolean isDone() {
      return next == null;
    }

    /** Takes structs until one has to wait. Returns whether a new clock was reached. */
    boolean advance(Map<ClientStructs, Progress> all) {
      int reachedBefore = reached;
      while (next != null && isApplicable(next, all)) {
        if (next.ref != StructRef.SKIP) {
          reached = Math.max(reached, next.endClock());
        }
        next = structs.hasNext() ? structs.next() : null;
      }
      return reached > reachedBefore;
    }

    private boolean isApplicable(DecodedStruct struct, Map<ClientStructs, Progress> all) {
      return struct.ref == StructRef.SKIP || (struct.clock <= reached && !waitsFor(struct, all));
    }

    private boolean waitsFor(DecodedStruct struct, Map<ClientStructs, Progress> all) {
      return waitsFor(struct.originClient, struct.originClock, all)
          || waitsFor(struct.rightOriginClient, struct.rightOriginClock, all)
          || waitsFor(struct.parentClient, struct.parentClock, all);
    }

    private boolean waitsFor(
        @Nullable ClientStructs client, int clock, Map<ClientStructs, Progress> all) {
      if (client == null || clock < client.state()) {
        return false;
      }
      Progress other = all.get(client);
      if (other == null) {
        return true;
      }
      if (clock < other.reached) {
        return false;
      }
      other.waiters.add(this);
      return true;
    }

    List<Progress> takeWaiters() {
      List<Progress> result = List.copyOf(waiters);
      waiters.clear();
      return result;
    }
  }
}
