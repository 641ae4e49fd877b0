package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.store.DeleteRanges.ClientRanges;
import dev.ycrdt.core.internal.struct.Content;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.ContentString;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.Gc;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.MapItem;
import dev.ycrdt.core.internal.struct.Struct;
import dev.ycrdt.core.internal.struct.TextItem;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.update.DecodedStruct;
import dev.ycrdt.core.internal.update.DecodedUpdate;
import dev.ycrdt.core.internal.update.Section;
import dev.ycrdt.core.internal.update.StructRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies a checked update to a document.
 *
 * <p>Structs are taken client by client, the highest client id first. A struct that depends on
 * another client waits on a stack while that client's structs are taken. A dependency that nobody
 * has sends the clients on the stack, with everything they still have, to the pending structs.
 *
 * <p>Source: Yjs {@code readUpdateV2}, {@code integrateStructs}, {@code Item.getMissing} and {@code
 * readAndApplyDeleteSet}.
 */
public final class UpdateApplier {
  private final DocState doc;
  private final StructStore store;
  private final DocTransaction transaction;
  private final Deque<DecodedStruct> stack = new ArrayDeque<>(0);
  private final List<Section> rest = new ArrayList<>(0);
  private final Map<ClientStructs, Integer> missing = new LinkedHashMap<>(0);

  private UpdateApplier(DocTransaction transaction) {
    this.transaction = transaction;
    this.doc = transaction.state();
    this.store = doc.store();
  }

  /** Applies {@code update} as part of {@code transaction}, which becomes a remote one. */
  public static void apply(DocTransaction transaction, DecodedUpdate update) {
    transaction.setRemote();
    new UpdateApplier(transaction).apply(update);
  }

  private void apply(DecodedUpdate update) {
    PendingUpdates pending = store.pending;
    integrate(update.sections());
    boolean retry = pending.hasStructs() && pending.isWorthRetrying();
    addRestToPending();
    applyDeletes(update.deletes());
    if (retry) {
      integrate(pending.takeStructs());
      addRestToPending();
      applyDeletes(new DeleteRanges());
    }
  }

  private void addRestToPending() {
    missing.forEach(store.pending::addMissing);
    missing.clear();
    for (Section section : rest) {
      store.pending.add(section.client, section.remainingStructs());
    }
    rest.clear();
  }

  private void integrate(List<Section> ascending) {
    for (Section section : ascending) {
      section.client.section = section;
    }
    for (int i = ascending.size() - 1; i >= 0; i--) {
      Section section = ascending.get(i);
      while (!section.isGivenUp && section.hasNext()) {
        takeWithDependencies(section.next());
      }
    }
    for (Section section : ascending) {
      section.client.section = null;
    }
  }

  private void takeWithDependencies(DecodedStruct first) {
    DecodedStruct struct = first;
    while (struct != null) {
      DecodedStruct dependency = take(struct);
      struct = dependency != null ? dependency : stack.poll();
    }
  }

  /**
   * Integrates {@code struct} or puts it on the stack. Returns the struct that has to come first,
   * null if there is none.
   */
  private @Nullable DecodedStruct take(DecodedStruct struct) {
    ClientStructs client = struct.client;
    int known = client.state() - struct.clock;
    if (struct.ref == StructRef.SKIP) {
      return null;
    }
    if (known >= struct.length) {
      splitAtNeighbours(struct);
      return null;
    }
    if (known < 0) {
      giveUp(struct, client, struct.clock - 1);
      return null;
    }
    ClientStructs dependency = missingClient(struct);
    if (dependency == null) {
      integrate(struct, known);
      return null;
    }
    Section section = dependency.section;
    if (section == null || section.isGivenUp || !section.hasNext()) {
      giveUp(struct, dependency, dependency.state());
      return null;
    }
    stack.push(struct);
    return section.next();
  }

  // Yjs looks up the neighbours of a struct before it sees that it has it already. The splits are
  // undone at the end, but one inside a surrogate pair has replaced its halves by then.
  private void splitAtNeighbours(DecodedStruct known) {
    ClientStructs left = known.originClient;
    if (left != null && known.originClock < left.state()) {
      store.splitAfter(transaction, left, known.originClock);
    }
    ClientStructs right = known.rightOriginClient;
    if (right != null && known.rightOriginClock < right.state()) {
      store.splitBefore(transaction, right, known.rightOriginClock);
    }
  }

  /** Moves everything on the stack to the rest, because a dependency is not there yet. */
  private void giveUp(DecodedStruct struct, ClientStructs missingClient, int missingClock) {
    missing.merge(missingClient, missingClock, Math::min);
    stack.push(struct);
    for (DecodedStruct waiting : stack) {
      Section section = Objects.requireNonNull(waiting.client.section);
      if (!section.isGivenUp) {
        section.isGivenUp = true;
        rest.add(section);
      }
      section.undoNext();
    }
    stack.clear();
  }

  private static @Nullable ClientStructs missingClient(DecodedStruct struct) {
    if (isMissing(struct, struct.originClient, struct.originClock)) {
      return struct.originClient;
    }
    if (isMissing(struct, struct.rightOriginClient, struct.rightOriginClock)) {
      return struct.rightOriginClient;
    }
    return isMissing(struct, struct.parentClient, struct.parentClock) ? struct.parentClient : null;
  }

  private static boolean isMissing(
      DecodedStruct struct, @Nullable ClientStructs client, int clock) {
    return client != null && client != struct.client && clock >= client.state();
  }

