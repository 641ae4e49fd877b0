package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.Deleter;
import dev.ycrdt.core.internal.store.Integrator;
import dev.ycrdt.core.internal.store.StructStore;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of one document. The document is a monitor: its lock is held by every transaction from
 * start to end of its cleanup, and by every read.
 *
 * <p>Transactions join the one that is open. One that an observer starts while an earlier one is
 * being cleaned up runs at once, but its own cleanup has to wait its turn in the queue.
 *
 * <p>Source: Yjs {@code utils/Doc.js} and {@code transact} in {@code utils/Transaction.js}.
 */
public final class DocState {
  private static final long UINT32_END = 1L << 32;

  private final YDoc doc;
  private final DecodeLimits limits;
  private final boolean gc;
  private final DocLife life;
  private final DocLock lock = new DocLock();
  private final StructStore store = new StructStore();
  private final Integrator integrator = new Integrator(store);
  private final Deleter deleter = new Deleter();
  private final DocListeners listeners = new DocListeners();
  private final Map<String, TypeNode> roots = new LinkedHashMap<>();
  private final List<DocTransaction> queue = new ArrayList<>(1);
  private final TouchLog touches = new TouchLog();
  private @Nullable DocTransaction current;
  private int depth;
  private long clientId;
  private @Nullable ClientStructs localClient;
  private int deepObservers;
  private @Nullable Predicate<Item> gcFilter;

  /** Makes the state of an empty document. */
  public DocState(YDoc doc, long clientId, boolean gc, DecodeLimits limits) {
    this.doc = doc;
    this.clientId = clientId;
    this.gc = gc;
    this.limits = limits;
    this.life = new DocLife(this);
  }

  /** {@return a random client id of 32 bits, like those of Yjs} */
  public static long randomClientId() {
    return ThreadLocalRandom.current().nextLong(UINT32_END);
  }

  /** {@return the API object} */
  public YDoc doc() {
    return doc;
  }

  /** {@return the limits for updates} */
  public DecodeLimits limits() {
    return limits;
  }

  /** {@return whether deleted content is collected} */
  public boolean gc() {
    return gc;
  }

  /** {@return what decides whether a deleted item is collected, null if all are} */
  public @Nullable Predicate<Item> gcFilter() {
    return gcFilter;
  }

  /** Sets what decides whether a deleted item is collected; before the document is used. */
  public void setGcFilter(Predicate<Item> filter) {
    gcFilter = filter;
  }

  /** {@return the structs} */
  public StructStore store() {
    return store;
  }

  /** {@return what links new items into the document} */
  public Integrator integrator() {
    return integrator;
  }

  /** {@return what deletes items} */
  public Deleter deleter() {
    return deleter;
  }

  /** {@return the listeners of the document} */
  public DocListeners listeners() {
    return listeners;
  }

  /** {@return what the document is part of, and what is part of it} */
  public DocLife life() {
    return life;
  }

  /** {@return the client id of local edits} */
  public long clientId() {
    return clientId;
  }

  /** Changes the client id of local edits. */
  public void setClientId(long newClientId) {
    clientId = newClientId;
    localClient = null;
  }

  /**
   * {@return the structs of local edits, with room for {@code length} more clocks}
   *
   * <p>When a peer has used up the clocks of our client id, we take another one.
   */
  public ClientStructs localClient(int length) {
    ClientStructs client = localClient;
    while (client == null || length > Integer.MAX_VALUE - client.state()) {
      if (client != null) {
        clientId = randomClientId();
      }
      client = store.client(clientId);
      localClient = client;
    }
    return client;
  }

  /**
   * Takes the lock.
   *
   * @throws IllegalStateException if waiting for it would never end, see {@link DocLock}
   */
  public void lock() {
    lock.lock();
  }

  /** Takes the lock and returns true, or returns false if waiting for it would never end. */
  public boolean lockUnlessDeadlocked() {
    return lock.lockUnlessDeadlocked();
  }

  /** Leaves {@code task} to the thread that holds the lock: it runs it when it gives it back. */
  public void postpone(Runnable task) {
    lock.postpone(task);
  }

