package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Items of types, as they are listed. */
final class ItemViewTest {
  private final YDoc doc = YDoc.builder().clientId(5).gc(false).build();

  @Test
  void childrenOf_text_hasDeletedItemsAndFormats() {
    YText text = doc.getText("t");
    text.insert(0, "abcd", Map.of("b", true));
    text.delete(1, 2);

    assertEquals(
        List.of("FORMAT 5:0+1", "STRING 5:1+1", "STRING 5:2+2", "STRING 5:4+1", "FORMAT 5:5+1"),
        ItemView.childrenOf(text).stream().map(ItemView::toString).toList());
    ItemView deleted = ItemView.childrenOf(text).get(2);
    assertEquals(true, deleted.isDeleted());
    assertEquals("bc", deleted.value());
    assertEquals(text, deleted.parent());
  }

  @Test
  void childrenOf_map_isEmpty() {
    YMap map = doc.getMap("m");
    map.set("k", 1);

    assertEquals(List.of(), ItemView.childrenOf(map));
  }

  @Test
  void childrenOf_notInserted_isRefused() {
    assertThrows(IllegalStateException.class, () -> ItemView.childrenOf(new YArray()));
  }
}
