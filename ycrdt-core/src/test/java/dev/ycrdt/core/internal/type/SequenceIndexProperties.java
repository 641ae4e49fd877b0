package dev.ycrdt.core.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.store.StructStore;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.TextItem;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;

/** That the position index finds what a walk through the list finds. */
final class SequenceIndexProperties {
  private ClientStructs client = new StructStore().client(1);
  private final TypeNode parent = TypeNode.unnamed(TypeKind.TEXT);
  private int clock;
  private @Nullable Item first;
  private int count;

  @BeforeTry
  void startEmpty() {
    client = new StructStore().client(1);
    clock = 0;
    first = null;
    count = 0;
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void index_agreesWithTheList(@ForAll long seed) {
    Random random = new Random(seed);
    Item last = null;
    for (int i = random.nextInt(900); i > 0; i--) {
      last = insertAfter(last, random);
    }
    SequenceIndex index = SequenceIndex.build(first);
    for (int step = 0; step < 400; step++) {
      edit(index, random);
      if (step % 20 == 0) {
        assertAgrees(index);
      }
    }
    assertAgrees(index);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void index_survivesThatEverythingIsMergedAway(@ForAll long seed) {
    insertAfter(null, new Random(seed));
    SequenceIndex index = SequenceIndex.build(first);
    for (int i = 0; i < 1500; i++) {
      Item last = index.last();
      TextItem item = newItem(3);
      item.setOrigin(last);
      link(item, last);
      index.inserted(item);
    }
    assertAgrees(index);
    Item only = first;
    for (int i = 0; i < 1500 && only != null; i++) {
      merge(index, only);
    }
    assertEquals(1, count);
    assertAgrees(index);
  }

  private void edit(SequenceIndex index, Random random) {
    Item item = count == 0 ? null : at(random.nextInt(count));
    int kind = random.nextInt(10);
    if (item == null || kind < 4) {
      index.inserted(insertAfter(kind == 0 ? null : item, random));
    } else if (kind < 6 && item.length > 1) {
      Item right = item.split(1 + random.nextInt(item.length - 1));
      count++;
      index.changed(item);
      index.inserted(right);
    } else if (kind < 8) {
      item.markDeleted();
      index.changed(item);
    } else {
      merge(index, item);
    }
  }

  private void merge(SequenceIndex index, Item item) {
    Item right = item.right;
    if (right != null && item.canTakeOver(right)) {
      item.takeOver(right);
      count--;
      index.merged(item, right);
    }
  }

  private Item insertAfter(@Nullable Item left, Random random) {
    TextItem item = newItem(1 + random.nextInt(4));
    link(item, left);
    return item;
  }

  private TextItem newItem(int length) {
    int offset = client.text.append("x".repeat(length));
    TextItem item = new TextItem(client, clock, length, parent, offset);
    clock += length;
    return item;
  }

  private void link(Item item, @Nullable Item left) {
    item.left = left;
    item.right = left == null ? first : left.right;
    if (item.right != null) {
      item.right.left = item;
    }
    if (left == null) {
      first = item;
    } else {
      left.right = item;
    }
    count++;
  }

  private @Nullable Item at(int position) {
    Item item = first;
    for (int i = 0; i < position && item != null; i++) {
      item = item.right;
    }
    return item;
  }

  private void assertAgrees(SequenceIndex index) {
    int start = 0;
    Item last = null;
    for (Item item = first; item != null; item = item.right) {
      assertEquals(start, index.indexOf(item));
      int visible = item.visibleLength();
      for (int offset = 0; offset < visible; offset++) {
        assertSame(item, index.find(start + offset));
        assertEquals(offset, index.offsetInItem());
      }
      start += visible;
      last = item;
    }
    if (last != null) {
      assertSame(last, index.last());
    }
  }
}
