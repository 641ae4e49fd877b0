package dev.ycrdt.server.store;

import java.util.List;

/** Joins the V1 updates of one document into one that has the same effect. Must be thread-safe. */
@FunctionalInterface
public interface UpdateMerger {
  /**
   * Merges updates without changing them.
   *
   * @param updates at least two updates, oldest first
   * @return one update with the effect of all
   * @throws RuntimeException if one of them cannot be decoded
   */
  byte[] merge(List<byte[]> updates);
}
