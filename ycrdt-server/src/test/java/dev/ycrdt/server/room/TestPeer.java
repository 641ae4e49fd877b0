package dev.ycrdt.server.room;

import dev.ycrdt.protocol.Message;
import dev.ycrdt.protocol.MessageReader;
import dev.ycrdt.server.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A peer that keeps what it is sent; tests say how much of it is still queued. */
final class TestPeer implements Peer {
  private final String label;
  private final List<OutboundMessage> sent = new CopyOnWriteArrayList<>();
  private final List<Runnable> drainCallbacks = new ArrayList<>();
  private volatile long queuedBytes;
  private volatile @Nullable String closed;

  /** Thrown by {@link #send} if set. */
  volatile @Nullable RuntimeException sendFailure;

  TestPeer(String label) {
    this.label = label;
  }

  List<OutboundMessage> sent() {
    return sent;
  }

  List<Message> messages() {
    return sent.stream().flatMap(each -> MessageReader.readAll(each.payload()).stream()).toList();
  }

  <T extends Message> List<T> messages(Class<T> type) {
    return messages().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** {@return code and reason of the close, null if open} */
  @Nullable String closed() {
    return closed;
  }

  void awaitClosed(String codeAndReason) {
    Await.until(label + " is closed with " + codeAndReason, () -> codeAndReason.equals(closed));
  }

  /** Pretends that the client stopped reading. */
  void stall(long bytes) {
    queuedBytes = bytes;
  }

  /** Pretends that the client read everything. */
  void drain() {
    queuedBytes = 0;
    List<Runnable> due;
    synchronized (drainCallbacks) {
      due = List.copyOf(drainCallbacks);
      drainCallbacks.clear();
    }
    due.forEach(Runnable::run);
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public boolean send(OutboundMessage message) {
    RuntimeException failure = sendFailure;
    if (failure != null) {
      throw failure;
    }
    if (closed == null) {
      sent.add(message);
    }
    return closed == null;
  }

  @Override
  public long queuedBytes() {
    return queuedBytes;
  }

  @Override
  public void onDrained(long belowBytes, Runnable callback) {
    synchronized (drainCallbacks) {
      drainCallbacks.add(callback);
    }
  }

  @Override
  public void close(int code, String reason) {
    if (closed == null) {
      closed = code + " " + reason;
    }
  }
}
