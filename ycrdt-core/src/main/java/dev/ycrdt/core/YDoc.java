package dev.ycrdt.core;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.PendingLimits;
import dev.ycrdt.core.internal.store.StructStore;
import dev.ycrdt.core.internal.store.TypeDepthLimit;
import dev.ycrdt.core.internal.store.UpdateApplier;
import dev.ycrdt.core.internal.transaction.DocHandles;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.type.JsonReader;
import dev.ycrdt.core.internal.type.TypeHandles;
import dev.ycrdt.core.internal.type.TypeKind;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.update.DecodedUpdate;
import dev.ycrdt.core.internal.update.StateEncoder;
import dev.ycrdt.core.internal.update.UpdateFormat;
import dev.ycrdt.core.lib0.JsValues;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import dev.ycrdt.core.type.YXmlText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A shared document: a set of named root types that any number of replicas change independently and
 * that all become the same once every replica has every update.
 *
 * <pre>{@code
 * YDoc doc = new YDoc();
 * try (Subscription s = doc.onUpdate((update, origin, tr) -> send(update))) {
 *   doc.getText("content").insert(0, "hello");
 * }
 * other.applyUpdate(doc.encodeStateAsUpdate(other.encodeStateVector()));
 * }</pre>
 *
 * <p>Safe for use by several threads: a document is a monitor. A transaction holds its lock from
 * the start to the end of its observers, a read while it lasts. Observers and listeners run on the
 * thread that made the change and must not wait for another thread that uses the document. Two
 * documents whose listeners apply updates to each other are fine, see {@link #applyUpdate(byte[],
 * Object)}. Anything else that two threads want of each other's document while each holds one ends
 * in an {@code IllegalStateException} for one of them instead of a deadlock: put a queue in
 * between. A subdocument is locked after the document that holds it: use the outer document, {@link
 * #load()} or {@link #destroy()} inside a transaction of the subdocument only where that cannot
 * happen.
 *
 * <p>Source: Yjs {@code utils/Doc.js}, {@code utils/encoding.js}.
 */
public final class YDoc {
  static {
    DocHandles.open(doc -> doc.state);
  }

  private final DocState state;
  private final String guid;
  private final boolean autoLoad;
  private final @Nullable Object meta;
  private final @Nullable String collectionId;
  private volatile boolean shouldLoad;
  private volatile boolean destroyed;

  /** Makes an empty document with a random client id and the limits for untrusted updates. */
  public YDoc() {
    this(new Builder());
  }

  private YDoc(Builder builder) {
    this.state = new DocState(this, builder.clientId, builder.gc, builder.limits);
    this.guid = builder.guid != null ? builder.guid : UUID.randomUUID().toString();
    this.autoLoad = builder.autoLoad;
    this.shouldLoad = builder.shouldLoad;
    this.meta = builder.meta;
    this.collectionId = builder.collectionId;
  }

  /** {@return a builder with the settings of {@link #YDoc()}} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the id under which this replica's changes are known, 0 to 2<sup>53</sup>-1} */
  public long clientId() {
    return state.locked(state::clientId);
  }

  /** {@return the globally unique id of the document} */
  public String guid() {
    return guid;
  }

  /** {@return the collection this document belongs to, null when none was set} */
  public @Nullable String collectionId() {
    return collectionId;
  }

  /** {@return whether deleted content is given up} */
  public boolean gc() {
    return state.gc();
  }

  /** {@return whether this document, as a subdocument, is loaded without being asked for} */
  public boolean autoLoad() {
    return autoLoad;
  }

  /** {@return whether this document is to be loaded by whoever provides its content} */
  public boolean shouldLoad() {
    return shouldLoad;
  }

  /** {@return the plain value that is stored with this document as a subdocument, or null} */
  public @Nullable Object meta() {
    return meta;
  }

  /** {@return the limits for updates} */
  public DecodeLimits limits() {
    return state.limits();
  }

  /**
   * {@return the root text of that name}
   *
   * @throws IllegalStateException if the name was defined with another type
   */
  public YText getText(String name) {
    return (YText) root(name, TypeKind.TEXT);
  }

  /**
   * {@return the root array of that name}
   *
   * @throws IllegalStateException if the name was defined with another type
   */
  public YArray getArray(String name) {
    return (YArray) root(name, TypeKind.ARRAY);
  }

  /**
   * {@return the root map of that name}
   *
   * @throws IllegalStateException if the name was defined with another type
   */
  public YMap getMap(String name) {
    return (YMap) root(name, TypeKind.MAP);
  }

  /**
   * {@return the root XML fragment of that name}
   *
   * @throws IllegalStateException if the name was defined with another type
   */
  public YXmlFragment getXmlFragment(String name) {
    return (YXmlFragment) root(name, TypeKind.XML_FRAGMENT);
  }

  /**
   * {@return the root XML element of that name; its node name is the default one}
   *
   * @throws IllegalStateException if the name was defined with another type
   */
  public YXmlElement getXmlElement(String name) {
    return (YXmlElement) root(name, TypeKind.XML_ELEMENT);
  }

  /**
   * {@return the root XML text of that name}
   *
   * @throws IllegalStateException if the name was defined with another type
   */
  public YXmlText getXmlText(String name) {
    return (YXmlText) root(name, TypeKind.XML_TEXT);
  }

  private SharedType root(String name, TypeKind kind) {
    return state.locked(() -> TypeHandles.handleOf(state.root(name, kind)));
  }

  /** {@return the root types that have been asked for by type, in the order of their creation} */
  public Map<String, SharedType> share() {
    return state.locked(
        () -> {
          Map<String, SharedType> roots = new LinkedHashMap<>();
          state
              .roots()
              .forEach(
                  (name, node) -> {
                    if (node.kind() != TypeKind.UNTYPED) {
                      roots.put(name, TypeHandles.handleOf(node));
                    }
                  });
          return Collections.unmodifiableMap(roots);
        });
  }

  /** {@return the content of the root types of {@link #share()} as plain values} */
  public Map<String, @Nullable Object> toJson() {
    return state.locked(
        () -> {
          Map<String, @Nullable Object> json = new LinkedHashMap<>();
          for (Map.Entry<String, TypeNode> root : state.roots().entrySet()) {
            if (root.getValue().kind() != TypeKind.UNTYPED) {
              json.put(root.getKey(), JsonReader.read(root.getValue()));
            }
          }
          return Collections.unmodifiableMap(JsValues.inKeyOrder(json));
        });
  }

  /**
   * Makes one change of all that {@code body} does: one update, one call of each observer. A call
   * inside another transaction joins it.
   *
   * <p>If {@code body} throws, what it did until then stays, observers are called, and the error is
   * thrown on.
   */
  public void transact(Consumer<Transaction> body) {
    transact(body, null);
  }

  /**
   * Makes one change of all that {@code body} does, see {@link #transact(Consumer)}.
   *
   * @param origin tells listeners where the change comes from; ignored when joining
   */
  public void transact(Consumer<Transaction> body, @Nullable Object origin) {
    state.transact(origin, true, body::accept);
  }

  /** Makes one change like {@link #transact(Consumer, Object)} and returns the body's result. */
  public <T extends @Nullable Object> T compute(
      Function<Transaction, T> body, @Nullable Object origin) {
    Result<T> result = new Result<>();
    state.transact(origin, true, transaction -> result.value = body.apply(transaction));
    return result.get();
  }

  /** {@return what {@code body} returns, while no other thread can change the document} */
  public <T extends @Nullable Object> T read(Function<YDoc, T> body) {
    return state.locked(() -> body.apply(this));
  }

  /**
   * {@return the whole document as an update in format V1}
   *
   * <p>Source: Yjs {@code encodeStateAsUpdate}.
   */
  public byte[] encodeStateAsUpdate() {
    return state.locked(() -> StateEncoder.encode(state.store(), StateVector.of(Map.of())));
  }

  /**
   * {@return what a replica lacks, as an update in format V1; all deletions are part of it}
   *
   * <p>Source: Yjs {@code encodeStateAsUpdate}.
   *
   * @param encodedStateVector the state vector of that replica
   * @throws DecodeException if that is no state vector
   */
  public byte[] encodeStateAsUpdate(byte[] encodedStateVector) {
    StateVector target = StateVector.decode(encodedStateVector, limits());
    return state.locked(() -> StateEncoder.encode(state.store(), target));
  }

  /**
   * {@return the whole document as an update in format V2}
   *
   * <p>Source: Yjs {@code encodeStateAsUpdateV2}.
   */
  public byte[] encodeStateAsUpdateV2() {
    return state.locked(() -> StateEncoder.encodeV2(state.store(), StateVector.of(Map.of())));
  }

  /**
   * {@return what a replica lacks, as an update in format V2; all deletions are part of it}
   *
   * <p>Source: Yjs {@code encodeStateAsUpdateV2}.
   *
   * @param encodedStateVector the state vector of that replica, which has only one format
   * @throws DecodeException if that is no state vector
   */
  public byte[] encodeStateAsUpdateV2(byte[] encodedStateVector) {
    StateVector target = StateVector.decode(encodedStateVector, limits());
    return state.locked(() -> StateEncoder.encodeV2(state.store(), target));
  }

  /**
   * {@return the state vector in its binary form}
   *
   * <p>Source: Yjs {@code encodeStateVector}.
   */
  public byte[] encodeStateVector() {
    return stateVector().encode();
  }

  /** {@return how much of each client's changes this replica has} */
  public StateVector stateVector() {
    return state.locked(
        () -> {
          List<ClientStructs> clients = state.store().clients();
          long[] ids = new long[clients.size()];
          long[] clocks = new long[ids.length];
          for (int i = 0; i < ids.length; i++) {
            ids[i] = clients.get(i).id;
            clocks[i] = clients.get(i).state();
          }
          return StateVector.of(ids, clocks);
        });
  }

  /**
   * Applies an update in format V1.
   *
   * @see #applyUpdate(byte[], Object)
   */
  public void applyUpdate(byte[] update) {
    applyUpdate(update, null);
  }

  /**
   * Applies an update in format V1. What depends on updates that are not here yet waits for them,
   * see {@link #hasPending()}. What is known already is ignored.
   *
   * <p>A listener of another document may call this while a second thread does the same the other
   * way round. Where both would wait for each other for ever, one of the two updates is checked and
   * left to the thread that holds this document, which applies it when it is done; what listeners
   * throw then goes to the uncaught exception handler of that thread.
   *
   * <p>Source: Yjs {@code applyUpdate}. Differs: the update is decoded and checked as a whole
   * before anything is changed.
   *
   * @param origin tells listeners where the change comes from
   * @throws DecodeException if {@code update} is no update, or past {@link #limits()}; the document
   *     is as before
   */
  public void applyUpdate(byte[] update, @Nullable Object origin) {
    applyUpdate(update, origin, limits());
  }

  /**
   * Applies an update in format V1 as {@link #applyUpdate(byte[], Object)} does, with limits of its
   * own: a document can take more from its store than from a peer.
   *
   * @throws DecodeException if {@code update} is no update, or past {@code limits}; the document is
   *     as before
   */
  public void applyUpdate(byte[] update, @Nullable Object origin, DecodeLimits limits) {
    apply(UpdateFormat.V1, update, origin, limits);
  }

  /**
   * Applies an update in format V2.
   *
   * @see #applyUpdateV2(byte[], Object)
   */
  public void applyUpdateV2(byte[] update) {
    applyUpdateV2(update, null);
  }

  /**
   * Applies an update in format V2, as {@link #applyUpdate(byte[], Object)} does for V1.
   *
   * <p>Source: Yjs {@code applyUpdateV2}. Differs: the update is decoded and checked as a whole
   * before anything is changed. A few bytes of this format can stand for any number of structs; at
   * most {@link DecodeLimits#maxStructs()} are accepted.
   *
   * @param origin tells listeners where the change comes from
   * @throws DecodeException if {@code update} is no update, or past {@link #limits()}; the document
   *     is as before
   */
  public void applyUpdateV2(byte[] update, @Nullable Object origin) {
    applyUpdateV2(update, origin, limits());
  }

  /**
   * Applies an update in format V2 with limits of its own, see {@link #applyUpdate(byte[], Object,
   * DecodeLimits)}.
   *
   * @throws DecodeException if {@code update} is no update, or past {@code limits}; the document is
   *     as before
   */
  public void applyUpdateV2(byte[] update, @Nullable Object origin, DecodeLimits limits) {
    apply(UpdateFormat.V2, update, origin, limits);
  }

  private void apply(
      UpdateFormat format, byte[] update, @Nullable Object origin, DecodeLimits limits) {
    if (!state.lockUnlessDeadlocked()) {
      postpone(format, update.clone(), origin, limits);
      return;
    }
    try {
      DecodedUpdate decoded = format.decode(update, limits, state.store().lookup());
      PendingLimits.check(state.store().pending, decoded, limits);
      TypeDepthLimit.check(state.store().pending, decoded, limits);
      DocTransaction transaction = state.begin(origin, false);
      try {
        UpdateApplier.apply(transaction, decoded);
      } finally {
        state.end(transaction);
      }
    } finally {
      state.unlock();
    }
  }

  private void postpone(
      UpdateFormat format, byte[] update, @Nullable Object origin, DecodeLimits limits) {
    format.decode(update, limits, new StructStore().lookup());
    state.postpone(() -> apply(format, update, origin, limits));
  }

  /** {@return whether something that was applied waits for updates that are not here yet} */
  public boolean hasPending() {
    return state.locked(() -> !state.store().pending.isEmpty());
  }

  /**
   * Calls {@code listener} with the update of every transaction that changed something, in format
   * V1.
   */
  public Subscription onUpdate(UpdateListener listener) {
    return state.listeners().update.add(listener);
  }

  /**
   * Calls {@code listener} with the update of every transaction that changed something, in format
   * V2, after the listeners of {@link #onUpdate}.
   */
  public Subscription onUpdateV2(UpdateListener listener) {
    return state.listeners().updateV2.add(listener);
  }

  /** Calls {@code listener} before the first of a series of transactions. */
  public Subscription onBeforeAllTransactions(Consumer<YDoc> listener) {
    return state.listeners().beforeAllTransactions.add(listener);
  }

  /** Calls {@code listener} at the start of every transaction. */
  public Subscription onBeforeTransaction(Consumer<Transaction> listener) {
    return state.listeners().beforeTransaction.add(listener);
  }

  /** Calls {@code listener} after the body of every transaction, before the observers of types. */
  public Subscription onBeforeObserverCalls(Consumer<Transaction> listener) {
    return state.listeners().beforeObserverCalls.add(listener);
  }

  /** Calls {@code listener} after the observers of every transaction. */
  public Subscription onAfterTransaction(Consumer<Transaction> listener) {
    return state.listeners().afterTransaction.add(listener);
  }

  /** Calls {@code listener} when a transaction is complete, before its update is emitted. */
  public Subscription onAfterTransactionCleanup(Consumer<Transaction> listener) {
    return state.listeners().afterTransactionCleanup.add(listener);
  }

  /** Calls {@code listener} after the last of a series of transactions. */
  public Subscription onAfterAllTransactions(BiConsumer<YDoc, List<Transaction>> listener) {
    return state.listeners().afterAllTransactions.add(listener);
  }

  /** Calls {@code listener} when subdocuments appear, disappear or are to be loaded. */
  public Subscription onSubdocs(SubdocsListener listener) {
    return state.listeners().subdocs.add(listener);
  }

  /** Calls {@code listener} when the document is destroyed. */
  public Subscription onDestroy(Runnable listener) {
    return state.listeners().destroy.add(listener);
  }

  /** {@return the subdocuments that are part of this document} */
  public Set<YDoc> subdocs() {
    return state.locked(() -> Collections.unmodifiableSet(new LinkedHashSet<>(state.subdocs())));
  }

  /** Asks, as a subdocument, to be loaded: the outer document tells its subdocs listeners. */
  public void load() {
    state.requestLoad(shouldLoad);
    shouldLoad = true;
  }

  /**
   * Ends the use of this document: its listeners are told and dropped. As a subdocument it is
   * replaced by a new, empty one that can be loaded again.
   */
  public void destroy() {
    destroyed = true;
    state.destroy();
  }

  /** {@return whether {@link #destroy()} was called} */
  public boolean isDestroyed() {
    return destroyed;
  }

  /** Carries a result out of a transaction. */
  private static final class Result<T extends @Nullable Object> {
    private @Nullable T value;

    @SuppressWarnings("NullAway") // null only if T is nullable: a body that throws ends before this
    T get() {
      return value;
    }
  }

  /** The settings of a document. Not safe for use by several threads. */
  public static final class Builder {
    private static final long MAX_CLIENT_ID = (1L << 53) - 1;

    private long clientId = DocState.randomClientId();
    private @Nullable String guid;
    private @Nullable String collectionId;
    private boolean gc = true;
    private boolean autoLoad;
    private boolean shouldLoad = true;
    private @Nullable Object meta;
    private DecodeLimits limits = DecodeLimits.untrusted();

    private Builder() {}

    /**
     * Sets the id under which this replica's changes are known. No two replicas may use the same
     * one at the same time; by default it is a random number of 32 bits.
     *
     * @param id 0 to 2<sup>53</sup>-1
     */
    public Builder clientId(long id) {
      if (id < 0 || id > MAX_CLIENT_ID) {
        throw new IllegalArgumentException("client id " + id + " is not in 0 to 2^53-1");
      }
      clientId = id;
      return this;
    }

    /** Sets the globally unique id; by default it is a random UUID. */
    public Builder guid(String id) {
      guid = id;
      return this;
    }

    /** Sets the collection the document belongs to. */
    public Builder collectionId(@Nullable String id) {
      collectionId = id;
      return this;
    }

    /** Sets whether deleted content is given up, which is the default. */
    public Builder gc(boolean enabled) {
      gc = enabled;
      return this;
    }

    /** Sets whether the document, as a subdocument, is loaded without being asked for. */
    public Builder autoLoad(boolean enabled) {
      autoLoad = enabled;
      return this;
    }

    /** Sets whether the document is to be loaded by whoever provides its content. */
    public Builder shouldLoad(boolean enabled) {
      shouldLoad = enabled;
      return this;
    }

    /**
     * Sets the plain value that is stored with the document as a subdocument.
     *
     * @throws IllegalArgumentException if it is no plain value
     */
    public Builder meta(@Nullable Object value) {
      meta = JsValues.copyOf(value);
      return this;
    }

    /** Sets the limits for updates; the default is {@link DecodeLimits#untrusted()}. */
    public Builder limits(DecodeLimits decodeLimits) {
      limits = decodeLimits;
      return this;
    }

    /** {@return an empty document with these settings} */
    public YDoc build() {
      return new YDoc(this);
    }
  }
}
