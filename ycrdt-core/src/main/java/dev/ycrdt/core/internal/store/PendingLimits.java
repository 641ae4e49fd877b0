package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.LimitExceededException;
import dev.ycrdt.core.internal.store.DeleteRanges.ClientRanges;
import dev.ycrdt.core.internal.update.DecodedStruct;
import dev.ycrdt.core.internal.update.DecodedUpdate;
import dev.ycrdt.core.internal.update.Section;
import dev.ycrdt.core.internal.update.StructRef;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses an update of which a part would have to wait when too much waits already. What can be
 * applied as a whole is never refused, so a document that is full can still be completed.
 */
public final class PendingLimits {
  private final PendingUpdates pending;
  private final DecodeLimits limits;
  private final Map<ClientStructs, Section> sections = new HashMap<>();

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

  private boolean hasGap(DecodedUpdate update) {
    for (Section section : update.sections()) {
      sections.put(section.client, section);
    }
    for (Section section : update.sections()) {
      int reached = section.client.state();
      for (DecodedStruct struct : section) {
        if (struct.ref != StructRef.SKIP) {
          if (struct.clock > reached || dependsOnMore(struct)) {
            return true;
          }
          reached = Math.max(reached, struct.endClock());
        }
      }
    }
    return false;
  }

  private boolean dependsOnMore(DecodedStruct struct) {
    return isMissing(struct.originClient, struct.originClock)
        || isMissing(struct.rightOriginClient, struct.rightOriginClock)
        || isMissing(struct.parentClient, struct.parentClock);
  }

  private boolean isMissing(@Nullable ClientStructs client, int clock) {
    if (client == null || clock < client.state()) {
      return false;
    }
    Section section = sections.get(client);
    return section == null || clock >= section.endClock();
  }
}
