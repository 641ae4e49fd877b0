package dev.ycrdt.core;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.PendingLimits;
import dev.ycrdt.core.internal.store.StructStore;
import dev.ycrdt.core.internal.store.TypeDepthLimit;
import dev.ycrdt.core.internal.store.UpdateApplier;
import dev.ycrdt.core.internal.transaction.DocHandles;
import dev.ycrdt.core.internal.transaction.DocListeners;
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
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
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
public final class YDoc extends DocEvents {
  static {
    DocHandles.open(doc -> doc.state);
  }

  private static final long MAX_CLIENT_ID = (1L << 53) - 1;

  private static final Map<Class<? extends SharedType>, TypeKind> ROOT_KINDS =
      Map.of(
          YText.class, TypeKind.TEXT,
          YArray.class, TypeKind.ARRAY,
          YMap.class, TypeKind.MAP,
          YXmlFragment.class, TypeKind.XML_FRAGMENT,
          YXmlElement.class, TypeKind.XML_ELEMENT,
          YXmlText.class, TypeKind.XML_TEXT);

  private final DocState state;
  private final String guid;
  private final boolean autoLoad;
  private final @Nullable Object meta;

  /** Makes an empty document with a random client id and the limits for untrusted updates. */
  public YDoc() {
    this(new Builder());
  }

  private YDoc(Builder builder) {
    this.state = new DocState(this, builder.clientId, builder.gc, builder.limits);
    Predicate<ItemView> gcFilter = builder.gcFilter;
    if (gcFilter != null) {
      state.setGcFilter(item -> gcFilter.test(new ItemView(item)));
    }
    this.guid = builder.guid != null ? builder.guid : UUID.randomUUID().toString();
    this.autoLoad = builder.autoLoad;
    this.meta = builder.meta;
    state.life().begin(builder.collectionId, builder.shouldLoad);
  }

  @Override
  DocListeners listeners() {
    return state.listeners();
  }

  /** {@return a builder with the settings of {@link #YDoc()}} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the id under which this replica's changes are known, 0 to 2<sup>53</sup>-1} */
  public long clientId() {
    return state.locked(state::clientId);
  }

  /**
   * Changes the id under which this replica's changes are known from now on. No two replicas may
   * use the same one at the same time.
   *
   * @throws IllegalArgumentException if {@code id} is not in 0 to 2<sup>53</sup>-1
   */
  public void setClientId(long id) {
    checkClientId(id);
    state.lock();
    try {
      state.setClientId(id);
    } finally {
      state.unlock();
    }
  }

  private static void checkClientId(long id) {
    if (id < 0 || id > MAX_CLIENT_ID) {
      throw new IllegalArgumentException("client id " + id + " is not in 0 to 2^53-1");
    }
  }

  /** {@return the globally unique id of the document} */
  public String guid() {
    return guid;
  }

  /**
   * {@return the collection this document belongs to, null when none was set; a subdocument without
   * one gets that of the outer document}
   */
  public @Nullable String collectionId() {
    return state.life().collectionId();
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
    return state.life().shouldLoad();
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

  /**
   * {@return the root type of that name}
   *
   * <p>Source: Yjs {@code Doc.get}. Differs: a root cannot be a hook, which would have no name.
   *
   * @param type the class of the root: {@code YText.class}, {@code YArray.class} and so on
   * @throws IllegalStateException if the name was defined with another type
   * @throws IllegalArgumentException if no root can be of that class
   */
  public <T extends SharedType> T get(String name, Class<T> type) {
    TypeKind kind = ROOT_KINDS.get(type);
    if (kind == null) {
      throw new IllegalArgumentException("no root can be a " + type.getSimpleName());
    }
    return type.cast(root(name, kind));
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

  /** {@return the subdocuments that are part of this document} */
  public Set<YDoc> subdocs() {
    return Collections.unmodifiableSet(state.life().subdocs());
  }

  /** {@return the ids of the subdocuments that are part of this document} */
  public Set<String> subdocGuids() {
    Set<String> guids = new LinkedHashSet<>();
    state.life().subdocs().forEach(subdoc -> guids.add(subdoc.guid));
    return Collections.unmodifiableSet(guids);
  }

  /** Asks, as a subdocument, to be loaded: the outer document tells its subdocs listeners. */
  public void load() {
    state.life().load();
  }

  /** {@return whether the content was loaded, see {@link #setLoaded()}} */
  public boolean isLoaded() {
    return state.life().readiness().isLoaded();
  }

  /** {@return whether the document is in sync, see {@link #setSynced}} */
  public boolean isSynced() {
    return state.life().readiness().isSynced();
  }

  /**
   * {@return a future that completes with this document when the content was loaded}
   *
   * <p>It completes after the listeners were called, on the thread that called {@link #setLoaded()}
   * or {@link #setSynced}; it fails when the document is destroyed before. Every call returns a
   * future of its own.
   */
  public CompletableFuture<YDoc> whenLoaded() {
    return state.life().readiness().whenLoaded();
  }

  /**
   * {@return a future that completes with this document when it is in sync; once it is not any
   * more, a call returns a future that waits for the next time}
   *
   * <p>Otherwise it is like that of {@link #whenLoaded()}.
   */
  public CompletableFuture<YDoc> whenSynced() {
    return state.life().readiness().whenSynced();
  }

  /**
   * Reports that the content was loaded, from storage for instance: for whoever provides it. Load
   * listeners are called every time. Does nothing after {@link #destroy()}.
   *
   * <p>Source: in Yjs a provider emits the event {@code load}.
   */
  public void setLoaded() {
    state.life().readiness().setLoaded();
  }

  /**
   * Reports that the document is in sync with its peers, or no longer so: for whoever connects it.
   * A document in sync counts as loaded. Sync listeners are called every time, on this thread; they
   * do not hold the lock of the document. Does nothing after {@link #destroy()}.
   *
   * <p>Source: in Yjs a provider emits the event {@code sync}.
   */
  public void setSynced(boolean synced) {
    state.life().readiness().setSynced(synced);
  }

  /**
   * Ends the use of this document: its listeners are told and dropped, its subdocuments destroyed.
   * As a subdocument it is replaced by a new, empty one that can be loaded again.
   */
  public void destroy() {
    state.life().destroy();
  }

  /** {@return whether {@link #destroy()} was called} */
  public boolean isDestroyed() {
    return state.life().isDestroyed();
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
    private long clientId = DocState.randomClientId();
    private @Nullable String guid;
    private @Nullable String collectionId;
    private boolean gc = true;
    private @Nullable Predicate<ItemView> gcFilter;
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
      checkClientId(id);
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

    /**
     * Sets what decides, when a transaction has deleted an item, whether its content is given up;
     * by default all of it is. What is inside a deleted type goes with that type.
     *
     * <p>The filter runs with the document locked and must not change it. If it throws, the content
     * stays, and the change that deleted the item throws the error at its end. An item that was
     * spared once is not asked about again.
     */
    public Builder gcFilter(Predicate<ItemView> filter) {
      gcFilter = filter;
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
