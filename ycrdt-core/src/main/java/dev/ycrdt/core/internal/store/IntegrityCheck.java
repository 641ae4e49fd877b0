package dev.ycrdt.core.internal.store;

import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.ContentType;
import dev.ycrdt.core.internal.struct.Gc;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.Struct;
import dev.ycrdt.core.internal.struct.TextItem;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.type.Sequence;
import dev.ycrdt.core.internal.type.TypeNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the structures of a document fit together. Every rule that the other classes of this
 * package rely on, but do not check for themselves, is checked here:
 *
 * <ul>
 *   <li>the structs of a client follow each other without gaps, and every way of finding one finds
 *       the same one
 *   <li>text with neighbouring clocks lies side by side in the buffer of its client
 *   <li>the links of a list agree in both directions, and every item is in exactly one list, that
 *       of its parent
 *   <li>the length of a list is the sum of its visible items
 *   <li>the current item of a map entry is the rightmost, and everything left of it is deleted
 *   <li>origins are known clocks, and lie before the item if they are of the same client
 * </ul>
 *
 * <p>For tests and for the hunt for a damaged document: the cost is that of reading everything.
 * Call it between transactions, while no other thread changes the document.
 */
public final class IntegrityCheck {
  private final DocState doc;
  private final Set<Item> linked = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<TypeNode> types = new ArrayDeque<>();
  private final List<TypeNode> visited = new ArrayList<>();

  private IntegrityCheck(DocState doc) {
    this.doc = doc;
  }

  /**
   * Checks everything but {@link #checkMerged merging}.
   *
   * @throws IllegalStateException if a rule is broken; the message names the struct and the rule
   */
  public static void check(DocState doc) {
    new IntegrityCheck(doc).run();
  }

  /**
   * Checks that no two neighbouring structs could be one.
   *
   * <p>A document that only lists have been edited in has this property after every transaction.
   * Where nested types or map entries are collected, garbage may be left beside garbage, as in Yjs.
   *
   * @throws IllegalStateException naming two structs that could be one
   */
  public static void checkMerged(DocState doc) {
    for (ClientStructs client : doc.store().clients()) {
      Struct left = null;
      for (long place = client.first(); place >= 0; place = client.next(place)) {
        Struct right = client.at(place);
        require(left == null || !couldBeOne(left, right), right, "could be merged to the left");
        left = right;
      }
    }
  }

  /**
   * Checks that every visible item is found by its index, and its index by the item. Searches build
   * the position index of long lists, so this changes how later edits find their place, though not
   * what they do.
   *
   * @throws IllegalStateException if a rule of {@link #check} is broken, or naming an item that is
   *     not found
   */
  public static void checkPositions(DocState doc) {
    IntegrityCheck check = new IntegrityCheck(doc);
    check.run();
    check.visited.forEach(IntegrityCheck::checkPositions);
  }

  private void run() {
    doc.store().clients().forEach(this::checkClient);
    doc.roots().forEach(this::checkRoot);
    while (!types.isEmpty()) {
      TypeNode type = types.pop();
      visited.add(type);
      checkType(type);
    }
    doc.store().clients().forEach(this::checkLinked);
  }

  private static void checkPositions(TypeNode type) {
    Sequence sequence = type.sequence;
    int start = 0;
    Item last = null;
    for (Item item = sequence.first(); item != null; item = item.right) {
      require(sequence.indexOf(item) == start, item, "does not have index " + start);
      int visible = item.visibleLength();
      if (visible > 0) {
        checkFound(sequence, item, start, 0);
        checkFound(sequence, item, start, visible - 1);
      }
      start += visible;
      last = item;
    }
    require(sequence.last() == last, type, "has a wrong last item");
  }

  private static void checkFound(Sequence sequence, Item item, int start, int offset) {
    require(sequence.find(start + offset) == item, item, "is not at index " + (start + offset));
    require(sequence.offsetInItem() == offset, item, "is found at a wrong offset");
  }

  private void checkClient(ClientStructs client) {
    require(
        doc.store().clients().indexOf(client) == client.ordinal(), client, "has a wrong ordinal");
    int clock = 0;
    long previous = -1;
    Struct left = null;
    for (long place = client.first(); place >= 0; place = client.next(place)) {
      Struct struct = client.at(place);
      require(struct.client == client, struct, "is among the structs of client " + client.id);
      require(struct.clock == clock, struct, "does not start at clock " + clock);
      require(struct.length > 0, struct, "has no length");
      require(client.previous(place) == previous, struct, "has a wrong place before it");
      checkFound(client, struct, place);
      checkText(left, struct);
      clock = struct.endClock();
      previous = place;
      left = struct;
    }
    require(clock == client.state(), client, "ends at clock " + clock + ", not at its state");
    require(client.last() == left, client, "has a wrong last struct");
    require(client.lastPlace() == previous, client, "has a wrong last place");
    require(client.section == null, client, "is still being integrated");
  }

