package dev.ycrdt.core;

import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import dev.ycrdt.core.type.YXmlText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Edits documents at random through every kind of shared type, nested ones included. Surrogate
 * pairs are never cut: Yjs replaces the halves on the replica that cuts, and replicas then differ.
 */
public final class RandomEdits {
  private static final String[] WORDS = {"a", "lorem ", "é", "Ж", "👾", "x\n", "日本", "0123456789"};
  private static final String[] KEYS = {"k", "1", "name"};
  private static final @Nullable Object[] MARKS = {true, null, "red", 1};

  private final Random random;

  /** Edits that depend on nothing but {@code random} and the document. */
  public RandomEdits(Random random) {
    this.random = random;
  }

  /** Makes 1 to 3 edits of {@code doc} in one transaction. */
  public void transact(YDoc doc) {
    doc.transact(
        transaction -> {
          for (int i = random.nextInt(3); i >= 0; i--) {
            edit(doc);
          }
        });
  }

  /** Makes one edit of {@code doc}. */
  public void edit(YDoc doc) {
    List<SharedType> types = typesOf(doc);
    SharedType type = types.get(random.nextInt(types.size()));
    if (type instanceof YText text) {
      editText(text);
    } else if (type instanceof YArray array) {
      editArray(array);
    } else if (type instanceof YMap map) {
      editMap(map);
    } else if (type instanceof YXmlFragment fragment) {
      editXml(fragment);
    }
  }

  /** Asks for the roots that are edited, so that they have a type, and returns them. */
  public static List<SharedType> declareRoots(YDoc doc) {
    return List.of(
        doc.getText("text"), doc.getArray("array"), doc.getMap("map"), doc.getXmlFragment("xml"));
  }

  /** {@return the roots that are edited, and everything inside them} */
  public static List<SharedType> typesOf(YDoc doc) {
    List<SharedType> types = new ArrayList<>();
    Deque<SharedType> open = new ArrayDeque<>(declareRoots(doc));
    while (!open.isEmpty()) {
      SharedType type = open.removeFirst();
      types.add(type);
      childrenOf(type).stream()
          .filter(SharedType.class::isInstance)
          .map(SharedType.class::cast)
          .forEach(open::addLast);
    }
    return types;
  }

  private static List<@Nullable Object> childrenOf(SharedType type) {
    if (type instanceof YArray array) {
      return array.toList();
    }
    if (type instanceof YMap map) {
      return new ArrayList<>(map.entries().values());
    }
    return type instanceof YXmlFragment fragment ? fragment.toList() : List.of();
  }

  /** Makes one edit of {@code text}. */
  public void editText(YText text) {
    String units = units(text);
    int from = boundary(units, random.nextInt(units.length() + 1));
    int to = boundary(units, Math.min(units.length(), from + random.nextInt(6)));
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> text.insert(from, word());
      case 3 -> text.insert(from, word(), marks());
      case 4 -> text.insertEmbed(from, Map.of("image", random.nextInt(9)));
      case 5 -> text.format(from, to - from, marks());
      default -> text.delete(from, to - from);
    }
  }

  private static String units(YText text) {
    StringBuilder units = new StringBuilder();
    text.toDelta()
        .ops()
        .forEach(
            op -> {
              Object insert = ((DeltaOp.Insert) op).insert();
              units.append(insert instanceof String part ? part : "*");
            });
    return units.toString();
  }

  private static int boundary(String units, int index) {
    boolean inPair =
        index > 0 && index < units.length() && Character.isLowSurrogate(units.charAt(index));
    return inPair ? index - 1 : index;
  }

  private Map<String, @Nullable Object> marks() {
    Map<String, @Nullable Object> marks = new HashMap<>();
    marks.put(random.nextBoolean() ? "bold" : "color", MARKS[random.nextInt(MARKS.length)]);
    return marks;
  }

  /** Makes one edit of {@code array}. */
  public void editArray(YArray array) {
    int length = array.length();
    switch (random.nextInt(6)) {
      case 0 -> array.insert(random.nextInt(length + 1), Arrays.asList(1, null, word()));
      case 1 -> array.push(List.of(random.nextInt(9), List.of(word())));
      case 2 -> array.insert(random.nextInt(length + 1), List.of(value(), 2));
      case 3 -> array.unshift(Arrays.asList(value()));
      default -> {
        if (length > 0) {
          int from = random.nextInt(length);
          array.delete(from, Math.min(length - from, 1 + random.nextInt(3)));
        }
      }
    }
  }

  /** Makes one edit of {@code map}. */
  public void editMap(YMap map) {
    String key = KEYS[random.nextInt(KEYS.length)];
    switch (random.nextInt(6)) {
      case 0 -> map.delete(key);
      case 1 -> map.clear();
      default -> map.set(key, value());
    }
  }

  private void editXml(YXmlFragment fragment) {
    int length = fragment.length();
    switch (random.nextInt(6)) {
      case 0 -> fragment.insert(random.nextInt(length + 1), List.of(new YXmlElement(word())));
      case 1 -> fragment.push(List.of(new YXmlText(word())));
      case 2 -> {
        if (length > 0) {
          fragment.delete(random.nextInt(length));
        }
      }
      default -> {
        if (fragment instanceof YXmlElement element) {
          element.setAttribute(KEYS[random.nextInt(KEYS.length)], word());
        }
      }
    }
  }

  private Object value() {
    return switch (random.nextInt(8)) {
      case 0 -> new YText(word());
      case 1 -> new YArray(List.of(word(), 1));
      case 2 -> new YMap(Map.of("k", word()));
      case 3 -> new byte[] {1, 2};
      case 4 -> 0.5;
      default -> word();
    };
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
