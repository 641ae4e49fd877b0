package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.YDoc;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The subdocuments that one transaction added, removed or asked to load. */
public final class SubdocChanges {
  private Set<YDoc> added = Set.of();
  private Set<YDoc> removed = Set.of();
  private Set<YDoc> loaded = Set.of();

  SubdocChanges() {}

  /** Records a subdocument that became part of the document. */
  public void add(YDoc doc) {
    added = with(added, doc);
  }

  /** Records a subdocument that is to be loaded. */
  public void load(YDoc doc) {
    loaded = with(loaded, doc);
  }

  /**
   * Records that a subdocument was deleted; one that was added in the same transaction vanishes.
   */
  public void delete(YDoc doc) {
    if (!added.isEmpty() && added.remove(doc)) {
      return;
    }
    removed = with(removed, doc);
  }

  /** Records that a subdocument is gone without having been deleted. */
  public void remove(YDoc doc) {
    removed = with(removed, doc);
  }

  private static Set<YDoc> with(Set<YDoc> set, YDoc doc) {
    Set<YDoc> target = set.isEmpty() ? new LinkedHashSet<>() : set;
    target.add(doc);
    return target;
  }

  boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && loaded.isEmpty();
  }

  Set<YDoc> added() {
    return Collections.unmodifiableSet(added);
  }

  Set<YDoc> removed() {
    return Collections.unmodifiableSet(removed);
  }

  Set<YDoc> loaded() {
    return Collections.unmodifiableSet(loaded);
  }
}