  private static void checkFound(ClientStructs client, Struct struct, long place) {
    require(client.find(struct.clock) == struct, struct, "is not found at its first clock");
    require(client.find(struct.endClock() - 1) == struct, struct, "is not found at its last clock");
    require(client.locate(struct.clock) == place, struct, "is not located at its place");
    require(client.locate(struct.endClock() - 1) == place, struct, "is located at two places");
  }

  private static void checkText(@Nullable Struct left, Struct struct) {
    if (!(struct instanceof TextItem text) || text.isCollected()) {
      return;
    }
    int end = text.textOffset() + text.length;
    require(
        text.textOffset() >= 0 && end <= text.client.text.length(),
        struct,
        "has text outside of the buffer of its client");
    if (left instanceof TextItem before && !before.isCollected()) {
      require(
          before.textOffset() + before.length == text.textOffset(),
          struct,
          "has text that does not follow that of the clock before");
    }
  }

  private void checkRoot(String name, TypeNode root) {
    require(root.item == null, root, "is a root and has an item");
    require(root.rootName().equals(name), root, "is listed as \"" + name + '"');
    types.push(root);
  }

  private void checkType(TypeNode type) {
    require(type.doc == doc, type, "does not belong to the document");
    require(type.preliminary == null, type, "has content that waits for insertion");
    checkList(type);
    type.mapItems().forEach((key, current) -> checkEntry(type, key, current));
  }

  private void checkList(TypeNode type) {
    int length = 0;
    Item left = null;
    for (Item item = type.sequence.first(); item != null; item = item.right) {
      checkLinks(type, item, left);
      require(item.parentSub() == null, item, "is a map entry in a list");
      length += item.visibleLength();
      left = item;
    }
    require(
        length == type.sequence.length(),
        type,
        "has length " + type.sequence.length() + " and visible items of length " + length);
  }

  private void checkEntry(TypeNode type, String key, Item current) {
    require(current.right == null, current, "is the current entry and not the rightmost");
    Item first = current;
    while (first.left != null) {
      first = first.left;
    }
    Item left = null;
    for (Item item = first; item != null; item = item.right) {
      checkLinks(type, item, left);
      require(key.equals(item.parentSub()), item, "is in the entry \"" + key + '"');
      require(
          item.isDeleted() || item == current || isContinued(item),
          item,
          "is overwritten and not deleted");
      left = item;
    }
    require(left == current, current, "is not reached from the left");
  }

  // An update can set an entry to several values at once; then a split makes several live items,
  // and what is inserted between them is deleted.
  private static boolean isContinued(Item item) {
    Item right = item.right;
    while (right != null && (right.client != item.client || right.clock != item.endClock())) {
      right = right.isDeleted() ? right.right : null;
    }
    return right != null;
  }

  private void checkLinks(TypeNode type, Item item, @Nullable Item left) {
    require(linked.add(item), item, "is linked twice");
    require(item.parent == type, item, "has another parent than the list it is in");
    require(item.left == left, item, "does not link back to the left");
    require(item.client.find(item.clock) == item, item, "is linked and not stored");
    require(
        !type.isDeleted() || item.isDeleted(), item, "is not deleted while the type around it is");
    checkOrigin(item, item.originClient, item.originClock);
    checkOrigin(item, item.rightOriginClient, item.rightOriginClock);
    if (item instanceof ContentItem holder && holder.content() instanceof ContentType content) {
      require(content.type().item == item, item, "holds a type that knows another item");
      types.push(content.type());
    }
  }

  private static void checkOrigin(Item item, @Nullable ClientStructs client, int clock) {
    if (client != null) {
      int bound = client == item.client ? item.clock : client.state();
      require(clock >= 0 && clock < bound, item, "has an origin that does not exist yet");
    }
  }

  private void checkLinked(ClientStructs client) {
    for (long place = client.first(); place >= 0; place = client.next(place)) {
      if (client.at(place) instanceof Item item) {
        require(linked.contains(item) || item.parent.isDeleted(), item, "is stored and not linked");
      }
    }
  }

  private static boolean couldBeOne(Struct left, Struct right) {
    if (left instanceof Gc || right instanceof Gc) {
      return left instanceof Gc && right instanceof Gc;
    }
    return ((Item) left).canTakeOver((Item) right);
  }

  private static void require(boolean holds, Object subject, String rule) {
    if (!holds) {
      throw new IllegalStateException(nameOf(subject) + ' ' + rule);
    }
  }

  private static String nameOf(Object subject) {
    if (subject instanceof ClientStructs client) {
      return "client " + client.id;
    }
    if (subject instanceof Struct struct) {
      return struct.getClass().getSimpleName()
          + ' '
          + struct.client.id
          + ':'
          + struct.clock
          + '+'
          + struct.length;
    }
    TypeNode type = (TypeNode) subject;
    Item item = type.item;
    return type.kind().className()
        + (item == null ? " root" : " at " + item.client.id + ':' + item.clock);
  }
}