  private void integrate(DecodedStruct struct, int known) {
    if (known == 0 && growRun(struct)) {
      return;
    }
    Struct left = null;
    if (struct.originClient != null) {
      left = store.splitAfter(transaction, struct.originClient, struct.originClock);
    }
    Struct right = null;
    if (struct.rightOriginClient != null) {
      right = store.splitBefore(transaction, struct.rightOriginClient, struct.rightOriginClock);
    }
    boolean besideGarbage = left instanceof Gc || right instanceof Gc;
    Item neighbour = left instanceof Item item ? item : right instanceof Item item ? item : null;
    TypeNode parent = neighbour != null ? neighbour.parent : namedParent(struct);
    String key = neighbour != null ? neighbour.parentSub() : struct.parentSub;
    if (known > 0) {
      struct.skipFirst(known);
      left = store.splitAfter(transaction, struct.client, struct.clock - 1);
      besideGarbage |= left instanceof Gc;
      if (left instanceof Item knownPart) {
        // the known part decides, whatever the update says: both have to be in one list
        parent = knownPart.parent;
        key = knownPart.parentSub();
      }
    }
    if (struct.ref == StructRef.GC || parent == null || besideGarbage) {
      store.add(transaction, new Gc(struct.client, struct.clock, struct.length));
      return;
    }
    Item item = newItem(struct, parent, key);
    item.left = (Item) left;
    item.right = (Item) right;
    doc.integrator().integrate(transaction, item);
  }

  /** {@return the parent that a struct without neighbours names, null if it was collected} */
  private @Nullable TypeNode namedParent(DecodedStruct struct) {
    if (struct.parentName != null) {
      return doc.root(struct.parentName);
    }
    if (struct.parentClient != null
        && struct.parentClient.find(struct.parentClock) instanceof ContentItem holder
        && holder.content() instanceof ContentType content) {
      return content.type();
    }
    return null;
  }

  private static Item newItem(DecodedStruct struct, TypeNode parent, @Nullable String key) {
    Item item;
    if (struct.ref == StructRef.STRING && key == null) {
      item = new TextItem(struct.client, struct.clock, struct.length, parent, struct.appendText());
    } else {
      Content content = struct.content != null ? struct.content : new ContentString(struct.text());
      item =
          key == null
              ? new ContentItem(struct.client, struct.clock, struct.length, parent, content)
              : new MapItem(struct.client, struct.clock, struct.length, parent, key, content);
    }
    item.originClient = struct.originClient;
    item.originClock = struct.originClock;
    item.rightOriginClient = struct.rightOriginClient;
    item.rightOriginClock = struct.rightOriginClock;
    return item;
  }

  /**
   * Appends text to the last item of its client if that gives the same document as an item of its
   * own that is merged at the end of the transaction.
   */
  private boolean growRun(DecodedStruct struct) {
    ClientStructs client = struct.client;
    if (struct.ref != StructRef.STRING
        || struct.originClient != client
        || struct.originClock != struct.clock - 1
        || !(client.last() instanceof TextItem run)
        || !isBetween(run, struct)
        || !Integrator.isGrowable(transaction, run)) {
      return false;
    }
    transaction.touch(client);
    struct.appendText();
    Integrator.grow(transaction, run, struct.length);
    return true;
  }

  private static boolean isBetween(TextItem run, DecodedStruct struct) {
    Item right = run.right;
    ClientStructs rightClient = struct.rightOriginClient;
    if (run.rightOriginClient != rightClient) {
      return false;
    }
    if (rightClient == null) {
      return right == null;
    }
    return run.rightOriginClock == struct.rightOriginClock
        && right != null
        && right.client == rightClient
        && right.clock == struct.rightOriginClock;
  }

  private void applyDeletes(DeleteRanges deletes) {
    DeleteRanges waiting = store.pending.deletes();
    if (deletes.isEmpty() && stillWaits(waiting)) {
      return;
    }
    DeleteRanges unapplied = new DeleteRanges();
    applyDeletes(deletes, unapplied);
    applyDeletes(waiting, unapplied);
    unapplied.sortAndMerge();
    store.pending.setDeletes(unapplied);
  }

  private static boolean stillWaits(DeleteRanges waiting) {
    for (ClientRanges ranges : waiting.clients()) {
      if (ranges.clock(0) < ranges.client().state()) {
        return false;
      }
    }
    return true;
  }

  private void applyDeletes(DeleteRanges deletes, DeleteRanges unapplied) {
    for (ClientRanges ranges : deletes.clients()) {
      for (int i = 0; i < ranges.count(); i++) {
        applyDelete(ranges.client(), ranges.clock(i), ranges.end(i), unapplied);
      }
    }
  }

  private void applyDelete(ClientStructs client, int clock, int end, DeleteRanges unapplied) {
    int state = client.state();
    if (state < end) {
      int from = Math.max(state, clock);
      unapplied.add(client, from, end - from);
    }
    int next = clock;
    while (next < Math.min(end, state)) {
      Struct struct = client.find(next);
      if (struct instanceof Item item && !item.isDeleted()) {
        deletePart(item, next, end);
      }
      next = client.find(next).endClock();
    }
  }

  private void deletePart(Item item, int clock, int end) {
    Item part = item;
    if (part.clock < clock) {
      part = store.split(transaction, part, clock - part.clock);
    }
    if (end < part.endClock()) {
      store.split(transaction, part, end - part.clock);
    }
    doc.deleter().delete(transaction, part);
  }
}
