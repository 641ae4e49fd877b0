package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.internal.struct.ContentDoc;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.SubdocOptions;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of a document from its creation to its end: what it is part of, which subdocuments it
 * holds, whether its content is to be loaded and is there.
 *
 * <p>Source: Yjs {@code utils/Doc.js}, {@code structs/ContentDoc.js} and the end of {@code
 * cleanupTransactions}.
 */
public final class DocLife {
  private final DocState state;
  private final Readiness readiness;
  private final Set<YDoc> subdocs = new LinkedHashSet<>();
  private volatile @Nullable Item holder;
  private volatile @Nullable String collectionId;
  private volatile boolean shouldLoad;
  private volatile boolean destroyed;

  DocLife(DocState state) {
    this.state = state;
    this.readiness = new Readiness(state.doc(), state.listeners());
  }

  /** Sets what is known when the document is made. */
  public void begin(@Nullable String collection, boolean toBeLoaded) {
    collectionId = collection;
    shouldLoad = toBeLoaded;
  }

  /** {@return whether the content is there} */
  public Readiness readiness() {
    return readiness;
  }

  /** {@return the subdocuments, in the order in which they became part of this document} */
  public Set<YDoc> subdocs() {
    return state.locked(() -> new LinkedHashSet<>(subdocs));
  }

  /** {@return the collection of this document, null when it has none} */
  public @Nullable String collectionId() {
    return collectionId;
  }

  /** {@return whether the content is to be loaded} */
  public boolean shouldLoad() {
    return shouldLoad;
  }

  /** {@return whether the document was destroyed} */
  public boolean isDestroyed() {
    return destroyed;
  }

  /** {@return whether this document is part of another one} */
  public boolean isSubdoc() {
    return holder != null;
  }

  private @Nullable DocState outer() {
    Item item = holder;
    return item == null ? null : item.parent.doc;
  }

  /** {@return whether {@code candidate} is this document or one that holds it} */
  public boolean isInside(YDoc candidate) {
    DocState next = state;
    while (next != null && next.doc() != candidate) {
      next = next.life().outer();
    }
    return next != null;
  }

  /** Makes this document part of the document of {@code transaction}, as the content of an item. */
  public void attach(DocTransaction transaction, Item item) {
    holder = item;
    transaction.subdocs().add(state.doc());
    if (shouldLoad) {
      transaction.subdocs().load(state.doc());
    }
  }

  /** Takes note of what a transaction did to the subdocuments of this document. */
  void apply(SubdocChanges changes) {
    for (YDoc added : changes.added()) {
      DocHandles.stateOf(added).life().adopt(state.clientId(), collectionId);
      subdocs.add(added);
    }
    subdocs.removeAll(changes.removed());
  }

  private void adopt(long outerClientId, @Nullable String outerCollectionId) {
    if (collectionId == null) {
      collectionId = outerCollectionId;
    }
    state.locked(
        () -> {
          state.setClientId(outerClientId);
          return null;
        });
  }

  /**
   * Tells the outer document, if there is one, that this document is to be loaded.
   *
   * <p>Source: Yjs {@code Doc.load}.
   */
  public void load() {
    DocState outer = outer();
    if (outer != null && !shouldLoad) {
      outer.transact(null, true, transaction -> transaction.subdocs().load(state.doc()));
    }
    shouldLoad = true;
  }

  /**
   * Ends the use of this document; as a subdocument it is replaced by an empty one.
   *
   * <p>Source: Yjs {@code Doc.destroy}.
   */
  public void destroy() {
    destroyed = true;
    Failures failures = new Failures();
    for (YDoc subdoc : subdocs()) {
      failures.run(subdoc::destroy);
    }
    failures.run(this::replaceInOuter);
    state.listeners().destroy.forEach(failures, listener -> listener.accept(state.doc()));
    state.listeners().clear();
    failures.run(readiness::end);
    failures.throwIfAny();
  }

  private void replaceInOuter() {
    DocState outer = outer();
    if (outer == null) {
      return;
    }
    outer.lock();
    try {
      Item item = holder;
      if (item != null) {
        holder = null;
        YDoc replacement = replaceIn(item);
        outer.transact(
            null,
            true,
            transaction -> {
              if (replacement != null && !item.isDeleted()) {
                transaction.subdocs().add(replacement);
              }
              transaction.subdocs().remove(state.doc());
            });
      }
    } finally {
      outer.unlock();
    }
  }

  // What is left of a deleted item may be garbage, which has no place for a document.
  private @Nullable YDoc replaceIn(Item item) {
    if (!(item instanceof ContentItem contentItem
        && contentItem.content() instanceof ContentDoc content)) {
      return null;
    }
    YDoc replacement =
        SubdocOptions.createUnloaded(state.doc().guid(), content.options(), state.limits());
    DocHandles.stateOf(replacement).life().holder = item;
    contentItem.replaceContent(new ContentDoc(replacement, content.options()));
    return replacement;
  }
}
