package dev.ycrdt.protocol;

import java.util.Collection;
import java.util.List;

/**
 * What {@link Awareness#apply} did. Immutable.
 *
 * @param change the clients whose entry was accepted; the removed ones include the local client if
 *     a peer took it for gone, although its state stays
 * @param presumedGone clients that the sender has a state of, but that were removed here at the
 *     same clock or a later one. Sending {@link Awareness#encodeUpdate(Collection)} of them back
 *     makes a client that is still there raise its clock and reappear at once. Without that, one
 *     that reconnects with its old clock stays unseen until it renews its state after 15 s.
 */
public record AwarenessApplied(AwarenessChange change, List<Long> presumedGone) {

  /** Copies the list. */
  public AwarenessApplied {
    presumedGone = List.copyOf(presumedGone);
  }
}
