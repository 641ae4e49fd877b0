package dev.ycrdt.server.room;

import dev.ycrdt.core.StateVector;
import dev.ycrdt.protocol.Message;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a slow reader was not sent. Its size depends on how many clients edited, not on how much
 * they wrote.
 *
 * <p>The state vector that the reader is known to have follows from the document's own: for each
 * client of a skipped update it ends where the first skipped update of that client begins. A diff
 * against it contains everything skipped, and all deletions, as every diff does.
 */
final class Arrears {
  private final long sinceMillis;
  private final Map<Long, Long> firstSkippedClocks = new HashMap<>();
  private final Set<Long> awarenessClients = new LinkedHashSet<>();
  private boolean updatesSkipped;
  private Message.@Nullable SyncStep1 unanswered;

  Arrears(long sinceMillis) {
    this.sinceMillis = sinceMillis;
  }

  long sinceMillis() {
    return sinceMillis;
  }

  void skip(UpdateBroadcast update) {
    updatesSkipped = true;
    update
        .firstClocks()
        .forEach((client, clock) -> firstSkippedClocks.merge(client, clock, Math::min));
  }

  void skipAwareness(Collection<Long> clients) {
    awarenessClients.addAll(clients);
  }

  void owe(Message.SyncStep1 question) {
    unanswered = question;
  }

  Message.@Nullable SyncStep1 unanswered() {
    return unanswered;
  }

  boolean updatesSkipped() {
    return updatesSkipped;
  }

  Collection<Long> awarenessClients() {
    return awarenessClients;
  }

  /** {@return what the reader has, given what the document has} */
  StateVector known(StateVector document) {
    Map<Long, Long> clocks = new HashMap<>(document.toMap());
    firstSkippedClocks.forEach(
        (client, clock) -> {
          if (clock == 0) {
            clocks.remove(client);
          } else {
            clocks.computeIfPresent(client, (same, known) -> Math.min(known, clock));
          }
        });
    return StateVector.of(clocks);
  }
}