  /** Gives the lock back. */
  public void unlock() {
    lock.unlock();
  }

  /** {@return what {@code read} returns, called while the lock is held} */
  public <T extends @Nullable Object> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  /** {@return the root types by name, in the order of their creation} */
  public Map<String, TypeNode> roots() {
    return Collections.unmodifiableMap(roots);
  }

  /** {@return the root type of that name, which is created without a kind if there is none} */
  public TypeNode root(String name) {
    TypeNode root = roots.get(name);
    if (root == null) {
      root = TypeNode.root(this, name, TypeKind.UNTYPED);
      roots.put(name, root);
    }
    return root;
  }

  /**
   * {@return the root type of that name and kind}
   *
   * @throws IllegalStateException if it was defined as another kind
   */
  public TypeNode root(String name, TypeKind kind) {
    TypeNode root = root(name);
    if (root.kind() == TypeKind.UNTYPED) {
      root.setKind(kind);
    } else if (root.kind() != kind) {
      throw new IllegalStateException(
          "root type \""
              + name
              + "\" is a "
              + root.kind().className()
              + " and cannot be used as a "
              + kind.className());
    }
    return root;
  }

  /** Counts the deep observers, so that nothing is collected for them while there are none. */
  public void addDeepObservers(int delta) {
    deepObservers += delta;
  }

  /** {@return whether a type has deep observers} */
  public boolean hasDeepObservers() {
    return deepObservers > 0;
  }

  /** {@return the open transaction, null when there is none} */
  public @Nullable DocTransaction current() {
    return current;
  }

  /** {@return what the transactions that observers have started did to clients} */
  TouchLog touches() {
    return touches;
  }

  /** {@return the number of transactions that are open or being cleaned up} */
  int queued() {
    return queue.size();
  }

  /** {@return whether a transaction is open or being cleaned up} */
  public boolean inTransaction() {
    return !queue.isEmpty();
  }

  /**
   * Opens a transaction, or joins the open one. Every call needs one of {@link
   * DocTransaction#close}.
   *
   * @param origin what the transaction reports as its origin, if it is a new one
   * @param local false if the transaction applies an update, if it is a new one
   */
  public DocTransaction begin(@Nullable Object origin, boolean local) {
    lock.lock();
    depth++;
    DocTransaction transaction = current;
    if (transaction == null) {
      transaction = new DocTransaction(this, origin, local, !queue.isEmpty());
      current = transaction;
      queue.add(transaction);
      if (!listeners.beforeAllTransactions.isEmpty() || !listeners.beforeTransaction.isEmpty()) {
        announce(transaction);
      }
    }
    return transaction;
  }

  // A listener that throws ends the transaction like a body that throws.
  private void announce(DocTransaction transaction) {
    Failures failures = new Failures();
    if (queue.size() == 1) {
      listeners.beforeAllTransactions.forEach(failures, listener -> listener.accept(doc));
    }
    listeners.beforeTransaction.forEach(failures, listener -> listener.accept(transaction));
    if (!failures.isEmpty()) {
      failures.run(() -> end(transaction));
      failures.throwIfAny();
    }
  }

  /** See {@link DocTransaction#close}. */
  void end(DocTransaction transaction) {
    try {
      if (--depth == 0) {
        current = null;
        if (queue.get(0) == transaction) {
          new Commit(this).run(queue);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Runs {@code body} in a transaction of the given origin, or in the open one. */
  public void transact(@Nullable Object origin, boolean local, Consumer<DocTransaction> body) {
    DocTransaction transaction = begin(origin, local);
    // not try-with-resources: that fails if the body and a listener throw the same object
    Failures failures = new Failures();
    failures.run(() -> body.accept(transaction));
    failures.run(transaction::close);
    failures.throwIfAny();
  }

  /**
   * {@return the state of {@code client} before every transaction that came after {@code first}}
   */
  int clockBeforeLater(DocTransaction first, ClientStructs client) {
    int clock = touches.clockBehind(first.position(), client);
    return clock >= 0 ? clock : client.state();
  }
}
