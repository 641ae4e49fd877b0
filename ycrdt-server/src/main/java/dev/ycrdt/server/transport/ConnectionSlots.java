package dev.ycrdt.server.transport;

/** How many WebSocket connections there are and may be. Safe for use by several threads. */
final class ConnectionSlots {

  private final int capacity;
  private int taken;
  private boolean closed;

  ConnectionSlots(int capacity) {
    this.capacity = capacity;
  }

  synchronized boolean tryTake() {
    if (closed || taken >= capacity) {
      return false;
    }
    taken++;
    return true;
  }

  synchronized void release() {
    taken--;
  }

  synchronized int taken() {
    return taken;
  }

  /** Lets nobody in any more. */
  synchronized void close() {
    closed = true;
  }
}
