package dev.ycrdt.server.transport;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The TCP connections that are open, whatever they are used for. */
final class ConnectionRegistry {

  private final Set<TcpConnection> connections = ConcurrentHashMap.newKeySet();

  void add(TcpConnection connection) {
    connections.add(connection);
  }

  void remove(TcpConnection connection) {
    connections.remove(connection);
    synchronized (this) {
      notifyAll();
    }
  }

  int size() {
    return connections.size();
  }

  List<TcpConnection> snapshot() {
    return List.copyOf(connections);
  }

  void sweep(long nowNanos) {
    for (TcpConnection connection : connections) {
      connection.sweep(nowNanos);
    }
  }

  /** Waits until no connection is left; false if the time ran out before. */
  synchronized boolean awaitEmpty(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (!connections.isEmpty()) {
      long rest = end - System.nanoTime();
      if (rest <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, rest);
    }
    return true;
  }
}
