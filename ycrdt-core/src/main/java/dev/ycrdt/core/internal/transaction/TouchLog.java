package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.internal.store.ClientStructs;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * Which clients got structs in the transactions that observers have started, so that an earlier
 * transaction of the series finds what came after it without a look at each of them.
 */
final class TouchLog {
  private static final int NEVER = -1;

  private final Map<ClientStructs, Touches> touchesByClient = new LinkedHashMap<>(0);

  /**
   * Records that a transaction gives structs to a client for the first time.
   *
   * @param position the place of the transaction in the series, not less than in the call before
   * @param clock the state of the client before
   */
  void add(int position, ClientStructs client, int clock) {
    touchesByClient.computeIfAbsent(client, key -> new Touches()).add(position, clock);
  }

  /** {@return the state of a client before the transactions behind a position, or -1} */
  int clockBehind(int position, ClientStructs client) {
    Touches touches = touchesByClient.get(client);
    return touches == null ? NEVER : touches.clockBehind(position);
  }

  /** Calls {@code action} for each client that got structs behind a position, with its state. */
  void forEachBehind(int position, ObjIntConsumer<ClientStructs> action) {
    touchesByClient.forEach(
        (client, touches) -> {
          int clock = touches.clockBehind(position);
          if (clock != NEVER) {
            action.accept(client, clock);
          }
        });
  }

  void clear() {
    touchesByClient.clear();
  }

  /** The touches of one client, in the order of the series. */
  private static final class Touches {
    private int[] positions = new int[4];
    private int[] clocks = new int[4];
    private int count;

    void add(int position, int clock) {
      if (count == positions.length) {
        positions = Arrays.copyOf(positions, 2 * count);
        clocks = Arrays.copyOf(clocks, 2 * count);
      }
      positions[count] = position;
      clocks[count++] = clock;
    }

    int clockBehind(int position) {
      int found = Arrays.binarySearch(positions, 0, count, position);
      int next = found >= 0 ? found + 1 : -found - 1;
      return next < count ? clocks[next] : NEVER;
    }
  }
}
