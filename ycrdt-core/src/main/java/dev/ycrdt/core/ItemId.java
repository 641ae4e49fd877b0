package dev.ycrdt.core;

/**
 * The name of one element of a document: who made it, and when by that client's count.
 *
 * <p>Source: Yjs {@code utils/ID.js}.
 *
 * @param client the client id, 0 to 2<sup>53</sup>-1
 * @param clock the number of elements the client made before, 0 to 2<sup>53</sup>-1
 */
public record ItemId(long client, long clock) {
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a part is outside 0 to 2<sup>53</sup>-1
   */
  public ItemId {
    requireSafe("client", client);
    requireSafe("clock", clock);
  }

  private static void requireSafe(String what, long value) {
    if (value < 0 || value > MAX_SAFE_INTEGER) {
      throw new IllegalArgumentException(what + " outside 0 to 2^53-1: " + value);
    }
  }
}
