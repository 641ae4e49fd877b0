package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.struct.ContentDoc;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.TextItem;
import dev.ycrdt.core.internal.transaction.DocHandles;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.update.StructRef;
import org.jspecify.annotations.Nullable;

/**
 * Gives new items their place in the document.
 *
 * <p>An item was created between two neighbours, {@code origin} and {@code rightOrigin}. Where
 * those are still adjacent there is nothing to decide. Otherwise others have inserted at the same
 * place, and all replicas must come to the same order without talking to each other. That is the
 * YATA algorithm, in the form with both origins:
 *
 * <pre>
 *   origin   a   b   c   rightOrigin          a, b, c: concurrent items
 *      |_____________________|                this: to be placed in between
 *
 *   scan from left to right for every o:
 *     o has the same origin as this:
 *        o.client &lt; this.client       → this comes after o
 *        same right origin as well    → this comes before o: done
 *        otherwise                    → o may belong to something further right: go on
 *     o's origin is among the items scanned so far:
 *        and not among those since the last decision → this comes after o
 *     o's origin is further left      → its place does not depend on ours: done
 * </pre>
 *
 * <p>The sets of the original algorithm are one list of scanned items, in which "since the last
 * decision" is a start index, see {@link ConflictScan}.
 *
 * <p>Source: Yjs {@code Item.integrate}; Nicolaescu et al., "Near Real-Time Peer-to-Peer Shared
 * Editing on Extensible Data Types", GROUP 2016.
 */
public final class Integrator {
  private final StructStore store;
  private final ConflictScan scan = new ConflictScan();

  /** Makes an integrator for the items of {@code store}. */
  public Integrator(StructStore store) {
    this.store = store;
  }

  /**
   * Links {@code item} into its parent and the store and carries out what its content brings with
   * it.
   *
   * @param item has parent, both origins and, where those exist, {@code left} and {@code right} set
   *     to the items at the origins; its clock is the next one of its client
   */
  public void integrate(DocTransaction transaction, Item item) {
    Item left = item.left;
    Item right = item.right;
    boolean adjacent = left == null ? right != null && right.left == null : left.right == right;
    if (!adjacent) {
      item.left = placeAmongConcurrent(item);
    }
    link(transaction, item);
    store.add(transaction, item);
    integrateContent(transaction, item);
    TypeNode parent = item.parent;
    String key = item.parentSub();
    transaction.addChanged(parent, key);
    if (parent.isDeleted() || (key != null && item.right != null)) {
      transaction.state().deleter().delete(transaction, item);
    }
  }

  private @Nullable Item placeAmongConcurrent(Item item) {
    Item left = item.left;
    scan.clear();
    for (Item o = firstConcurrent(item); o != null && o != item.right; o = o.right) {
      scan.add(o);
      if (item.hasSameOrigin(o)) {
        if (o.client.id < item.client.id) {
          left = o;
          scan.decide();
        } else if (item.hasSameRightOrigin(o)) {
          break;
        }
      } else if (o.originClient != null) {
        int origin = scan.indexOf(o.originClient.find(o.originClock));
        if (origin < 0) {
          break;
        }
        if (!scan.isUndecided(origin)) {
          left = o;
          scan.decide();
        }
      } else {
        break;
      }
    }
    scan.clear();
    return left;
  }

  private static @Nullable Item firstConcurrent(Item item) {
    if (item.left != null) {
      return item.left.right;
    }
    String key = item.parentSub();
    return key == null ? item.parent.sequence.first() : item.parent.firstMapItem(key);
  }

  private static void link(DocTransaction transaction, Item item) {
    TypeNode parent = item.parent;
    String key = item.parentSub();
    Item left = item.left;
    if (left != null) {
      item.right = left.right;
      left.right = item;
    } else if (key != null) {
      item.right = parent.firstMapItem(key);
    } else {
      item.right = parent.sequence.first();
      parent.sequence.setFirst(item);
    }
    Item right = item.right;
    if (right != null) {
      right.left = item;
      if (key != null && left == null) {
        parent.setFirstMapItem(key, item);
      }
    }
    if (key == null) {
      parent.sequence.afterInsert(item);
    } else if (right == null) {
      parent.putMapItem(key, item);
      if (left != null) {
        transaction.state().deleter().delete(transaction, left);
      }
    }
  }

  private static void integrateContent(DocTransaction transaction, Item item) {
    switch (item.contentRef()) {
      case StructRef.DELETED -> {
        transaction.deletes().add(item.client, item.clock, item.length);
        item.markDeleted();
      }
      case StructRef.FORMAT -> item.parent.sequence.setFormatted();
      case StructRef.TYPE -> {
        if (((ContentItem) item).content() instanceof ContentType content) {
          content.type().integrate(transaction, item);
        }
      }
      case StructRef.DOC -> {
        if (((ContentItem) item).content() instanceof ContentDoc content) {
          DocHandles.stateOf(content.doc()).life().attach(transaction, item);
        }
      }
      default -> {
        // the other kinds are complete in themselves
      }
    }
  }

  /**
   * Appends text of the local client between two neighbours as an item of its own or, where that
   * gives the same document, to the run on the left.
   */
  public Item insertLocalText(
      DocTransaction transaction,
      TypeNode parent,
      @Nullable Item left,
      @Nullable Item right,
      String text) {
    ClientStructs client = transaction.state().localClient(text.length());
    if (left instanceof TextItem run
        && run.client == client
        && run.endClock() == client.state()
        && isRightOriginOf(run, right)
        && isGrowable(transaction, run)) {
      transaction.touch(client);
      client.text.append(text);
      grow(transaction, run, text.length());
      return run;
    }
    TextItem item =
        new TextItem(client, client.state(), text.length(), parent, client.text.append(text));
    insertLocal(transaction, item, left, right);
    return item;
  }

  /** Integrates an item of the local client between two adjacent items. */
  public void insertLocal(
      DocTransaction transaction, Item item, @Nullable Item left, @Nullable Item right) {
    item.left = left;
    item.setOrigin(left);
    item.right = right;
    item.setRightOrigin(right);
    integrate(transaction, item);
  }

  private static boolean isRightOriginOf(Item run, @Nullable Item right) {
    return right == null
        ? run.rightOriginClient == null
        : run.rightOriginClient == right.client && run.rightOriginClock == right.clock;
  }

  /**
   * {@return whether text may be appended to {@code run} in place of merging it later}
   *
   * <p>Not to a kept run: text that comes and goes in one transaction is not kept with it.
   */
  static boolean isGrowable(DocTransaction transaction, TextItem run) {
    return transaction.growsItems()
        && !run.isDeleted()
        && !run.isRedone()
        && !run.isKept()
        && run.endsAtBufferEnd()
        && !run.parent.isDeleted();
  }

  /** Counts text that was appended to the buffer as part of {@code run}. */
  static void grow(DocTransaction transaction, TextItem run, int added) {
    run.length += added;
    run.client.extendState(added);
    run.parent.sequence.afterGrowth(run, added);
    transaction.addChanged(run.parent, null);
  }
}
