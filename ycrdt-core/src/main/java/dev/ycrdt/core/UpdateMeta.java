package dev.ycrdt.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which clocks an update covers, per client. Immutable and safe for use by any thread.
 *
 * <p>The range may have gaps: an update can hold Skips.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/updates.js}, {@code parseUpdateMeta}.
 *
 * @param from client to the clock of its first struct
 * @param to client to the clock after its last struct; the same clients as {@code from}
 */
public record UpdateMeta(Map<Long, Long> from, Map<Long, Long> to) {

  /** Copies both maps and keeps their order. */
  public UpdateMeta {
    from = Collections.unmodifiableMap(new LinkedHashMap<>(from));
    to = Collections.unmodifiableMap(new LinkedHashMap<>(to));
  }
}
